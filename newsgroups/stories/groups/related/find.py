"""Find the stories and single articles that are related to some stories."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from newsgroups.matching.display.shared_words import SharedWord, SharedWords
from newsgroups.matching.sparse.article_set import ArticleSet as ArticleSet
from newsgroups.models import Article, NoEvent, Story
from newsgroups.models.db.prepared_queries import Prepared
from newsgroups.stories.derived.statistics.chance import archive_chance
from newsgroups.stories.derived.statistics.term_statistics import archive_statistics
from newsgroups.stories.pairs.reasons import distinctive_words
from newsgroups.stories.pairs.same_story.nearest import QueryText, by_terms, day_of

from .closeness import Comparison, closeness

# Of the articles that share heavy terms with the central one, this many are looked at, from at most so many stories.
NEAREST, CANDIDATES = 60, 12
# Number of articles that stand for a story.
MEMBERS = 3
# By readers' labels, half of what is listed from here on is a follow-up, a reaction, or a part of a larger event, and
# 6 of 10 of these are listed (`benchmarks/related_stories.py`). Most of the others are of the same kind or topic.
MIN_CLOSENESS = 6.0
MAX_RELATED = 5
# A name in more than one article in twelve is no reason: the town of a local paper, or the foot of an outlet's pages
# (natural logarithm of 12).
MIN_TELLING = 2.5
# Without a name in common, one rare word is no reason.
MIN_WORDS = 2
# Number of words of a story that a related one may share; and of those shown.
_LOOKED_FOR, _WORDS = 60, 5
_STANDING = Prepared(
    lambda articles: (
        Article.objects.visible()
        .filter(pk__among=articles)
        .exclude(pk__in=NoEvent.objects.order_by().values("pk"))
        .order_by("pk")
        .values_list("pk", "story_id")
    ),
    plain=True,
)
_MEMBERS = Prepared(
    lambda stories: (
        Article.objects.visible().filter(story__among=stories).order_by("story_id", "pk").values_list("story_id", "pk")
    ),
    plain=True,
)


@dataclass(frozen=True)
class Relation:
    """A related story or single article, given by one article. `days` is how much later it was published.

    `names` are names and places that both mention, `words` other rare words and figures.
    """

    article: int
    days: float | None
    names: list[str]
    words: list[str]
    closeness: float


def related_to(stories: Sequence[Story]) -> dict[int, list[Relation]]:
    """Return, for each story, what is related to it, closest first."""
    central = {story.pk: story.central_article_id for story in stories if story.central_article_id}
    told = {each.article: each for each in QueryText.stored(set(central.values()))}
    near = {story: _candidates(story, told[article]) for story, article in central.items() if article in told}
    found = _close(near)
    return {story.pk: _relations(story, found[story.pk]) for story in stories}


def _close(near: Mapping[int, Sequence[int]]) -> Mapping[int, list[tuple[float, QueryText]]]:
    """Return, for each story, those candidates that are close enough, each given by the article that stands for it."""
    members = _members(near)
    texts = QueryText.stored({article for articles in members.values() for article in articles})
    row = {each.article: place for place, each in enumerate(texts)}
    rows = {unit: [row[article] for article in articles if article in row] for unit, articles in members.items()}
    both = [(story, unit) for story, units in near.items() for unit in units if rows[story] and rows[unit]]
    close = closeness(
        _collection(texts), archive_chance(), [Comparison(rows[story], rows[unit]) for story, unit in both]
    )
    found: dict[int, list[tuple[float, QueryText]]] = defaultdict(list)
    for (story, unit), value in zip(both, close.tolist(), strict=True):
        if value >= MIN_CLOSENESS:
            found[story].append((value, texts[rows[unit][0]]))
    return found


def _candidates(story: int, told: QueryText) -> list[int]:
    """Return the stories (id) and single articles (negative id) nearest to the central article of a story."""
    articles, similarity = by_terms(told, archive_statistics())
    nearest = articles[np.lexsort((articles, -similarity))[:NEAREST]].tolist()
    units = dict(_STANDING.rows(nearest))
    found = dict.fromkeys(units[each] or -each for each in nearest if each in units and units[each] != story)
    return list(found)[:CANDIDATES]


def _members(near: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """Return the articles that stand for each story and candidate, the central one of a story first."""
    units = {*near, *(unit for candidates in near.values() for unit in candidates)}
    found = {unit: [] if unit > 0 else [-unit] for unit in units}
    stories = [unit for unit in units if unit > 0]
    central = dict(Story.objects.filter(pk__among=stories).order_by().values_list("pk", "central_article_id"))
    for story, article in _MEMBERS.rows(stories):
        place = 0 if article == central.get(story) else len(found[story])
        found[story].insert(place, article)
    return {unit: articles[:MEMBERS] for unit, articles in found.items()}


def _collection(texts: Sequence[QueryText]) -> ArticleSet:
    return ArticleSet.build(
        [each.document for each in texts],
        [each.fingerprints for each in texts],
        np.array([day_of(each.published) for each in texts], dtype=np.float64),
        np.array([each.source for each in texts], dtype=np.int64),
        archive_statistics(),
    )


def _relations(story: Story, found: Sequence[tuple[float, QueryText]]) -> list[Relation]:
    closest = sorted(found, key=lambda each: (-each[0], each[1].article or 0))[:MAX_RELATED]
    central = story.central_article if closest else None
    if not central:
        return []
    words = distinctive_words(central, statistics=archive_statistics(), most=_LOOKED_FOR)
    relations = [_relation(value, told, words.within(told.document), central.published) for value, told in closest]
    return [each for each in relations if each.names or len(each.words) >= MIN_WORDS]


def _relation(value: float, told: QueryText, shared: SharedWords, published: datetime | None) -> Relation:
    days = day_of(told.published) - day_of(published)
    return Relation(
        article=told.article or 0,
        days=None if np.isnan(days) else round(days, 2),
        names=_telling([*shared.places, *shared.names]),
        words=_telling([*shared.words, *shared.numbers]),
        closeness=round(value, 2),
    )


def _telling(words: Sequence[SharedWord]) -> list[str]:
    """Return the words that are no reason for many other articles of this archive, too."""
    rarity = archive_statistics().rarity_here(np.array([word.id for word in words], dtype=np.uint32))
    return [word.text for word, rare in zip(words, rarity.tolist(), strict=True) if rare >= MIN_TELLING][:_WORDS]
