"""Canonical addresses and text hashes as they were when migration 0006 was written.

A copy of the rules of that day. The application's own rules go on changing; stored rows catch up when their article is
imported or fetched again.
"""

import re
from hashlib import blake2b
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

_MAX_URL = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_.*|at_.*|pk_.*|mtm_.*|hsa_.*|ns_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_cid|"
    r"mc_eid|_ga|_gl|ocid|cmpid|cmp|icid|ncid|sr_share|smid|smtyp|partner|ref|referrer|source|src|feedtype|ftag|"
    r"guccounter|guce_referrer.*|__twitter_impression|fb_.*|spm|share|shared|via|xtor|wt_mc|wt\.mc_id|trk|mod|"
    r"emc|rss|output_type|amp|outputtype|usqp|amp_js_v|amp_gsa",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
_MIRROR = re.compile(r"(?:www|m|mobile|amp)\.", re.IGNORECASE)
_AMP_PATH = re.compile(r"^/amp(?=/.)|/amp(?:\.html?)?$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_GOOGLE_AMP = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?(.+)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"https?://[\w.-]+\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The address without scheme variants, mirrors, tracking and AMP; `url` itself where it cannot be read."""
    try:
        found = _canonical(url.strip())
    except ValueError:
        return url
    return url if len(found) > _MAX_URL else found


def text_hash(text: str) -> int:
    """64 bits of BLAKE2 over the words of a text, with one space between two words."""
    for space in "\n\t\r\xa0":
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    digest = blake2b(text.strip().encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _canonical(url: str) -> str:
    """Raises ValueError (UnicodeError is one) for what is no web address."""
    cached = _GOOGLE_AMP.fullmatch(url) or _AMP_CACHE.fullmatch(url)
    url = f"http{'s' if cached[1] else ''}://{cached[2]}" if cached else url
    if _CONTROL.search(url):
        raise ValueError("spaces or control characters")
    parts = urlsplit(url)
    scheme, port = parts.scheme.lower(), parts.port
    host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    if scheme not in _DEFAULT_PORTS or not host or "@" in parts.netloc:
        raise ValueError("not http:// or https://, or no plain host name")
    host = f"[{host}]" if ":" in host else host
    if port is None or port == _DEFAULT_PORTS[scheme]:
        scheme, host = "https", _without_mirrors(host)
    else:
        host = f"{host}:{port}"
    path = _bare(quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/")
    return urlunsplit((scheme, host, path, _query(parts.query), ""))


def _without_mirrors(host: str) -> str:
    while (match := _MIRROR.match(host)) and host.count(".") > 1:
        host = host[match.end() :]
    return host


def _bare(path: str) -> str:
    before = ""
    while path != before:
        before, path = path, _INDEX.sub("/", _AMP_PATH.sub("", path)).rstrip("/") or "/"
    return path


def _query(query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(name)]
    return urlencode(sorted(kept))
