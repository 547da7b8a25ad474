"""Copied shares of many pairs at once, computed with arrays."""
