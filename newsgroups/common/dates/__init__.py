"""Dates: days in UTC, which of two articles came first, and how dates are written."""
