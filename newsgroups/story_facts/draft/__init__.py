"""A draft checked against a story: its figures, names, and quotations that no article has, or that differ."""
