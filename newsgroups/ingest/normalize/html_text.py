"""The text of an HTML fragment, as feeds carry them: paragraphs separated, nothing that a reader does not see."""

import re

from lxml import etree, html

_UNREAD = (
    "script", "style", "iframe", "form", "noscript", "svg", "object", "audio", "video", "template", "nav", "rt", "rp",
    "head",
)  # fmt: skip
# All other elements separate their text from the text around them.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter output picture q rb "
    "ruby s samp small span strike strong sub sup time tt u var wbr html body".split()
)
_CELLS = frozenset(("td", "th"))
# A figure is a picture with its caption, unless it contains one of these.
_WORDS = ("table", "blockquote", "pre")
_BLOCK_TAG = re.compile(
    r"<(/?)(?:p|div|br|h[1-6]|ul|ol|li|blockquote|table|tr|article|section|figure)\b[^<>]{0,2000}>", re.I
)
# An article about HTML mentions a tag or two; an article in HTML closes its paragraphs.
_MIN_TAGS = 2
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\f\v\xa0]+")
# Signatures that publishing systems append to every entry.
_SIGNATURE = re.compile(
    r"(?<!\n)\n+(?:The post [^\n]{1,400} appeared first on [^\n]{1,200}|Read more \S+ at [^\n]{1,200})\s*$"
)


def is_markup(text: str) -> bool:
    """Whether a text is HTML rather than about HTML: it begins with a block element, or opens and closes several."""
    if "<" not in text or ">" not in text:
        return False
    tags = _BLOCK_TAG.findall(text)
    first = _BLOCK_TAG.match(text.lstrip())
    closed = tags.count("/")
    return bool((first and closed) or (closed >= _MIN_TAGS and len(tags) >= 2 * _MIN_TAGS) or _breaks(text))


def _breaks(text: str) -> bool:
    return len(_BREAK.findall(text)) >= _MIN_TAGS


def plain(markup: str) -> str:
    """Text with one blank line between blocks. HTML that cannot be parsed yields no text."""
    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    _drop_pictures(tree)
    pieces: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            pieces.append(_gap(node) + _line(node.text))
        elif event == "end":
            pieces.append(_gap(node) + ("" if node is tree else _line(node.tail)))
        else:
            pieces.append(_line(node.tail))
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n\n"))
    return _SIGNATURE.sub("", "\n\n".join(line for line in lines if line))


def _line(text: str | None) -> str:
    return _SPACE.sub(" ", (text or "").replace("\n", " "))


def _gap(node: etree._Element) -> str:
    if node.tag in _INLINE or not isinstance(node.tag, str):
        return ""
    return " " if node.tag in _CELLS else "\n\n"


def _drop_pictures(tree: etree._Element) -> None:
    for figure in list(tree.iter("figure")):
        if any(figure.find(f".//{name}") is not None for name in _WORDS):
            etree.strip_elements(figure, "figcaption", with_tail=False)
        elif figure.getparent() is not None:
            figure.drop_tree()
