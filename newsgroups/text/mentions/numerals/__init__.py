"""Numbers, units, and times as they are written."""
