"""Turns stored articles into stories: derived data, pairs, grouping, curation, look-up, and read models for pages."""
