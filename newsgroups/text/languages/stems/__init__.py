"""Reduce a word to its stem: elision, Snowball, and lists of endings."""
