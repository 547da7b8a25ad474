"""Canonical forms of the parts of a URL: host, path, and query. Pure."""
