"""Writing and merging segments, checksums."""
