"""Paths without dot segments, with escapes in one form, and without suffixes that only name a presentation."""

import re
import unicodedata

from .query import escaped

IN_PATH = frozenset("-._~!$&'()*+,;=:@/%")
# Session ids that servers put into a path (RFC 3986, 3.3).
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid|cfid|cftoken)=[^/;?]*", re.IGNORECASE)
# ASP.NET puts its session into a segment of its own.
_COOKIELESS = re.compile(r"/\((?:[A-Z]\([\w-]{16,}\))+\)(?=/)")
# A combining mark after its letter, as file names of Apple's systems are written, or a Japanese voicing mark.
_DECOMPOSED = re.compile("%CC%[89AB]|%CD%[89A]|%E3%82%9[9A]")
_INDEX = re.compile(r"/(?:index|default)\.html?$", re.IGNORECASE)
_FRONT = re.compile(r"/(?:index|default)\.(?:php|aspx?|jsp)$", re.IGNORECASE)
_AMP_START = re.compile(r"(?:/amp(?=/.))+", re.IGNORECASE)
_AMP_END = re.compile(r"/amp(?:\.html?)?$|(?<=[^/.])\.amp(?=\.html?$|$)", re.IGNORECASE)
_AMP_INSIDE = re.compile(r"/amp(?=/[^/]*(?:\d|-[^/-]+-)[^/]*$)", re.IGNORECASE)
# The longest of these suffixes ("/default.html") is shorter than this.
_MAX_ENDING_LENGTH = 16
# These segments hold a list, so "amp" after them is a topic and not a version of the page.
_LISTS = re.compile(
    r"/(?:topics?|tags?|themen?|thema|temas?|tema|sujets?|categor(?:y|ies)|categorias?|sections?|search|wiki|hashtags?|"
    r"keywords?|labels?|authors?|people|companies|brands?|products?)/amp/?$",
    re.IGNORECASE,
)


def encoded_path(path: str) -> str:
    """The path to request: unsafe characters encoded, escapes in one form, no dot segments, no session ids."""
    found = escaped(_COOKIELESS.sub("", _SESSION.sub("", path)), IN_PATH)
    return _without_dots(found) or "/"


def bare_path(path: str) -> str:
    """An encoded path without AMP markers, `index.html`, and the trailing slash, in whatever order they occur.

    Suffixes are cut from a short tail, so that the time grows linearly with the length of the path.
    """
    if _FRONT.fullmatch(path):
        return "/"
    if _DECOMPOSED.search(path):
        path = _composed(path)
    if _LISTS.search(path):
        return path.rstrip("/")
    start = match.end() if (match := _AMP_START.match(path)) else 0
    end, tail, before = len(path), "", None
    while tail != before:
        cut = max(start, end - (_MAX_ENDING_LENGTH - len(tail)))
        before, end = path[cut:end] + tail, cut
        tail = _INDEX.sub("/", _AMP_END.sub("", before)).rstrip("/")
    return _AMP_INSIDE.sub("", path[start:end] + tail) or "/"


def _composed(path: str) -> str:
    """The path in Unicode's composed form, if its escapes are UTF-8."""
    try:
        return escaped(unicodedata.normalize("NFC", _escapes_of_letters(path)), IN_PATH)
    except UnicodeDecodeError:
        return path


def _escapes_of_letters(path: str) -> str:
    """Only escapes beyond ASCII are resolved: %2F is no slash."""
    return re.sub("(?:%[89A-F][0-9A-F])+", lambda run: bytes.fromhex(run[0].replace("%", "")).decode(), path)


def _without_dots(path: str) -> str:
    """Remove dot segments (RFC 3986, 5.2.4)."""
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
