"""Parses hostile bytes in child processes: pool (parent), worker (child), and parsers."""
