"""One address for one article, however it was shared."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from newsgroups.models.article import MAX_URL

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say where a reader came from and never which article it is.
_TRACKING = re.compile(
    r"utm_.*|at_.*|pk_.*|mtm_.*|hsa_.*|ns_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_cid|"
    r"mc_eid|_ga|_gl|ocid|cmpid|cmp|icid|ncid|sr_share|smid|smtyp|partner|ref|referrer|source|src|feedtype|ftag|"
    r"guccounter|guce_referrer.*|__twitter_impression|fb_.*|spm|share|shared|via|xtor|wt_mc|wt\.mc_id|trk|mod|"
    r"emc|rss|output_type",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")


class RefusedAddress(ValueError):
    """An address that cannot be one of an article; the message is for its sender."""


def canonical_url(url: str) -> str:
    """The address without what does not tell articles apart: case and default port of the host, fragment,
    tracking parameters, order of the others, a trailing dot or slash. Raises RefusedAddress.
    """
    given = url.strip()
    if _CONTROL.search(given):
        raise RefusedAddress("The address has spaces or control characters.")
    try:
        parts = urlsplit(given)
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError):
        raise RefusedAddress("The address cannot be read.") from None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise RefusedAddress("The address does not begin with http:// or https://.")
    if not host or "@" in parts.netloc:
        raise RefusedAddress("The address has no plain host name.")
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    path = path.rstrip("/") or "/"
    found = urlunsplit((scheme, netloc, path, _query(parts.query), ""))
    if len(found) > MAX_URL:
        raise RefusedAddress(f"The address has more than {MAX_URL:,} characters.")
    return found


def _query(query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(name)]
    return urlencode(sorted(kept))
