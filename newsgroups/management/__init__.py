"""Management commands, and how they report figures, progress and failures."""
