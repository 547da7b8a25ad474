"""Removes markup from single lines. Only known tags go, since a headline may mention Vec<T> or <selectedoption>."""

import html
import re

# Elements that format headlines; a headline does not mention one of them without escaping it.
_BLOCKS = frozenset("p div br hr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th blockquote pre center".split())
_INLINE = frozenset(
    "b i u s em strong span font sup sub small big strike tt cite q mark abbr acronym code wbr img".split()
)
# Elements that a headline may mention: they are markup only if they are closed or carry attributes.
_OTHERS = frozenset(
    "a script style iframe noscript svg video audio picture source object embed form input button select "
    "option textarea label section article header footer nav main aside figure figcaption details summary dialog "
    "template time data del ins kbd samp var dfn bdi bdo ruby rt rp html head body title meta link base canvas map "
    "area track".split()
)
# Types of a program as well, if a word is before them: Option<U>.
_PARAMETERS = frozenset(f"<{letter}>" for letter in "BIUSQ")
_SILENT = re.compile(r"<(script|style|iframe|noscript|svg|template)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->|<!doctype[^<>]*>|<\?xml[^<>]*\?>", re.IGNORECASE | re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
# Attributes need a value, except the few boolean ones; "A<B matters in C>D" has none.
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:\s+[\w:.-]{1,40}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)|\s+(?:async|"
    r"defer|hidden|disabled|checked|autoplay|controls|muted|loop|required|selected|allowfullscreen|itemscope))*)\s*/?>"
)
# Active elements are removed however damaged the rest of the tag is.
_ACTIVE = re.compile(
    r"<(?:script|style|iframe|object|embed|link|meta|base|svg|img|image|video|audio|source|input|form|button|body|html|frame|"
    r"frameset|applet|math|marquee|table|template|textarea|select|portal)[\s/\"'][^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);")
_AMPERSANDS = re.compile("&(?:amp;)+")
_MAX_LAYERS = 8


def without_markup(text: str) -> str:
    """A line as browsers show it. Text that was escaped twice is markup only after the first unescaping."""
    text = _AMPERSANDS.sub("&", text)
    for _ in range(_MAX_LAYERS):
        before = text
        if "<" in text:
            text = _without_tags(text)
        if "&" in text and _ENTITY.search(text):
            text = _AMPERSANDS.sub("&", html.unescape(text))
        if text == before:
            break
    return text


def _without_tags(text: str) -> str:
    if ">" not in text:
        return text
    text = _COMMENT.sub("", _CDATA.sub("", text))
    if "</" in text:
        text = _SILENT.sub("", text)
    text = _ACTIVE.sub("", text)
    closed = {match["name"].lower() for match in _TAG.finditer(text) if match["close"]}
    return _TAG.sub(lambda match: _instead_of(match, closed), text)


def _instead_of(match: re.Match[str], closed: set[str]) -> str:
    name = match["name"].lower()
    if match[0] in _PARAMETERS and name not in closed and match.string[: match.start()][-1:].isalnum():
        return match[0]
    if name in _BLOCKS:
        return " "
    if name in _INLINE or (name in _OTHERS and (name in closed or match["attributes"].strip())):
        return ""
    return match[0]
