"""Dossiers: their entries, exports, and signed evidence packets."""
