"""Two articles become a stored pair: aligned where they share text, with the probability of the same story."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from newsgroups.matching.passages import NOTHING, Copied, copied_of_pairs
from newsgroups.models import Article, Pair
from newsgroups.stories.texts import Published, Texts

# A pair that is less probable says nothing, to readers or to the grouping (which starts at .34).
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


class NewPair(NamedTuple):
    """What is stored of a pair: see `Pair`, whose objects take thrice as long to make."""

    left_id: int
    right_id: int
    kind: str
    probability: float
    score: float
    copied_left: float
    copied_right: float
    longest_run: int
    boilerplate_words: int
    days_apart: float | None
    latest: datetime | None
    same_source: bool


def paired(likenesses: Iterable[Likeness], texts: Texts, boilerplate: AbstractSet[int]) -> Iterator[NewPair]:
    """Pairs worth storing, not yet stored, in order. `boilerplate` are common fingerprints, which count in no share."""
    wanted = sorted(likenesses, key=lambda each: (each.left, each.right))
    worth = [(each, same) for each, same in _compared(wanted, texts, boilerplate) if _is_worth(each, same)]
    published = texts.published({article for each, _ in worth for article in (each.left, each.right)})
    for each, same in worth:
        yield _pair(each, same, published[each.left], published[each.right])


def _compared(
    wanted: Sequence[Likeness], texts: Texts, boilerplate: AbstractSet[int]
) -> Iterator[tuple[Likeness, Copied]]:
    sharing = [each for each in wanted if each.shares_text]
    articles = {article for each in sharing for article in (each.left, each.right)}
    texts.load(articles)
    ready = {article: texts[article] for article in articles}
    same = copied_of_pairs(
        [(ready[each.left], ready[each.right]) for each in sharing],
        [0.0 if each.probability >= LEAST_PROBABILITY else PARTIAL_COPY_SHARE for each in sharing],
        boilerplate=boilerplate,
    )
    for each in wanted:
        yield each, next(same) if each.shares_text else NOTHING


def _is_worth(each: Likeness, same: Copied) -> bool:
    return each.probability >= LEAST_PROBABILITY or _share(same) >= PARTIAL_COPY_SHARE


def _share(same: Copied) -> float:
    return max(same.of_query, same.of_article)


def _pair(each: Likeness, same: Copied, left: Published, right: Published) -> NewPair:
    (left_date, left_source), (right_date, right_source) = left, right
    dates = [date for date in (left_date, right_date) if date]
    kind = _kind(same)
    days_apart = abs((dates[0] - dates[1]).total_seconds()) / 86_400 if len(dates) == 2 else None
    probability = each.probability if left_source == right_source else with_copies(each.probability, kind, days_apart)
    return NewPair(
        left_id=each.left,
        right_id=each.right,
        kind=kind,
        probability=round(probability, 4),
        score=round(max(probability, _share(same)), 4),
        copied_left=round(same.of_query, 4),
        copied_right=round(same.of_article, 4),
        longest_run=same.longest_run,
        boilerplate_words=same.boilerplate_words,
        days_apart=days_apart,
        latest=max(dates, default=None),
        same_source=left_source == right_source,
    )


@transaction.atomic
def replace_pairs(articles: Sequence[int], pairs: Sequence[NewPair]) -> None:
    """Stores all pairs of articles in place of their old ones. The articles are pending no longer, but for those that
    were changed or hidden while the pairs were made.
    """
    _pairs_of(articles).delete()
    Pair.objects.insert(pairs)
    Article.objects.filter(pk__among=articles, hidden=False, needs_sketch=False).update(needs_match=False)


@transaction.atomic
def withdraw_pairs(hidden: Sequence[int]) -> None:
    """Deletes the pairs of hidden articles, which are pending no longer, but for those that are shown again."""
    _pairs_of(hidden).delete()
    Article.objects.filter(pk__among=hidden, hidden=True).update(needs_match=False)


def _pairs_of(articles: Sequence[int]) -> QuerySet[Pair]:
    return Pair.objects.filter(Q(left__among=articles) | Q(right__among=articles))


def with_copies(probability: float, kind: str, days_apart: float | None = None) -> float:
    """The probability of the same story of texts of different outlets, given how much of them is the same."""
    copied = kind in (Pair.Kind.IDENTICAL, Pair.Kind.NEAR_COPY)
    soon = days_apart is None or days_apart <= COPIED_WITHIN_DAYS
    return max(probability, NEAR_COPY_PROBABILITY) if copied and soon else probability


def _kind(same: Copied) -> Pair.Kind:
    if same.kind in (Pair.Kind.IDENTICAL, Pair.Kind.NEAR_COPY):
        return Pair.Kind(same.kind)
    return Pair.Kind.PARTIAL_COPY if _share(same) >= PARTIAL_COPY_SHARE else Pair.Kind.SAME_STORY
