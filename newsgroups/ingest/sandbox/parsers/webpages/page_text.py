"""What is removed from a page before its text is extracted, and what is restored afterwards."""

import re
from pathlib import Path
from typing import Any

# "Read more" before a link between two paragraphs, in the most common languages of the web.
_PHRASES = Path(__file__).with_name("read_more.txt").read_text("utf-8").splitlines()
_READ_MORE = re.compile(
    rf"^\W*(?:{'|'.join(line for line in _PHRASES if line and not line.startswith('#'))})", re.IGNORECASE
)
_LINKED = 0.4
_MAX_LINK_LENGTH = 300
# A box with the first sentence of an article, by the class names that templates use.
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|lead|lede|standfirst|sub-?(?:title|headline|head|heading)|summary|intro(?:duction)?|chapo|"
    r"entradilla|vorspann|abstract|excerpt|description|strapline|bajada|sommario|ingress|lead-?(?:text|in|paragraph))"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MIN_LEAD, _MAX_LEAD_LENGTH = 40, 1_000
_ENDED = re.compile(r"[.!?…。！？।]['\"’”»)\]]*$")
# Teasers are shorter than this, and their heading is a link.
_MAX_TEASER_LENGTH = 600
_LARGER = 2


def drop_other_stories(tree: Any) -> None:
    """Removes teasers for other articles and links to them between paragraphs."""
    for paragraph in list(tree.iter("p", "div", "li", "aside")):
        if _leads_on(paragraph) and paragraph.getparent() is not None:
            paragraph.drop_tree()
    _drop_teasers(tree)


def lead_of(tree: Any, text: str) -> str:
    """The lead sentence in a box of its own above the text, unless the text contains it."""
    for heading in list(tree.iter("h1"))[:3]:
        for box in _beside(heading):
            if not _LEAD.search(f"{box.get('class') or ''} {box.get('itemprop') or ''} {box.get('data-testid') or ''}"):
                continue
            lead = _line(box)
            if (
                _MIN_LEAD <= len(lead) <= _MAX_LEAD_LENGTH
                and _ENDED.search(lead)
                and _start(lead) not in _squeezed(text)
            ):
                return lead
    return ""


def _leads_on(paragraph: Any) -> bool:
    if paragraph.find(".//a") is None or (paragraph.tag != "p" and paragraph.find(".//p") is not None):
        return False
    text = _short_line(paragraph)
    if not text or not _READ_MORE.match(text):
        return False
    linked = sum(len(_line(link)) for link in paragraph.iter("a"))
    return linked >= _LINKED * len(text)


def _drop_teasers(tree: Any) -> None:
    articles = [each for each in tree.iter("article") if next(each.iterancestors("article"), None) is None]
    if len(articles) < 2:
        return
    lengths = {each: len(_line(each)) for each in articles}
    longest = max(lengths.values())
    for article in articles:
        if (
            lengths[article] * _LARGER <= longest
            and lengths[article] <= _MAX_TEASER_LENGTH
            and _heading_is_link(article)
        ):
            article.drop_tree()


def _heading_is_link(article: Any) -> bool:
    heading = next(article.iter("h1", "h2", "h3", "h4", "h5"), None)
    if heading is None:
        return False
    link = next(heading.iter("a"), None)
    return link is not None or next(heading.iterancestors("a"), None) is not None


def _beside(heading: Any) -> list[Any]:
    """Elements after the headline in its own box, and the first ones after that box."""
    found = list(heading.itersiblings())
    for above in list(heading.iterancestors())[:2]:
        if above.tag in ("article", "main", "body", "html"):
            break
        found += list(above.itersiblings())[:3]
    return found[:12]


def _line(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _short_line(element: Any) -> str:
    """The text of an element, or an empty string if it is too long for a link to another story."""
    pieces, size = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        size += len(piece.strip())
        if size > _MAX_LINK_LENGTH:
            return ""
    return " ".join(" ".join(pieces).split())


def _start(text: str) -> str:
    return _squeezed(text)[:60]


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
