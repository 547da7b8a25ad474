"""Secrets of which the database keeps only a hash."""

import secrets
from hashlib import sha256


def new_key() -> str:
    """Return 256 random bits, as characters that need no escaping in a URL."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """A plain hash is enough: a key of 256 random bits cannot be guessed, unlike a password."""
    return sha256(key.encode(errors="replace")).hexdigest()
