"""One row: URL, text, dates, validation."""
