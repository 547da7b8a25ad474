"""Markup out of lines: of tags only what browsers know, since a headline may speak of Vec<T> or of <selectedoption>."""

import html
import re

# Elements that headlines are dressed in; nobody writes of them in one without a hint.
_BLOCKS = frozenset("p div br hr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th blockquote pre center".split())
_INLINE = frozenset(
    "b i u s em strong span font sup sub small big strike tt cite q mark abbr acronym code wbr img".split()
)
# Those of which a headline may speak: they are markup where they are closed, or carry attributes.
_OTHERS = frozenset(
    "a script style iframe noscript svg video audio picture source object embed form input button select "
    "option textarea label section article header footer nav main aside figure figcaption details summary dialog "
    "template time data del ins kbd samp var dfn bdi bdo ruby rt rp html head body title meta link base canvas map "
    "area track".split()
)
_SILENT = re.compile(r"<(script|style|iframe|noscript|svg|template)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->|<!doctype[^<>]*>|<\?xml[^<>]*\?>", re.IGNORECASE | re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
# Attributes have a value, but for the few that browsers take without one; "A<B matters in C>D" has none.
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:\s+[\w:.-]{1,40}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)|\s+(?:async|"
    r"defer|hidden|disabled|checked|autoplay|controls|muted|loop|required|selected|allowfullscreen|itemscope))*)\s*/?>"
)
# Elements that do something are taken out however torn what follows their name is.
_ACTIVE = re.compile(
    r"<(?:script|style|iframe|object|embed|link|meta|base|svg|img|image|video|audio|source|input|form|button|body|html|frame|"
    r"frameset|applet|math|marquee|table|template|textarea|select|portal)[\s/\"'][^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);")
_AMPERSANDS = re.compile("&(?:amp;)+")
_MOST_LAYERS = 8


def without_markup(text: str) -> str:
    """A line as browsers show it. What was escaped twice is markup only after the first time."""
    text = _AMPERSANDS.sub("&", text)
    for _ in range(_MOST_LAYERS):
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
    if name in _BLOCKS:
        return " "
    if name in _INLINE or (name in _OTHERS and (name in closed or match["attributes"].strip())):
        return ""
    return match[0]
