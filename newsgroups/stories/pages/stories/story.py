"""A story from the reader's point of view: who took what from whom, and what each article adds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from django.db.models import Q

from newsgroups.common.dates.who_was_first import gap_between
from newsgroups.matching.display.segments import TextPiece, cut
from newsgroups.matching.display.shared_words import SharedWords
from newsgroups.matching.passages import AlignOptions, Document, align
from newsgroups.models import Article, Constraint, Pair, Story
from newsgroups.stories.derived import postings
from newsgroups.stories.pairs.reasons import Reason, reasons_within
from newsgroups.story_facts.repeated.in_earlier_texts import known_values
from newsgroups.story_facts.store_facts import facts_of_story

from .origin_badges import Sign

# Anything less is a quotation or a set phrase that both articles use.
MIN_SHARED = 0.10
# Number of earlier articles compared with a text to gray out what is known; more hardly ever add anything.
EARLIER = 4


@dataclass(frozen=True)
class StoryArticle:
    """An article of a story and why it is there.

    It has what the article shares with the others, which of them is closest, and the probability that both cover the
    same story. The share `shared` (0..1) of its words also occurs in `sharing`.
    """

    article: Article
    reason: Reason | None = None
    closest: Article | None = None
    probability: float = 0.0
    by_curator: bool = False
    sharing: Article | None = None
    shared: float = 0.0
    sign: Sign = Sign.UNKNOWN

    @property
    def days_apart(self) -> float | None:
        """Return the days between it and the closest article, or None if one of the two is undated."""
        gap = gap_between(self.article.moment, self.closest.moment if self.closest else None)
        return gap / timedelta(days=1) if gap is not None else None


def articles_with_reasons(
    story: Story, articles: Sequence[Article], shared: SharedWords, signs: dict[int, Sign]
) -> list[StoryArticle]:
    """Some articles of a story, each with its reasons; `shared` is what `shared_in` the story. Four queries."""
    wanted = [article.pk for article in articles]
    closest, taken = _best_pairs(story, wanted)
    reasons = reasons_within(shared, wanted)
    ids = {other for other, _ in (*closest.values(), *taken.values())}
    others = Article.objects.filter(pk__in=ids).select_related("source").defer("text").in_bulk()
    decided = _put_together(wanted)
    return [
        StoryArticle(
            article,
            reasons.get(article.pk),
            *_named(closest.get(article.pk), others),
            article.pk in decided,
            *_named(taken.get(article.pk), others),
            signs.get(article.pk, Sign.UNKNOWN),
        )
        for article in articles
    ]


Best = dict[int, tuple[int, float]]


def _best_pairs(story: Story, wanted: Sequence[int]) -> tuple[Best, Best]:
    """Map each article to the most probable match in the story, and to the article that shares most of its words."""
    pairs = Pair.objects.filter(left__story=story, right__story=story, left__hidden=False, right__hidden=False)
    columns = "left_id", "right_id", "probability", "copied_left", "copied_right"
    closest: Best = {}
    taken: Best = {}
    for left, right, probability, here, there in (
        pairs.filter(Q(left__in=wanted) | Q(right__in=wanted)).order_by("id").values_list(*columns)
    ):
        _keep(closest, left, right, probability)
        _keep(closest, right, left, probability)
        if here >= MIN_SHARED:
            _keep(taken, left, right, here)
        if there >= MIN_SHARED:
            _keep(taken, right, left, there)
    return closest, taken


def _keep(best: Best, article: int, other: int, value: float) -> None:
    if article not in best or value > best[article][1]:
        best[article] = other, value


def _named(best: tuple[int, float] | None, others: dict[int, Article]) -> tuple[Article | None, float]:
    return (others.get(best[0]), best[1]) if best else (None, 0.0)


def _put_together(articles: Sequence[int]) -> set[int]:
    """Return those articles that a curator put together with others."""
    active = Constraint.objects.active().filter(kind=Constraint.Kind.MUST_LINK)
    links = active.filter(Q(left__in=articles) | Q(right__in=articles)).values_list("left_id", "right_id")
    return {article for link in links for article in link}


@dataclass(frozen=True)
class News:
    """The text of an article in pieces. What a numbered piece says is in the article with that position on the page."""

    article: Article
    pieces: list[TextPiece]


def what_is_new(story: Story, articles: Sequence[Article]) -> list[News]:
    """Return the articles in order, with what an earlier one has said separated from what is new.

    That is, words that occur there, and figures that it gave in other words. Articles need their texts loaded. A fixed
    number of queries; texts are aligned only where a stored pair has shared words.
    """
    place = {article.pk: number for number, article in enumerate(articles)}
    shares = Pair.objects.filter(left__in=place, right__in=place, longest_run__gt=0)
    before: dict[int, list[tuple[float, int]]] = {}
    for left, right, *copied in shares.values_list("left_id", "right_id", "copied_left", "copied_right"):
        first, later = sorted((left, right), key=place.__getitem__)
        before.setdefault(later, []).append((copied[0] if later == left else copied[1], first))
    documents = {article.pk: Document(article.text) for article in articles}
    options = AlignOptions(boilerplate=_common(documents))
    known = known_values(facts_of_story(story)["facts"], list(place))
    news = []
    for article in articles:
        ranges = _copied(documents, article.pk, sorted(before.get(article.pk, []), reverse=True), place, options)
        ranges += [(value.start, value.end, place[value.by] + 1) for value in known.get(article.pk, ())]
        news.append(News(article, cut(article.text, ranges)))
    return news


def _copied(
    documents: dict[int, Document],
    article: int,
    earlier: Sequence[tuple[float, int]],
    place: dict[int, int],
    options: AlignOptions,
) -> list[tuple[int, int, int]]:
    ranges = []
    for _, other in earlier[:EARLIER]:
        passages = align(documents[article], documents[other], options=options).passages
        ranges += [(each.query_start, each.query_end, place[other] + 1) for each in passages]
    return ranges


def _common(documents: dict[int, Document]) -> frozenset[int]:
    held = [each.winnowed[0] for each in documents.values()]
    return postings.common_among(np.unique(np.concatenate(held))) if held else frozenset()
