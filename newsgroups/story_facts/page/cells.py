"""A value of an article with the sentence that it is taken from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newsgroups.models import Article
from newsgroups.text.sentences import sentences

MAX_SENTENCE_LENGTH = 600
Articles = dict[int, Article]


@dataclass(frozen=True)
class Cell:
    """A value of an article with its sentence in three parts: before the value, the value, and after it.

    ``id`` is unique on the page. ``side`` is 0 or 1 for the sides of a disagreement, else -1. ``is_fewer`` marks the
    minority value of a disputed fact, ``is_old`` a figure that a later one superseded. ``earlier`` is the superseded
    figure that the same outlet gave before.
    """

    id: str
    article: Article
    value: str
    before: str
    behind: str
    said: str
    side: int = -1
    is_fewer: bool = False
    is_old: bool = False
    earlier: str = ""


def cell_of(
    id_: str, value: dict[str, Any], articles: Articles, *, fewer: Iterable[int] = (), old: Iterable[int] = (),
    earlier: str = "",
) -> Cell | None:  # fmt: skip
    """Return the value in its sentence, or None if its article has been hidden since.

    `fewer` and `old` are the sides of the disagreement that are in the minority, or superseded.
    """
    article = articles.get(value["article"])
    if article is None:
        return None
    start, end, side = value["start"], value["end"], value.get("side", -1)
    text = article.text
    first, last = _around(text, start, end)
    parts = text[first:start], text[end:last], text[start:end]
    return Cell(id_, article, value.get("value", ""), *parts, side, side in fewer, side in old, earlier)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentences that contain the position, within its line."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    line, stop = max(line, start - 4 * MAX_SENTENCE_LENGTH), min(stop, end + 4 * MAX_SENTENCE_LENGTH)
    spans = [(line + a, line + b) for a, b in sentences(text[line:stop]) if line + a < end and line + b > start]
    first, last = (spans[0][0], spans[-1][1]) if spans else (start, end)
    return max(min(first, start), start - MAX_SENTENCE_LENGTH), min(max(last, end), end + MAX_SENTENCE_LENGTH)
