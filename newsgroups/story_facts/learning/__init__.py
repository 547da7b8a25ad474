"""The model of disagreements that an archive learned from its curators."""
