"""Canonical URLs: one address per article, however it was shared."""

import re
from urllib.parse import urlsplit, urlunsplit

from tld import get_fld

from newsgroups.ingest.normalize.addresses.host import host_in_ascii, without_variant_labels
from newsgroups.ingest.normalize.addresses.path import bare_path, encoded_path
from newsgroups.ingest.normalize.addresses.query import IN_QUERY, clean_query, escaped, parameters
from newsgroups.ingest.normalize.addresses.same_page import may_be_one
from newsgroups.ingest.normalize.addresses.wrappers import may_lead_on, unwrapped
from newsgroups.models.articles.article import MAX_URL

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Tracking parameters that no site needs to answer, so its server is not sent them either.
_TELLTALE = re.compile(r"(?:^|&)(?:utm_\w+|\w*clid)=[^&]*")
# Browsers remove these from an address, wherever a line was broken.
_LINE_ENDS = re.compile(r"[\t\n\r]")
# Delimiters around an address in a text.
_AROUND = ("<>", '""', "''")
# Browsers accept any number of slashes after the scheme.
_PLAIN = re.compile("https?://[^/]")
_SLASHES = re.compile(r"^(https?):/*(?=[^/])", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
# In single-page applications, the fragment names the article.
_ROUTE = re.compile(r"#(!.+|/.+)")


class RefusedAddress(ValueError):
    """An address that cannot be an article's; the message is for whoever gave it."""


def canonical_url(url: str) -> str:
    """The key that tells one article from others, however its page was reached. Not the address to fetch it from.

    HTTP and HTTPS on their default ports are equal; so are a host and its `www.`, `m.`, `mobile.`, and `amp.` variants,
    a page and its AMP version, copies in caches and archives, and links that only lead to a page. Fragments (except
    `#!` and `#/`), tracking parameters, sessions, the order of parameters, `index.html`, the form of escapes, and a
    trailing dot or slash are ignored. Raises RefusedAddress.
    """
    tidy = _tidy(url)
    leads = may_lead_on(tidy)
    found = _canonical(_tidy(unwrapped(tidy)) if leads else tidy)
    # A wrapper may be recognizable only after the address is normalized.
    while may_lead_on(found) and (inner := unwrapped(found)) != found:
        found = _canonical(_tidy(inner))
    return _short_enough(found)


def _canonical(url: str) -> str:
    scheme, host, port, path, query, route = _parts(url)
    if port is None:
        scheme, host = "https", without_variant_labels(host)
    return urlunsplit((scheme, _place(host, port), bare_path(path), clean_query(query).text, route))


def plain_url(url: str) -> str:
    """The address to request: encoded, without fragment and tracking parameters. Raises RefusedAddress."""
    scheme, host, port, path, query, _ = _parts(_tidy(url))
    query = escaped(_TELLTALE.sub("", query.replace("&amp;", "&")).lstrip("&"), _AS_SENT)
    return _short_enough(urlunsplit((scheme, _place(host, port), path, query, "")))


_AS_SENT = IN_QUERY | {"&", "="}


def dropped_parameters(url: str) -> tuple[str, ...]:
    """Parameters that `canonical_url` drops although some sites identify articles by them: `ref=home`."""
    return clean_query(url.partition("?")[2].partition("#")[0]).dropped if "?" in url else ()


def own_address(address: str, named: str) -> str:
    """The address that a page declares (`rel=canonical`) if it belongs to the same site, otherwise the page's own.

    A page may not replace another site's. A declared address is ignored if it is the front page, a section, or another
    language, or lacks the parameter that identifies the article.
    """
    try:
        page, other = urlsplit(canonical_url(address)), urlsplit(canonical_url(named))
        is_own = site_of(named) == site_of(address) and other.path != "/"
    except RefusedAddress:
        return address
    left = {name for name, _ in parameters(other.query)}
    dropped = [name for name, _ in parameters(page.query) if name not in left]
    return named if is_own and may_be_one((page.netloc, page.path), (other.netloc, other.path), dropped) else address


def site_of(url: str) -> str:
    """The registered name under the public suffix ("post.example"), or the host if there is none."""
    host = urlsplit(canonical_url(url)).netloc
    return get_fld(f"https://{host}", fail_silently=True) or host


def _tidy(url: str) -> str:
    """The address as browsers read it: broken lines joined, `//` and backslashes resolved. Raises RefusedAddress."""
    url = _LINE_ENDS.sub("", _short_enough(url.strip()))
    if url[:1] + url[-1:] in _AROUND:
        url = url[1:-1].strip()
    if _CONTROL.search(url):
        raise RefusedAddress("The address has control characters.")
    before, mark, rest = url.partition("?")
    url = before.replace("\\", "/") + mark + rest
    if _PLAIN.match(url):
        return url
    return _SLASHES.sub(r"\1://", f"https:{url}" if url.startswith("//") else url)


def _parts(url: str) -> tuple[str, str, int | None, str, str, str]:
    """Scheme, host, port (None if default), encoded path, query, and route. Raises RefusedAddress."""
    try:
        parts = urlsplit(url)
        scheme, port = parts.scheme.lower(), parts.port
        host = host_in_ascii(parts.hostname) if parts.hostname else ""
    except (ValueError, UnicodeError):
        raise RefusedAddress("The address is invalid.") from None
    if scheme not in _DEFAULT_PORTS:
        raise RefusedAddress("The address does not begin with http:// or https://.")
    host = f"[{host}]" if ":" in host else host
    if "@" in parts.netloc or not _HOST.fullmatch(host):
        raise RefusedAddress("The address has no plain host name.")
    route = _ROUTE.fullmatch(f"#{parts.fragment}")
    fragment = escaped(route[1], _IN_FRAGMENT) if route else ""
    return (
        scheme,
        host,
        None if port in _DEFAULT_PORTS.values() else port,
        encoded_path(parts.path),
        parts.query,
        fragment,
    )


_IN_FRAGMENT = IN_QUERY | {"&", "="}


def _place(host: str, port: int | None) -> str:
    return host if port is None else f"{host}:{port}"


def _short_enough(url: str) -> str:
    if len(url) > MAX_URL:
        raise RefusedAddress(f"The address has more than {MAX_URL:,} characters.")
    return url
