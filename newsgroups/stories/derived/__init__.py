"""Data derived from single articles: screening, sketches, postings, boilerplate, and their verification."""
