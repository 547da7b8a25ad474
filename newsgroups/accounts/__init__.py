"""Accounts of curators and administrators: the record of security events, sessions, and the second factor."""
