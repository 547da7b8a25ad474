"""What is derived from the text of one article: screening, sketches, postings, boilerplate, and their check."""
