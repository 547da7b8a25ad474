"""Paths: without dots, escapes in one form, and without the dress that a page comes in."""

import re

from .query import escaped

IN_PATH = frozenset("-._~!$&'()*+,;=:@/%")
# What a session leaves in a path (RFC 3986, 3.3).
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid|cfid|cftoken)=[^/;?]*", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.html?$", re.IGNORECASE)
_FRONT = re.compile(r"/(?:index|default)\.(?:php|aspx?|jsp)$", re.IGNORECASE)
_AMP_START = re.compile(r"(?:/amp(?=/.))+", re.IGNORECASE)
_AMP_END = re.compile(r"/amp(?:\.html?)?$|(?<=[^/.])\.amp(?=\.html?$|$)", re.IGNORECASE)
_AMP_INSIDE = re.compile(r"/amp(?=/[^/]*(?:\d|-[^/-]+-)[^/]*$)", re.IGNORECASE)
# No ending of these is longer ("/default.html").
_LONGEST_ENDING = 16
# Under these names stands a list, and "amp" is what the list is of.
_LISTS = re.compile(
    r"/(?:topics?|tags?|themen?|thema|temas?|tema|sujets?|categor(?:y|ies)|categorias?|sections?|search|wiki|hashtags?|"
    r"keywords?|labels?|authors?|people|companies|brands?|products?)/amp/?$",
    re.IGNORECASE,
)


def encoded_path(path: str) -> str:
    """The path to ask for: what is no plain letter encoded, escapes in one form, no dots and no session."""
    return _without_dots(escaped(_SESSION.sub("", path), IN_PATH)) or "/"


def bare_path(path: str) -> str:
    """Without AMP, `index.html` and the last slash, in whatever order they come; of an encoded path.

    Endings are taken off a short tail, so that the time grows with the length of the path and not with its square.
    """
    if _FRONT.fullmatch(path):
        return "/"
    if _LISTS.search(path):
        return path.rstrip("/")
    start = match.end() if (match := _AMP_START.match(path)) else 0
    end, tail, before = len(path), "", None
    while tail != before:
        cut = max(start, end - (_LONGEST_ENDING - len(tail)))
        before, end = path[cut:end] + tail, cut
        tail = _INDEX.sub("/", _AMP_END.sub("", before)).rstrip("/")
    return _AMP_INSIDE.sub("", path[start:end] + tail) or "/"


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4."""
    if "/." not in path and not path.startswith("."):
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
