"""Facts of stored stories: made, kept and shown."""
