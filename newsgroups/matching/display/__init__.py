"""Prepare a pair for display: segments, discrepancies, word diff, shared words."""
