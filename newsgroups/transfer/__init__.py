"""The archive as one file: every table that cannot be rebuilt, out of one database and into another."""
