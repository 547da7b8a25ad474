"""What curators decide, as logged, undoable actions and constraints."""
