"""Which text of a story comes from which."""
