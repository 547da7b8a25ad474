"""File formats: CSV, JSON lines, and web archives."""
