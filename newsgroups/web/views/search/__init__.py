"""Views for search, its exports and its facets."""
