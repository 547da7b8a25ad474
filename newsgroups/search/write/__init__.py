"""Writes and merges segments, and computes their checksums."""
