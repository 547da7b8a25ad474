"""Articles, outlets, Browse."""
