"""Articles, their revisions, credits, and rows derived from their text."""
