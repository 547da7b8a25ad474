"""Two articles side by side."""

from dataclasses import dataclass

from newsgroups.matching.compare import Segment, segments
from newsgroups.matching.passages import Alignment, AlignOptions, Document, align
from newsgroups.models import Article, Pair
from newsgroups.stories import postings
from newsgroups.stories.explain import Why, why_alike


@dataclass(frozen=True)
class Comparison:
    """Both texts cut at their shared passages, what the archive says of the pair, and what the two share.

    `probability` is None for a pair that shares so little that it was never stored.
    """

    left: Article
    right: Article
    alignment: Alignment
    left_segments: list[Segment]
    right_segments: list[Segment]
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
        segments(left.text, alignment.passages, "query"),
        segments(right.text, alignment.passages, "article"),
        stored,
        why_alike(left, right),
    )
