"""Hosts in ASCII, and without the labels that name a dress."""

import re
from functools import lru_cache

import idna
from tld import is_tld

# A name has at most so many characters (RFC 1035, 2.3.4); a label in another script grows when it is encoded.
MAX_HOST = 253
_DRESSES = re.compile(r"(?:www\d?|m|mobile|amp)\.", re.IGNORECASE)
_WWW = re.compile(r"www\d?\.")
# Editions for telephones as some outlets name them: edition-m.cnn.com.
_EDITION = re.compile(r"^(edition|www|news|[a-z]{2})-(?:m|mobile|amp)\.(?=[^.]+\.)")
# One host of a site in many languages: en.m.wikipedia.org.
_INNER = re.compile(r"^([a-z]{2,3}|edition|www|news)\.(?:m|mobile|amp)\.(?=[^.]+\.)")


class RefusedHost(ValueError):
    """A name that no host can have."""


@lru_cache(maxsize=4_096)
def host_in_ascii(host: str) -> str:
    """The host in Punycode as browsers ask for it (UTS 46, ß stays ß), without the dot of the root."""
    host = host.rstrip(".")
    if host.isascii() and not host.startswith("xn--") and ".xn--" not in host:
        if len(host) > MAX_HOST or not all(0 < len(label) <= 63 for label in host.split(".")):
            raise RefusedHost
        return host.lower()
    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii").lower().rstrip(".")
    except idna.IDNAError:
        # Signs and pictures, which the newer rules leave out and registries have.
        try:
            return host.encode("idna").decode("ascii").lower().rstrip(".")
        except UnicodeError:
            raise RefusedHost from None


@lru_cache(maxsize=4_096)
def undressed(host: str) -> str:
    """`www.m.post.example` is `post.example`; a name of two labels, and what is under a public suffix, stays."""
    start, dots = 0, host.count(".")
    while dots > 1 and (match := _DRESSES.match(host, start)):
        if not _WWW.match(match[0]) and is_tld(host[match.end() :]):
            break
        start, dots = match.end(), dots - 1
    return _INNER.sub(r"\1.", _EDITION.sub(r"\1.", host[start:]))
