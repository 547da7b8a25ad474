"""Read figures, times, names, and attributed quotations from one text."""
