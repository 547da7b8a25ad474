"""Limits of sessions, and what accounts must confirm."""
