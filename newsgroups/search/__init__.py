"""Full-text search. Other packages use `service`; `sync` keeps the index up to date with the database."""
