"""Two articles side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsgroups.matching.compare import Segment, Side, cut, segments
from newsgroups.matching.discrepancies import DifferingFigure, differing_figures, own_words
from newsgroups.matching.passages import Alignment, AlignOptions, Document, align
from newsgroups.models import Article, Pair
from newsgroups.stories import postings
from newsgroups.stories.explain import Why, why_alike


@dataclass(frozen=True)
class ShownPiece:
    text: str
    mark: Literal["", "differs", "copied"] = ""


@dataclass(frozen=True)
class ShownSegment:
    """A segment of one side in pieces: inside small changes those words differ that only this side has, inside a
    passage in other words those are copied that both have in the same ones.
    """

    segment: Segment
    pieces: list[ShownPiece]


@dataclass(frozen=True)
class Comparison:
    """Both texts cut at their shared passages, what the archive says of the pair, and what the two share.

    `probability` is None for a pair that shares so little that it was never stored.
    """

    left: Article
    right: Article
    alignment: Alignment
    left_segments: list[ShownSegment]
    right_segments: list[ShownSegment]
    figures: list[DifferingFigure]
    probability: float | None
    why: Why

    @property
    def days_apart(self) -> float | None:
        if self.left.published is None or self.right.published is None:
            return None
        return abs((self.left.published - self.right.published).total_seconds()) / 86_400


def compare(left: Article, right: Article) -> Comparison:
    """Aligns the texts as they are now; two queries."""
    words = Document(left.text)
    options = AlignOptions(boilerplate=postings.common_among(words.winnowed[0]), reworded=True)
    alignment = align(words, right.text, options=options)
    first, second = sorted((left.pk, right.pk))
    stored = Pair.objects.filter(left=first, right=second).values_list("probability", flat=True).first()
    return Comparison(
        left,
        right,
        alignment,
        _shown(segments(left.text, alignment.passages, "query"), _texts(right.text, alignment, "article")),
        _shown(segments(right.text, alignment.passages, "article"), _texts(left.text, alignment, "query")),
        differing_figures(left.text, right.text, alignment.passages),
        stored,
        why_alike(left, right),
    )


def _texts(text: str, alignment: Alignment, side: Side) -> list[str]:
    """What each passage says on one side."""
    bounds = [
        (each.query_start, each.query_end) if side == "query" else (each.article_start, each.article_end)
        for each in alignment.passages
    ]
    return [text[start:end] for start, end in bounds]


def _shown(own: Sequence[Segment], others: Sequence[str]) -> list[ShownSegment]:
    return [ShownSegment(each, _pieces(each, others)) for each in own]


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
