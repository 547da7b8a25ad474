"""Hosts in ASCII, without labels that name a presentation (`www.`, `m.`, `amp.`)."""

import re
from functools import lru_cache

import idna
from tld import is_tld

# A name has at most this many characters (RFC 1035, 2.3.4); a label in another script grows when it is encoded.
MAX_HOST = 253
_DRESSES = re.compile(r"(?:www\d?|m|mobile|amp)\.", re.IGNORECASE)
_WWW = re.compile(r"www\d?\.")
# Mobile editions as some outlets name them: edition-m.cnn.com.
_EDITION = re.compile(r"^(edition|www|news|[a-z]{2})-(?:m|mobile|amp)\.(?=[^.]+\.)")
# A mobile label inside the host of a multilingual site: en.m.wikipedia.org.
_INNER = re.compile(r"^([a-z]{2,3}|edition|www|news)\.(?:m|mobile|amp)\.(?=[^.]+\.)")


class RefusedHost(ValueError):
    """A name that no host can have."""


@lru_cache(maxsize=4_096)
def host_in_ascii(host: str) -> str:
    """The host in Punycode, as browsers request it (UTS 46, ß is kept), without the trailing dot of the root."""
    host = host.rstrip(".")
    if host.isascii() and not host.startswith("xn--") and ".xn--" not in host:
        if len(host) > MAX_HOST or not all(0 < len(label) <= 63 for label in host.split(".")):
            raise RefusedHost
        return host.lower()
    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii").lower().rstrip(".")
    except idna.IDNAError:
        # Symbols and emoji: the newer rules exclude them, but registries accept them.
        try:
            return host.encode("idna").decode("ascii").lower().rstrip(".")
        except UnicodeError:
            raise RefusedHost from None


@lru_cache(maxsize=4_096)
def without_variant_labels(host: str) -> str:
    """`www.m.post.example` becomes `post.example`. A name of two labels, or a label directly under a public suffix, is
    kept.
    """
    start, dots = 0, host.count(".")
    while dots > 1 and (match := _DRESSES.match(host, start)):
        if not _WWW.match(match[0]) and is_tld(host[match.end() :]):
            break
        start, dots = match.end(), dots - 1
    return _INNER.sub(r"\1.", _EDITION.sub(r"\1.", host[start:]))
