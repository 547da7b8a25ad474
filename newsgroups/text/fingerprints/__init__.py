"""Winnowing: the small set of hashes that finds copied text."""
