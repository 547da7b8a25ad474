"""Words of a text as stable hashes with their positions."""
