"""Everything that comes in: feeds, addresses, and files, fetched, read, cleaned, and stored."""
