"""Curators' decisions as logged, undoable actions and constraints."""
