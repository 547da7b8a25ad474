"""Database tools without tables of their own: lookups, functions, indexes, bulk insert, and prepared statements."""
