"""Rows into the database: insert, update with revision, same text at two addresses, by hand."""
