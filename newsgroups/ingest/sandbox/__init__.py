"""Hostile bytes in child processes: pool (parent), worker (child), parsers/."""
