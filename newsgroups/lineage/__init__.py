"""The lineage of a story: which of its texts derive from which."""
