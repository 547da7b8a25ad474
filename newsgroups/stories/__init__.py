"""From stored articles to stories: derived rows, pairs, groups, curation, look-up, and read models for pages."""
