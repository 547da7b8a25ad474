"""Full-text search: `service` is the one door; `sync` keeps the index in step with the database."""
