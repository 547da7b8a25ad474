"""Figures, times, names and quotations with their speakers, read in one text."""
