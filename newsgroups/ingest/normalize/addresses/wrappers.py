"""Addresses that only lead to another address: AMP caches, links from search engines and networks, archived copies."""

import re
from urllib.parse import unquote

# Pages that Google serves for other sites contain the original address (developers.google.com, AMP cache URLs).
_GOOGLE_AMP = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?(.+)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"https?://[\w.-]+\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)", re.IGNORECASE)
# The timestamp of a copy, with letters that say how it is shown.
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.org/wayback|(?:www\.)?webarchive\.org\.uk/wayback/archive)/"
    r"\d{4,14}(?:[a-z]{2}_)?/(.+)",
    re.IGNORECASE,
)
# Host and path of redirect pages, and the parameters that hold the target.
_REDIRECTS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}/url", re.IGNORECASE), ("url", "q")),
    (re.compile(r"news\.url\.google\.com/url", re.IGNORECASE), ("url", "q")),
    (re.compile(r"(?:l|lm)\.(?:facebook|instagram)\.com/(?:l\.php)?", re.IGNORECASE), ("u",)),
    (re.compile(r"(?:www\.)?facebook\.com/l\.php", re.IGNORECASE), ("u",)),
    (re.compile(r"out\.reddit\.com/.*", re.IGNORECASE), ("url",)),
    (re.compile(r"t\.umblr\.com/redirect", re.IGNORECASE), ("z",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect", re.IGNORECASE), ("q",)),
    (re.compile(r"(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)", re.IGNORECASE), ("url",)),
    (re.compile(r"[\w.-]+\.safelinks\.protection\.outlook\.com/.*", re.IGNORECASE), ("url",)),
    (re.compile(r"(?:www\.)?bing\.com/news/apiclick\.aspx", re.IGNORECASE), ("url",)),
    (re.compile(r"duckduckgo\.com/l/?", re.IGNORECASE), ("uddg",)),
    (re.compile(r"steamcommunity\.com/linkfilter/?", re.IGNORECASE), ("url", "u")),
    (re.compile(r"vk\.com/away\.php", re.IGNORECASE), ("to",)),
    (re.compile(r"away\.vk\.com/away\.php", re.IGNORECASE), ("to",)),
)
_HINT = re.compile(
    r"google\.|ampproject|archive\.org|facebook|instagram|reddit|umblr|youtube|linkedin|outlook|bing\.|duckduckgo|steam|vk\.",
    re.IGNORECASE,
)
_WHERE = re.compile(r"https?://([^?#]{1,200})\?([^#]*)(?:#.*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:/{0,2}[^/]", re.IGNORECASE)


def may_lead_on(url: str) -> bool:
    """A cheap check before `unwrapped`: almost no address is a wrapper."""
    return _HINT.search(url) is not None


def unwrapped(url: str) -> str:
    """The address that `url` leads to, or `url` itself."""
    # Each target is shorter than the address around it, so the loop ends.
    while (found := _within(url)) is not None and len(found) < len(url):
        url = found
    return url


def _within(url: str) -> str | None:
    if amp := _GOOGLE_AMP.fullmatch(url) or _AMP_CACHE.fullmatch(url):
        return f"http{'s' if amp[1] else ''}://{amp[2]}"
    if archived := _ARCHIVED.fullmatch(url):
        inner = archived[1]
        if _ADDRESS.match(inner):
            return re.sub(r"^(https?):/*", r"\1://", inner, flags=re.IGNORECASE)
        return f"http://{inner}"
    if where := _WHERE.fullmatch(url):
        for pattern, names in _REDIRECTS:
            if pattern.fullmatch(where[1]):
                return _named(where[2], names)
    return None


def _named(query: str, names: tuple[str, ...]) -> str | None:
    given: dict[str, str] = {}
    for part in query.replace("&amp;", "&").split("&"):
        name, _, value = part.partition("=")
        given.setdefault(name.lower(), unquote(value))
    return next((given[name] for name in names if _ADDRESS.match(given.get(name, ""))), None)
