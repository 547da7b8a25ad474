"""The two sides of a comparison, split into what a page shows: passages, differing words, and own text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsgroups.common.dates.who_was_first import Moment
from newsgroups.matching.display.discrepancies import own_words
from newsgroups.matching.display.segments import Segment, Side, cut, segments
from newsgroups.matching.passages import Alignment, align
from newsgroups.models import Article

Name = Literal["left", "right"]


@dataclass(frozen=True)
class ComparedText:
    """A text to compare: the text of an article, or a pasted text, which has no outlet, date, or `article`."""

    title: str
    text: str
    outlet: str = ""
    published: datetime | None = None
    language: str = ""
    article: Article | None = None

    @property
    def told(self) -> str:
        """Return the text with the page furniture of its outlet blank."""
        return self.article.told if self.article else self.text

    @property
    def moment(self) -> Moment | None:
        """Return the publication time, as precisely as it is known."""
        return self.article.moment if self.article else None

    @classmethod
    def of(cls, article: Article) -> "ComparedText":
        """Build the text from an article whose source is already loaded."""
        return cls(
            article.title, article.text, article.source.name, article.published, article.language, article=article
        )


@dataclass(frozen=True)
class ShownPiece:
    text: str
    mark: Literal["", "differs", "copied"] = ""


@dataclass(frozen=True)
class ShownSegment:
    """A segment of one side, split into pieces.

    Inside a near-identical passage, the pieces mark words that only this side has; inside a reworded passage, they mark
    words that both sides have in common.

    `target` is the number of the matching passage on the other side, or None outside passages.
    """

    segment: Segment
    pieces: list[ShownPiece]
    target: int | None


@dataclass(frozen=True)
class ComparedSide:
    """One of the two texts; `share` (0..1) of its words also occur in the other. Its joined segments give the text."""

    name: Name
    text: ComparedText
    share: float
    segments: list[ShownSegment]

    @property
    def other(self) -> Name:
        return "right" if self.name == "left" else "left"


def two_sides(left: ComparedText, right: ComparedText, alignment: Alignment) -> tuple[ComparedSide, ComparedSide]:
    """Return both sides of the `alignment` of the left text (its query) with the right one."""
    here, there = (
        segments(left.text, alignment.passages, "query"),
        segments(right.text, alignment.passages, "article"),
    )
    lefts, rights = _texts(left.text, alignment, "query"), _texts(right.text, alignment, "article")
    return (
        ComparedSide("left", left, alignment.of_query, _shown(here, rights, there, alignment, "article")),
        ComparedSide("right", right, alignment.of_article, _shown(there, lefts, here, alignment, "query")),
    )


def _bounds(alignment: Alignment, side: Side) -> Iterator[tuple[int, int]]:
    for each in alignment.passages:
        yield (each.query_start, each.query_end) if side == "query" else (each.article_start, each.article_end)


def _texts(text: str, alignment: Alignment, side: Side) -> list[str]:
    """Return the text of each passage on one side."""
    return [text[start:end] for start, end in _bounds(alignment, side)]


def _shown(
    own: Sequence[Segment], others: Sequence[str], there: Sequence[Segment], alignment: Alignment, side: Side
) -> list[ShownSegment]:
    targets = _targets(there, alignment, side)
    return [ShownSegment(each, _pieces(each, others), targets.get(each.passage_number)) for each in own]


def _targets(there: Sequence[Segment], alignment: Alignment, side: Side) -> dict[int | None, int]:
    """Map each passage to its counterpart on the other side: its own number, or the passage that covers it."""
    owners, at = [], 0
    for each in there:
        owners.append((at, at + len(each.text), each.passage_number))
        at += len(each.text)
    shown = {number for _, _, number in owners}
    found: dict[int | None, int] = {}
    for number, (start, end) in enumerate(_bounds(alignment, side), start=1):
        covering = [owner for a, b, owner in owners if owner and a < end and start < b]
        if covering:
            found[number] = number if number in shown else covering[0]
    return found


def _pieces(segment: Segment, others: Sequence[str]) -> list[ShownPiece]:
    if segment.passage_number is None or segment.kind == "identical":
        return [ShownPiece(segment.text)]
    other = others[segment.passage_number - 1]
    if segment.kind == "reworded":
        copied = [(each.query_start, each.query_end, 1) for each in align(segment.text, other).passages]
        return [ShownPiece(piece.text, "copied" if piece.number else "") for piece in cut(segment.text, copied)]
    return [
        ShownPiece(each.text, "differs" if each.change == "added" else "") for each in own_words(segment.text, other)
    ]
