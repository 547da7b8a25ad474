"""Completion while typing, examples, a query that finds something."""
