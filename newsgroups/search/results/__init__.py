"""Filters, facets, sorting, grouping of near copies, and attributes from the database."""
