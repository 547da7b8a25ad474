"""The web interface: pages, API, forms, middleware and metrics."""
