"""Fetches, reads, cleans, and stores everything that comes in: feeds, addresses, and files."""
