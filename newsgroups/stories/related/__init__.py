"""Finds what else the archive has on a story: earlier and later events, the same names, the same kind of event."""
