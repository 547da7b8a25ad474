"""Facts of stored stories: extracted, stored, and shown."""
