"""Compare two texts side by side: two articles, or a pasted text and an article."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple, cast

from newsgroups.common.dates.formats import DAY
from newsgroups.common.dates.who_was_first import first_of, gap_between
from newsgroups.matching.display.discrepancies import Discrepancy, discrepancies
from newsgroups.matching.origin import Evidence, Origin, origin_of
from newsgroups.matching.origin.types import Of
from newsgroups.matching.passages import Alignment, AlignOptions, Document, align
from newsgroups.models import Article, Pair
from newsgroups.stories.curation.origins import corrections_of
from newsgroups.stories.derived import postings
from newsgroups.stories.pairs.origins import write_of
from newsgroups.stories.pairs.reasons import Why, why_alike

from .marked_pieces import ComparedSide, ComparedText, Name, two_sides

NOT_KNOWN = "Where the shared text comes from is not known, says a curator."
_EVERYTHING = AlignOptions(reworded=True)


class ShownEvidence(NamedTuple):
    """One piece of evidence for an origin: the rule that matched, the outlet it was found in, and the quoted words."""

    text: str
    side: str
    words: str

    @property
    def text_has_words(self) -> bool:
        """Return whether the text itself quotes the words."""
        return "“" in self.text


def _shown(evidence: Evidence, of: "Comparison") -> ShownEvidence:
    if evidence.side is None:
        return ShownEvidence(evidence.text, "", "")
    text = (of.left if evidence.side == "left" else of.right).text
    words = text.text[evidence.start : evidence.end] if evidence.end else ""
    # Keep a single line: a text-fragment link cannot extend past the end of its paragraph.
    return ShownEvidence(evidence.text, evidence.side, words.split("\n")[0][:200])


@dataclass(frozen=True)
class Comparison:
    """Both texts split at their shared passages, what the archive says about the pair, and what the two share.

    `probability` is None if the pair shares too little to have been stored.
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
    def credits_agency(self) -> bool:
        return any(side.text.article and side.text.article.credits_agency for side in (self.left, self.right))

    @property
    def first(self) -> Name | None:
        """Return the side published first, or None if that is not known, as when one side credits an agency."""
        if self.credits_agency:
            return None
        return first_of(self.left.text.moment, self.right.text.moment)

    @property
    def evidence(self) -> list[ShownEvidence]:
        """Return the evidence for the origin, with the words that prove it."""
        return [_shown(each, self) for each in self.origin.evidence] if self.origin else []

    @property
    def boilerplate_words(self) -> int:
        """Return the number of words on the left that lie in boilerplate passages."""
        return sum(each.words for each in self.alignment.passages if each.boilerplate)

    @property
    def kinds(self) -> set[str]:
        """Return the kinds of passages that the legend has to explain."""
        return {"boilerplate" if each.boilerplate else each.kind for each in self.alignment.passages}


def compare(left: Article, right: Article, *, count_boilerplate: bool = False) -> Comparison:
    """Align the current texts of two articles. With `count_boilerplate`, boilerplate counts as copied text."""
    first, second = sorted((left.pk, right.pk))
    stored = Pair.objects.filter(left=first, right=second).values_list("probability", flat=True).first()
    found = compare_texts(
        ComparedText.of(left), ComparedText.of(right), probability=stored, count_boilerplate=count_boilerplate
    )
    return replace(found, origin=_corrected(left, right) or _origin(left, right))


def _corrected(left: Article, right: Article) -> Origin | None:
    """Return what a curator said about the origin, as seen from the left article."""
    one, other = sorted((left.pk, right.pk))
    correction = corrections_of([(one, other)]).get((one, other))
    if correction is None:
        return None
    sides: dict[str, Article] = {Pair.Origin.LEFT: left, Pair.Origin.RIGHT: right}
    is_turned = left.pk != one
    of = (
        {"left": "right", "right": "left"}.get(correction.origin, correction.origin) if is_turned else correction.origin
    )
    name = sides[of].source.name if of in sides else correction.name
    sentence = f"The shared text comes from {name}, says a curator." if name else NOT_KNOWN
    reason = f"A curator said so on {correction.event.at:{DAY}}"
    evidence = Evidence(f"{reason}: {correction.event.reason}" if correction.event.reason else reason)
    return Origin(cast(Of, of), name, correction.CONFIDENCE if name else 0.0, (evidence,), sentence)


def _origin(left: Article, right: Article) -> Origin:
    """Determine the origin from word-for-word matches: a reworded passage would hide the copied words inside it."""
    words = Document(left.told)
    options = AlignOptions(boilerplate=postings.common_among(words.winnowed[0]))
    return origin_of(write_of(left), write_of(right), align(words, right.told, options=options).passages)


def compare_texts(
    left: ComparedText,
    right: ComparedText,
    *,
    options: AlignOptions = _EVERYTHING,
    probability: float | None = None,
    count_boilerplate: bool = False,
) -> Comparison:
    """Align any two texts. The left one is the query of `options`. Nothing is stored."""
    words = Document(left.told)
    common = frozenset() if count_boilerplate else postings.common_among(words.winnowed[0])
    alignment = align(words, right.told, options=replace(options, boilerplate=common))
    differing = discrepancies(left.text, right.text, alignment.passages)
    return Comparison(*two_sides(left, right, alignment), alignment, differing, probability, why_alike(left, right))
