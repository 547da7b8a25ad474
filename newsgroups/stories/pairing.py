"""Two articles become a stored pair: aligned where they share text, with the probability of the same story."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from newsgroups.matching.passages import NOTHING, Copied, copied
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
    """Pairs worth storing, not yet stored, in order. `boilerplate` are common fingerprints, which count in no share."""
    wanted = sorted(likenesses, key=lambda each: (each.left, each.right))
    texts.load({article for each in wanted if each.shares_text for article in (each.left, each.right)})
    worth = [(each, same) for each, same in _compared(wanted, texts, boilerplate) if _is_worth(each, same)]
    articles = _published_by([each for each, _ in worth])
    for each, same in worth:
        yield _pair(each, same, articles)


def _compared(
    wanted: Iterable[Likeness], texts: Texts, boilerplate: Collection[int]
) -> Iterator[tuple[Likeness, Copied]]:
    for left, beside in groupby(wanted, key=lambda each: each.left):
        query = None
        for each in beside:
            if not each.shares_text:
                yield each, NOTHING
                continue
            query = query or texts[left]
            least = 0.0 if each.probability >= LEAST_PROBABILITY else PARTIAL_COPY_SHARE
            yield each, copied(query, texts[each.right], boilerplate=boilerplate, least=least)


def _is_worth(each: Likeness, same: Copied) -> bool:
    return each.probability >= LEAST_PROBABILITY or _share(same) >= PARTIAL_COPY_SHARE


def _share(same: Copied) -> float:
    return max(same.of_query, same.of_article)


def _published_by(likenesses: list[Likeness]) -> dict[int, tuple[datetime | None, int]]:
    ids = list({article for each in likenesses for article in (each.left, each.right)})
    found: dict[int, tuple[datetime | None, int]] = {}
    for start in range(0, len(ids), 5_000):
        rows = Article.objects.filter(pk__in=ids[start : start + 5_000]).values_list("pk", "published", "source_id")
        found.update({pk: (published, source) for pk, published, source in rows})
    return found


def _pair(each: Likeness, same: Copied, articles: dict[int, tuple[datetime | None, int]]) -> Pair:
    (left_date, left_source), (right_date, right_source) = articles[each.left], articles[each.right]
    dates = [date for date in (left_date, right_date) if date]
    kind = _kind(same)
    days_apart = abs((dates[0] - dates[1]).total_seconds()) / 86_400 if len(dates) == 2 else None
    probability = each.probability if left_source == right_source else with_copies(each.probability, kind, days_apart)
    return Pair(
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


def with_copies(probability: float, kind: str, days_apart: float | None = None) -> float:
    """The probability of the same story of texts of different outlets, given how much of them is the same."""
    copied = kind in (Pair.Kind.IDENTICAL, Pair.Kind.NEAR_COPY)
    soon = days_apart is None or days_apart <= COPIED_WITHIN_DAYS
    return max(probability, NEAR_COPY_PROBABILITY) if copied and soon else probability


def _kind(same: Copied) -> Pair.Kind:
    if same.kind in (Pair.Kind.IDENTICAL, Pair.Kind.NEAR_COPY):
        return Pair.Kind(same.kind)
    return Pair.Kind.PARTIAL_COPY if _share(same) >= PARTIAL_COPY_SHARE else Pair.Kind.SAME_STORY
