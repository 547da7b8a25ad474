"""Posting lists on disk: blocks, columns of positions, and Whoosh's value strings."""
