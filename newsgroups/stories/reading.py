"""A story as its reader goes through it: who took what from whom, and what each article adds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsgroups.matching.compare import Piece, cut
from newsgroups.matching.passages import AlignOptions, Document, align
from newsgroups.models import Article, Pair, Story
from newsgroups.stories import postings
from newsgroups.stories.listing import near_copies_within

# A share below is a quotation or a set phrase that both had.
LEAST_TAKEN_OVER = 0.10
# Earlier articles that a text is compared with when what is known is greyed; more hardly ever add anything.
EARLIER = 4


@dataclass(frozen=True)
class Told:
    """An article of a story; `taken_over` (0..1) of its words stand in `earlier`, or nothing worth saying does."""

    article: Article
    earlier: Article | None = None
    taken_over: float = 0.0


def told_in_order(story: Story, articles: Sequence[Article]) -> list[Told]:
    """For each of some articles of a story the earlier one that it has most of its words from; one query."""
    pairs = Pair.objects.filter(left__story=story, right__story=story, left__hidden=False, right__hidden=False)
    wanted = {article.pk for article in articles}
    best: dict[int, Pair] = {}
    for pair in pairs.filter(score__gte=LEAST_TAKEN_OVER, longest_run__gt=0).with_articles():
        later = pair.later.pk
        if later in wanted and (later not in best or pair.copied_later > best[later].copied_later):
            best[later] = pair
    return [_told(article, best.get(article.pk)) for article in articles]


def _told(article: Article, pair: Pair | None) -> Told:
    if pair is None or pair.copied_later < LEAST_TAKEN_OVER:
        return Told(article)
    return Told(article, pair.earlier, pair.copied_later)


def near_copies(story: Story) -> list[tuple[int, int]]:
    return list(near_copies_within([story.pk]).values_list("left_id", "right_id"))


@dataclass(frozen=True)
class News:
    """An article's text in pieces: those with a number stand in the article with that place on the page."""

    article: Article
    pieces: list[Piece]


def what_is_new(story: Story, articles: Sequence[Article]) -> list[News]:
    """Whole articles in order; what stands in one of those before it is told from what is new in it.

    Articles need their texts. One query for all, and aligned only where a stored pair says that words are shared.
    """
    place = {article.pk: number for number, article in enumerate(articles)}
    shares = Pair.objects.filter(left__in=place, right__in=place, longest_run__gt=0)
    before: dict[int, list[tuple[float, int]]] = {}
    for left, right, *copied in shares.values_list("left_id", "right_id", "copied_left", "copied_right"):
        first, later = sorted((left, right), key=place.__getitem__)
        before.setdefault(later, []).append((copied[0] if later == left else copied[1], first))
    documents = {article.pk: Document(article.text) for article in articles}
    options = AlignOptions(boilerplate=_common(documents))
    return [
        News(article, _pieces(documents, article.pk, sorted(before.get(article.pk, []), reverse=True), place, options))
        for article in articles
    ]


def _pieces(
    documents: dict[int, Document],
    article: int,
    earlier: Sequence[tuple[float, int]],
    place: dict[int, int],
    options: AlignOptions,
) -> list[Piece]:
    ranges = []
    for _, other in earlier[:EARLIER]:
        passages = align(documents[article], documents[other], options=options).passages
        ranges += [(each.query_start, each.query_end, place[other] + 1) for each in passages]
    return cut(documents[article].text, ranges)


def _common(documents: dict[int, Document]) -> frozenset[int]:
    held = [each.winnowed[0] for each in documents.values()]
    return postings.common_among(np.unique(np.concatenate(held))) if held else frozenset()
