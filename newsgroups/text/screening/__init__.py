"""Pages that are no articles, recognized by their title and text."""
