"""Winnowing: the few hashes by which copied text is found."""
