"""Errors (429, 413, 400), 410, rate limit, uploads in memory."""
