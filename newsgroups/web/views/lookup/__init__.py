"""Views for look-up by text and shared look-ups."""
