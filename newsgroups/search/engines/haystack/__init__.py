"""The Haystack engine: Haystack's standard interface to this search engine."""
