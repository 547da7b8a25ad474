"""Addresses that only lead to another address: AMP caches, links from search engines and networks, archived copies."""

import re
from urllib.parse import unquote

# Pages that Google serves for other sites contain the original address (developers.google.com, AMP cache URLs).
_GOOGLE_AMP = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?(.+)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"https?://[\w.-]+\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)", re.IGNORECASE)
# The timestamp of a copy, with letters that say how it is shown, or the newest one.
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.org/wayback|(?:www\.)?webarchive\.org\.uk/wayback/archive|"
    r"archive\.(?:ph|today|is|li|md|vn|fo)(?:/o/\w+)?)/(?P<when>[\d.]{4,14}(?:-\d{6})?(?:[a-z]{2}_)?/|newest/)?(?P<what>.+)",
    re.IGNORECASE,
)
# Reading aids that put the address behind their own.
_BEFORE = re.compile(r"https?://(?:(?:www\.)?12ft\.io/|r\.jina\.ai/|via\.hypothes\.is/|href\.li/\?)(.+)", re.IGNORECASE)
# Mail filters: the address between double underscores, or with "-" for "%" and "_" for "/".
_FILTERED = re.compile(r"https?://urldefense\.(?:com|us)/v3/__(.+?)__;.*", re.IGNORECASE)
_PROOFPOINT = re.compile(r"https?://urldefense\.proofpoint\.com/v2/url\?(?:[^#]*&)?u=([^&#]+).*", re.IGNORECASE)
# Yahoo's search puts the address into a part of the path.
_YAHOO = re.compile(r"https?://r\.search\.yahoo\.com/.*?/RU=([^/]+)/.*", re.IGNORECASE)
# Google's translation: the dots of the host are hyphens, its hyphens are two.
_TRANSLATED = re.compile(r"https?://([\w-]+)\.translate\.goog(/[^?#]*)?(?:\?([^#]*))?(?:#.*)?", re.IGNORECASE)
# Google's cache: an id, the address, and the words that were searched for.
_CACHED = re.compile(r"cache:(?:[\w-]+:(?!//))?([^\s+]+).*", re.IGNORECASE)
# Host and path of redirect pages, and the parameters that hold the target.
_REDIRECTS = tuple(
    (re.compile(pattern, re.IGNORECASE), tuple(names.split()))
    for pattern, names in (
        (r"(?:www\.|news\.)?google\.[a-z.]{2,6}/url", "url q"),
        (r"news\.url\.google\.com/url", "url q"),
        (r"(?:www\.)?google\.[a-z.]{2,6}/imgres", "imgrefurl"),
        (r"translate\.google\.[a-z.]{2,6}/translate", "u"),
        (r"webcache\.googleusercontent\.com/search", "q"),
        (r"(?:l|lm)\.(?:facebook|instagram|messenger)\.com/(?:l\.php)?", "u"),
        (r"(?:www\.)?facebook\.com/(?:l|sharer/sharer|sharer)\.php", "u"),
        (r"(?:www\.)?(?:twitter|x)\.com/(?:intent/tweet|share)", "url"),
        (r"out\.reddit\.com/.*", "url"),
        (r"t\.umblr\.com/redirect", "z"),
        (r"(?:www\.)?youtube\.com/redirect", "q"),
        (r"(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go|shareArticle)", "url"),
        (r"[\w.-]+\.safelinks\.protection\.outlook\.com/.*", "url"),
        (r"slack-redir\.net/link", "url"),
        (r"(?:www\.)?bing\.com/news/apiclick\.aspx", "url"),
        (r"duckduckgo\.com/l/?", "uddg"),
        (r"steamcommunity\.com/linkfilter/?", "url u"),
        (r"(?:away\.)?vk\.com/away\.php", "to"),
        (r"getpocket\.com/(?:redirect|save)", "url"),
        (r"link\.zhihu\.com/?", "target"),
        (r"weibo\.cn/sinaurl", "u"),
        (r"exit\.sc/?", "url"),
    )
)
# Each wrapper's address contains one of these.
_HINTS = (
    "google", "ampproject", "archive.", "facebook", "instagram", "messenger", "twitter", "//x.com", "reddit", "umblr",
    "youtube", "linkedin", "outlook", "slack-", "bing.", "duckduckgo", "steam", "vk.", "pocket", "zhihu", "weibo",
    "exit.sc", "12ft", "jina.ai", "hypothes", "href.li", "urldefense", "yahoo", "translate.goog",
)  # fmt: skip
_WHERE = re.compile(r"https?://([^?#]{1,200})\?([^#]*)(?:#.*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:/{0,2}[^/]", re.IGNORECASE)
_SCHEME = re.compile(r"^(https?):/*", re.IGNORECASE)


def may_lead_on(url: str) -> bool:
    """A cheap check before `unwrapped`: almost no address is a wrapper."""
    lower = url.lower()
    return any(hint in lower for hint in _HINTS)


def unwrapped(url: str) -> str:
    """The address that `url` leads to, or `url` itself."""
    # Each target is shorter than the address around it, so the loop ends.
    while (found := _within(url)) is not None and len(found) < len(url):
        url = found
    return url


def _within(url: str) -> str | None:
    if amp := _GOOGLE_AMP.fullmatch(url) or _AMP_CACHE.fullmatch(url):
        return f"http{'s' if amp[1] else ''}://{amp[2]}"
    if (archived := _ARCHIVED.fullmatch(url)) and (archived["when"] or _ADDRESS.match(archived["what"])):
        return _with_scheme(archived["what"])
    if (before := _BEFORE.fullmatch(url)) and _ADDRESS.match(before[1]):
        return _with_scheme(before[1])
    if (inner := _mailed(url)) is not None:
        return inner
    if where := _WHERE.fullmatch(url):
        for pattern, names in _REDIRECTS:
            if pattern.fullmatch(where[1]):
                return _named(where[2], names)
    return None


def _mailed(url: str) -> str | None:
    """The address inside a link of a mail filter, Yahoo's search, or Google's translation."""
    if filtered := _FILTERED.fullmatch(url):
        return _with_scheme(filtered[1])
    if found := _PROOFPOINT.fullmatch(url):
        return _with_scheme(unquote(found[1].replace("-", "%").replace("_", "/")))
    if found := _YAHOO.fullmatch(url):
        return _with_scheme(unquote(found[1]))
    if found := _TRANSLATED.fullmatch(url):
        host = found[1].replace("--", "\0").replace("-", ".").replace("\0", "-")
        query = "&".join(part for part in (found[3] or "").split("&") if part and not part.startswith("_x_tr_"))
        return f"https://{host}{found[2] or '/'}{'?' if query else ''}{query}"
    return None


def _with_scheme(inner: str) -> str:
    return _SCHEME.sub(r"\1://", inner) if _ADDRESS.match(inner) else f"http://{inner}"


def _named(query: str, names: tuple[str, ...]) -> str | None:
    given: dict[str, str] = {}
    for part in query.replace("&amp;", "&").split("&"):
        name, _, value = part.partition("=")
        cached = _CACHED.fullmatch(value := unquote(value))
        given.setdefault(name.lower(), _with_scheme(cached[1]) if cached else value)
    return next((given[name] for name in names if _ADDRESS.match(given.get(name, ""))), None)
