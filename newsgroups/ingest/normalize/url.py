"""One address for one article, however it was shared."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from tld import get_fld

from newsgroups.models.article import MAX_URL

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say where a reader came from, or in which dress the page comes, and never which article it is.
_TRACKING = re.compile(
    r"utm_.*|at_.*|pk_.*|mtm_.*|hsa_.*|ns_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_cid|"
    r"mc_eid|_ga|_gl|ocid|cmpid|cmp|icid|ncid|sr_share|smid|smtyp|partner|ref|referrer|source|src|feedtype|ftag|"
    r"guccounter|guce_referrer.*|__twitter_impression|fb_.*|spm|share|shared|via|xtor|wt_mc|wt\.mc_id|trk|mod|"
    r"emc|rss|output_type|amp|outputtype|usqp|amp_js_v|amp_gsa",
    re.IGNORECASE,
)
# Parameters that no site answers by, so that its server need not be told either.
_TELLTALE = re.compile(r"(?:^|&)(?:utm_\w+|\w*clid)=[^&]*")
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
# First labels of hosts that show a site's pages in another dress: to telephones, or as AMP.
_DRESSES = re.compile(r"(?:www|m|mobile|amp)\.", re.IGNORECASE)
_AMP_START = re.compile(r"(?:/amp(?=/.))+", re.IGNORECASE)
_AMP_END = re.compile(r"/amp(?:\.html?)?$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
# No ending of these is longer ("/default.aspx").
_LONGEST_ENDING = 16
# Pages that Google serves for others name the true address in their own (developers.google.com, AMP cache URLs).
_GOOGLE_AMP = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?(.+)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"https?://[\w.-]+\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)", re.IGNORECASE)


class RefusedAddress(ValueError):
    """An address that cannot be one of an article; the message is for its sender."""


def canonical_url(url: str) -> str:
    """What tells one article from others, whichever way its page was reached. Not the address to fetch it from.

    HTTP and HTTPS at their own ports are one; so are a host and its `www.`, `m.`, `mobile.` and `amp.`, a page and its
    AMP version, also in Google's cache. Fragments, tracking parameters, the order of the others, `index.html`, a
    trailing dot or slash do not count. Raises RefusedAddress.
    """
    scheme, host, port, path, query = _parts(_out_of_caches(_short_enough(url.strip())))
    if port is None:
        scheme, host = "https", _undressed(host)
    found = urlunsplit((scheme, host if port is None else f"{host}:{port}", _bare(path), _query(query), ""))
    return _short_enough(found)


def plain_url(url: str) -> str:
    """The address as it can be asked for: encoded, without fragment and telltales. Raises RefusedAddress."""
    scheme, host, port, path, query = _parts(_short_enough(url.strip()))
    query = quote(_TELLTALE.sub("", query).lstrip("&"), safe="/?%:@!$&'()*+,;=~-._[]|")
    return _short_enough(urlunsplit((scheme, host if port is None else f"{host}:{port}", path, query, "")))


def own_address(address: str, named: str) -> str:
    """The address that a page gives itself (`rel=canonical`), if it is one of the same site, else that of the page.

    A page may not take another site's place, and one whose canonical address is the front page is mistaken.
    """
    try:
        is_own = site_of(named) == site_of(address) and urlsplit(canonical_url(named)).path != "/"
    except RefusedAddress:
        return address
    return named if is_own else address


def site_of(url: str) -> str:
    """The registered name under the public suffix ("post.example"), or the host where there is none."""
    host = urlsplit(canonical_url(url)).netloc
    return get_fld(f"https://{host}", fail_silently=True) or host


def _parts(url: str) -> tuple[str, str, int | None, str, str]:
    """Scheme, host, port unless it is the scheme's own, encoded path, query. Raises RefusedAddress."""
    if _CONTROL.search(url):
        raise RefusedAddress("The address has spaces or control characters.")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _in_ascii(parts.hostname or "")
    except (ValueError, UnicodeError):
        raise RefusedAddress("The address cannot be read.") from None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise RefusedAddress("The address does not begin with http:// or https://.")
    if not host or "@" in parts.netloc:
        raise RefusedAddress("The address has no plain host name.")
    host = f"[{host}]" if ":" in host else host
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return scheme, host, None if port == _DEFAULT_PORTS[scheme] else port, path, parts.query


@lru_cache(maxsize=4_096)
def _in_ascii(host: str) -> str:
    """The host in Punycode, without the dot of the root. Raises UnicodeError."""
    return host.rstrip(".").encode("idna").decode("ascii")


def _out_of_caches(url: str) -> str:
    found = _GOOGLE_AMP.fullmatch(url) or _AMP_CACHE.fullmatch(url)
    return f"http{'s' if found[1] else ''}://{found[2]}" if found else url


def _undressed(host: str) -> str:
    """`www.m.post.example` is `post.example`; a name of two labels stays as it is."""
    start, dots = 0, host.count(".")
    while dots > 1 and (match := _DRESSES.match(host, start)):
        start, dots = match.end(), dots - 1
    return host[start:]


def _bare(path: str) -> str:
    """Without AMP, `index.html` and the last slash, in whatever order they come.

    Endings are taken off a short tail, so that the time grows with the length of the path and not with its square.
    """
    start = match.end() if (match := _AMP_START.match(path)) else 0
    end, tail, before = len(path), "", None
    while tail != before:
        cut = max(start, end - (_LONGEST_ENDING - len(tail)))
        before, end = path[cut:end] + tail, cut
        tail = _INDEX.sub("/", _AMP_END.sub("", before)).rstrip("/")
    return path[start:end] + tail or "/"


def _short_enough(url: str) -> str:
    if len(url) > MAX_URL:
        raise RefusedAddress(f"The address has more than {MAX_URL:,} characters.")
    return url


def _query(query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(name)]
    return urlencode(sorted(kept))
