"""Filters, facets, sorting, folding of near-copies, attributes from the database."""
