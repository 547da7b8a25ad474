"""Django plumbing: urls, context processors, pagination, CSV response."""
