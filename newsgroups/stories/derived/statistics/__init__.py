"""Figures of the whole archive: how often terms occur, and how alike unrelated articles are."""
