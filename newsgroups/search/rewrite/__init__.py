"""Compiles the query tree to Whoosh queries, expands wildcards and fuzzy words, and suggests corrections."""
