"""Compares two texts side by side and explains how the archive relates them."""
