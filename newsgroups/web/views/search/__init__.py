"""Search, its exports, its facet links."""
