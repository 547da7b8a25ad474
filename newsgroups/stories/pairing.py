"""Two articles become a stored pair: aligned where they share text, with the probability of the same story."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from newsgroups.matching.passages import Alignment, AlignOptions, align
from newsgroups.models import Article, Pair
from newsgroups.stories.texts import Texts

# A pair that is less probable says nothing, to readers or to the grouping (which starts at .35).
LEAST_PROBABILITY = 0.05
# From here a reader would call it taken over in part; below, it is a quotation that both had.
PARTIAL_COPY_SHARE = 0.10
# One text under two mastheads is one story. The model learned from archives without such copies and would let a
# few days between them decide.
NEAR_COPY_PROBABILITY = 0.95
# Weeks apart the same text is mostly what a site puts in place of the article: a survey, a wall, a page of its shop.
COPIED_WITHIN_DAYS = 7.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two articles (left < right), the probability that they tell the same story, and whether they share text."""

    left: int
    right: int
    probability: float
    shares_text: bool


def paired(likenesses: Iterable[Likeness], texts: Texts, boilerplate: Collection[int]) -> Iterator[Pair]:
    """Pairs worth storing, not yet stored. `boilerplate` are common fingerprints, which count in no share."""
    wanted = list(likenesses)
    texts.load({article for each in wanted if each.shares_text for article in (each.left, each.right)})
    articles = _published_by(wanted)
    options = AlignOptions(boilerplate=boilerplate)
    for each in wanted:
        alignment = align(texts[each.left], texts[each.right], options=options) if each.shares_text else None
        pair = _pair(each, alignment, articles)
        if pair:
            yield pair


def _published_by(likenesses: list[Likeness]) -> dict[int, tuple[datetime | None, int]]:
    ids = list({article for each in likenesses for article in (each.left, each.right)})
    found: dict[int, tuple[datetime | None, int]] = {}
    for start in range(0, len(ids), 5_000):
        rows = Article.objects.filter(pk__in=ids[start : start + 5_000]).values_list("pk", "published", "source_id")
        found.update({pk: (published, source) for pk, published, source in rows})
    return found


def _pair(each: Likeness, alignment: Alignment | None, articles: dict[int, tuple[datetime | None, int]]) -> Pair | None:
    copied = max(alignment.of_query, alignment.of_article) if alignment else 0.0
    if each.probability < LEAST_PROBABILITY and copied < PARTIAL_COPY_SHARE:
        return None
    (left_date, left_source), (right_date, right_source) = articles[each.left], articles[each.right]
    dates = [date for date in (left_date, right_date) if date]
    kind = _kind(alignment, copied)
    days_apart = abs((dates[0] - dates[1]).total_seconds()) / 86_400 if len(dates) == 2 else None
    probability = each.probability if left_source == right_source else with_copies(each.probability, kind, days_apart)
    return Pair(
        left_id=each.left,
        right_id=each.right,
        kind=kind,
        probability=round(probability, 4),
        score=round(max(probability, copied), 4),
        copied_left=round(alignment.of_query, 4) if alignment else 0.0,
        copied_right=round(alignment.of_article, 4) if alignment else 0.0,
        longest_run=alignment.longest_run if alignment else 0,
        boilerplate_words=_boilerplate_words(alignment) if alignment else 0,
        days_apart=days_apart,
        latest=max(dates, default=None),
        same_source=left_source == right_source,
    )


def with_copies(probability: float, kind: str, days_apart: float | None = None) -> float:
    """The probability of the same story of texts of different outlets, given how much of them is the same."""
    copied = kind in (Pair.Kind.IDENTICAL, Pair.Kind.NEAR_COPY)
    soon = days_apart is None or days_apart <= COPIED_WITHIN_DAYS
    return max(probability, NEAR_COPY_PROBABILITY) if copied and soon else probability


def _boilerplate_words(alignment: Alignment) -> int:
    return sum(passage.words for passage in alignment.passages if passage.boilerplate)


def _kind(alignment: Alignment | None, copied: float) -> Pair.Kind:
    if alignment and alignment.kind in (Pair.Kind.IDENTICAL, Pair.Kind.NEAR_COPY):
        return Pair.Kind(alignment.kind)
    return Pair.Kind.PARTIAL_COPY if copied >= PARTIAL_COPY_SHARE else Pair.Kind.SAME_STORY
