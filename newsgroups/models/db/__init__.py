"""Database tools without a table: lookups, indexes, bulk insert, prepared statements, migration operations."""
