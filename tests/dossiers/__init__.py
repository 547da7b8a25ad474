"""Dossiers and their evidence."""
