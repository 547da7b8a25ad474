"""Locks, gates, and workers of several processes."""
