"""Template tags and filters: formats, languages and metadata."""
