"""Normalizes one row: its URL, text, and dates, and validates it."""
