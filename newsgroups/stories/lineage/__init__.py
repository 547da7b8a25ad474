"""Which texts of a story come from which, and how many of them are independent reports."""
