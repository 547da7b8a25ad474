"""Articles on web pages: text, title, dates, and structured data."""
