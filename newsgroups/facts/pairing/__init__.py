"""Pairs of figures in two texts that may be about one thing, and how they compare."""
