"""A text cut into pieces for showing it beside another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsgroups.matching.passages.types import Passage, PassageKind

Side = Literal["query", "article"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text; ``passage_number`` counts the passages from 1, None outside of them."""

    text: str
    passage_number: int | None = None
    kind: PassageKind | None = None
    boilerplate: bool = False


def segments(text: str, passages: Sequence[Passage], side: Side) -> list[Segment]:
    """Cut ``text`` at the bounds of the passages; the pieces joined give ``text`` again.

    On the article's side passages may overlap (a query can take a sentence twice); the first one in the
    order of the article keeps the characters.
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
