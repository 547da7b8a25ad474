"""Blank out the markup of a page's source, so that a text copied from there reads as its reader sees it."""

import html
import re

# Elements that separate words, and those whose content is not read.
_BLOCKS = (
    "p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|table|thead|tbody|tr|td|th|blockquote|pre|section|article|aside|figure|"
    "figcaption|header|footer|nav|main|body|html|head|title|form|button|iframe|img|picture|source|video|audio|meta|link"
)
_INLINE = "a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|time|u|wbr"
_ATTRIBUTES = r"(?:\s[^<>]{0,2000})?"
_MARKUP = re.compile(
    rf"<!doctype[^<>]*>|</?(?P<block>{_BLOCKS}){_ATTRIBUTES}/?>|(?P<inline></?(?:{_INLINE}){_ATTRIBUTES}/?>)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});)",
    re.IGNORECASE,
)
# What is not read, by its beginning and its end.
_UNREAD = (
    *((re.compile(rf"<{name}{_ATTRIBUTES}>", re.IGNORECASE), f"</{name}>") for name in ("script", "style", "noscript")),
    (re.compile("<!--"), "-->"),
)
_CLOSED = re.compile(rf"</(?:{_BLOCKS}|{_INLINE})\s*>", re.IGNORECASE)
# A text about HTML mentions a tag or two.
_MIN_CLOSED = 2
# Nobody sees it, and words continue across it.
_JOINER = "\u2060"


def as_read(text: str) -> str:
    """Return a text of the same length in which tags, scripts, and comments are blank and entities are characters.

    Text that is no page source stays as it is. Tags inside a word do not split it.
    """
    if "</" not in text or len(_CLOSED.findall(text)) < _MIN_CLOSED:
        return text
    for start, end in _UNREAD:
        text = _without(text, start, end)
    return _MARKUP.sub(_blank, text)


def _without(text: str, beginning: re.Pattern[str], end: str) -> str:
    """Blank out everything from each beginning to the next end. One without an end stays."""
    parts, at, lower = [], 0, text.lower() if len(text.lower()) == len(text) else text
    while (found := beginning.search(text, at)) and (last := lower.find(end, found.end())) >= 0:
        parts += [text[at : found.start()], " " * (last + len(end) - found.start())]
        at = last + len(end)
    return "".join([*parts, text[at:]])


def _blank(found: re.Match[str]) -> str:
    length = len(found[0])
    if found["entity"]:
        character = html.unescape(found[0])
        # Before the character, since an apostrophe is part of a word only if a letter follows.
        return _JOINER * (length - 1) + character if len(character) == 1 and character != "\0" else " " * length
    return (_JOINER if found["inline"] else " ") * length
