"""Writes rows to the database: inserts, updates with revisions, detects one text at two addresses."""
