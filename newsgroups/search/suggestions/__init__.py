"""Autocompletion, example queries, and queries that are sure to find something."""
