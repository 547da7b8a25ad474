"""Forms for curators."""
