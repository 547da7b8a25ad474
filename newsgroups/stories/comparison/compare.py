"""Two texts side by side: two articles, or a pasted text and an article."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from newsgroups.common.dates import first_of, gap_between
from newsgroups.matching.display.discrepancies import Discrepancy, discrepancies
from newsgroups.matching.origin import Evidence, Origin, origin_of
from newsgroups.matching.passages import Alignment, AlignOptions, Document, align
from newsgroups.models import Article, Pair
from newsgroups.stories.derived import postings
from newsgroups.stories.pairs.origins import write_of
from newsgroups.stories.pairs.reasons import Why, why_alike

from .sides import ComparedSide, ComparedText, Name, two_sides

_EVERYTHING = AlignOptions(reworded=True)


class ShownEvidence(NamedTuple):
    """A reason, the outlet of the side that it is found on, and the words there that prove it."""

    text: str
    side: str
    words: str


def _shown(evidence: Evidence, of: "Comparison") -> ShownEvidence:
    if evidence.side is None:
        return ShownEvidence(evidence.text, "", "")
    text = (of.left if evidence.side == "left" else of.right).text
    words = text.text[evidence.start : evidence.end] if evidence.end else ""
    # One line: a link to words of a page ends at the end of its paragraph.
    return ShownEvidence(evidence.text, evidence.side, words.split("\n")[0][:200])


@dataclass(frozen=True)
class Comparison:
    """Both texts cut at their shared passages, what the archive says of the pair, and what the two share.

    `probability` is None for a pair that shares so little that it was never stored.
    """

    left: ComparedSide
    right: ComparedSide
    alignment: Alignment
    discrepancies: list[Discrepancy]
    probability: float | None
    why: Why
    origin: Origin | None = None

    @property
    def days_apart(self) -> float | None:
        gap = gap_between(self.left.text.moment, self.right.text.moment)
        return gap / timedelta(days=1) if gap is not None else None

    @property
    def first(self) -> Name | None:
        """The side that was published first; None if that is not known, as where one of them credits an agency."""
        if any(side.text.article and side.text.article.credits_agency for side in (self.left, self.right)):
            return None
        return first_of(self.left.text.moment, self.right.text.moment)

    @property
    def evidence(self) -> list[ShownEvidence]:
        """What the origin is told by, with the words that prove it."""
        return [_shown(each, self) for each in self.origin.evidence] if self.origin else []

    @property
    def boilerplate_words(self) -> int:
        """Words of the left text in passages that stand in very many articles."""
        return sum(each.words for each in self.alignment.passages if each.boilerplate)

    @property
    def kinds(self) -> set[str]:
        """The kinds of passages that a legend has to explain."""
        return {"boilerplate" if each.boilerplate else each.kind for each in self.alignment.passages}


def compare(left: Article, right: Article, *, count_boilerplate: bool = False) -> Comparison:
    """Aligns the texts as they are now. `count_boilerplate` takes what stands in very many articles as copied."""
    first, second = sorted((left.pk, right.pk))
    stored = Pair.objects.filter(left=first, right=second).values_list("probability", flat=True).first()
    found = compare_texts(
        ComparedText.of(left), ComparedText.of(right), probability=stored, count_boilerplate=count_boilerplate
    )
    return replace(found, origin=_origin(left, right))


def _origin(left: Article, right: Article) -> Origin:
    """By what both have word for word: a passage in other words would hide the copied words inside of it."""
    words = Document(left.text)
    options = AlignOptions(boilerplate=postings.common_among(words.winnowed[0]))
    return origin_of(write_of(left), write_of(right), align(words, right.text, options=options).passages)


def compare_texts(
    left: ComparedText,
    right: ComparedText,
    *,
    options: AlignOptions = _EVERYTHING,
    probability: float | None = None,
    count_boilerplate: bool = False,
) -> Comparison:
    """Aligns any two texts; the left one is the query of `options`. Nothing of them is kept."""
    words = Document(left.text)
    common = frozenset() if count_boilerplate else postings.common_among(words.winnowed[0])
    alignment = align(words, right.text, options=replace(options, boilerplate=common))
    differing = discrepancies(left.text, right.text, alignment.passages)
    return Comparison(*two_sides(left, right, alignment), alignment, differing, probability, why_alike(left, right))
