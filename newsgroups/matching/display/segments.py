"""Cut a text into pieces to show it beside another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from newsgroups.matching.passages.base.types import Passage, PassageKind

Side = Literal["query", "article"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text; ``passage_number`` counts passages from 1 and is None outside of them."""

    text: str
    passage_number: int | None = None
    kind: PassageKind | None = None
    boilerplate: bool = False


def segments(text: str, passages: Sequence[Passage], side: Side) -> list[Segment]:
    """Cut ``text`` at the boundaries of the passages; the joined pieces give ``text``.

    On the article's side passages may overlap, since a query can use a sentence twice. The first one in the order of
    the article keeps the characters.
    """
    pieces, at = [], 0
    for start, end, number in sorted(_ranges(passages, side)):
        start = max(start, at)
        if start >= end:
            continue
        passage = passages[number - 1]
        pieces.append(Segment(text[at:start]))
        pieces.append(Segment(text[start:end], number, passage.kind, passage.boilerplate))
        at = end
    pieces.append(Segment(text[at:]))
    return [piece for piece in pieces if piece.text]


def _ranges(passages: Sequence[Passage], side: Side) -> list[tuple[int, int, int]]:
    if side == "query":
        return [(p.query_start, p.query_end, n) for n, p in enumerate(passages, start=1)]
    return [(p.article_start, p.article_end, n) for n, p in enumerate(passages, start=1)]


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of text; ``number`` is that of its range, or None outside of all ranges."""

    text: str
    number: int | None = None


def cut(text: str, ranges: Sequence[tuple[int, int, int]]) -> list[TextPiece]:
    """Cut ``text`` at ranges (start, end, number); earlier ranges take precedence.

    The joined pieces give ``text``.
    """
    owner: list[int | None] = [None] * len(text)
    for start, end, number in reversed(ranges):
        owner[start:end] = [number] * (min(end, len(text)) - start)
    pieces, at = [], 0
    for inside, run in groupby(owner):
        length = sum(1 for _ in run)
        pieces.append(TextPiece(text[at : at + length], inside))
        at += length
    return pieces
