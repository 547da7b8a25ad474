"""Decide which text is boilerplate and where it occurs."""
