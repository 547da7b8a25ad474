"""Feeds, sitemaps, and subscription lists."""
