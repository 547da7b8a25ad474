"""The facts of a story, stored and prepared for display."""
