"""Quotations and the people they are attributed to."""
