"""Curate, queue, add, ingest report."""
