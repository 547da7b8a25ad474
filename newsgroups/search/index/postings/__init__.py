"""Posting lists on disk."""
