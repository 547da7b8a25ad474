"""Exports and imports the archive as one file that contains every table that cannot be rebuilt."""
