"""Find the stories and single articles that are related to some stories."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from newsgroups.matching.display.shared_words import SharedWord, SharedWords
from newsgroups.matching.sparse.article_set import Collection as ArticleSet
from newsgroups.models import Article, NoEvent, Story
from newsgroups.models.db.prepared import Prepared
from newsgroups.stories.derived.chance import archive_chance
from newsgroups.stories.derived.term_statistics import archive_statistics
from newsgroups.stories.pairs.nearest import Told, by_terms, day_of
from newsgroups.stories.pairs.reasons import telling_words

from .closeness import Compared, closeness

# Of the articles that share heavy terms with the central one, this many are looked at, from at most so many stories.
NEAREST, CANDIDATES = 60, 12
# Number of articles that stand for a story.
MEMBERS = 3
# From here on, 6 of 10 are follow-ups, reactions, or parts of a larger event by a reader's labels, and 6 of 10 of these
# are found (`benchmarks/related_stories.py`). Most of the others are of the same kind.
LEAST_CLOSENESS = 6.0
SHOWN = 5
# A name in more than one article in twelve is no reason: the town of a local paper, or the foot of an outlet's pages
# (natural logarithm of 12).
LEAST_TELLING = 2.5
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
    asked = [story for story in stories if story.central_article_id]
    told = {each.article: each for each in Told.stored({story.central_article_id for story in asked})}
    asked = [story for story in asked if story.central_article_id in told]
    near = {story.pk: _candidates(story, told[story.central_article_id]) for story in asked}
    others = {unit for units in near.values() for unit in units}
    members = _members({story.pk for story in asked} | {unit for unit in others if unit > 0})
    members |= {unit: [-unit] for unit in others if unit < 0}
    units = [(story, unit) for story in asked for unit in near[story.pk] if members.get(unit) and members[story.pk]]
    texts = Told.stored({article for pk in {s.pk for s, _ in units} | others for article in members.get(pk, ())})
    row = {each.article: place for place, each in enumerate(texts)}
    compared = [
        Compared([row[a] for a in members[story.pk] if a in row], [row[a] for a in members[unit] if a in row])
        for story, unit in units
    ]
    kept = [place for place, each in enumerate(compared) if each.ours and each.theirs]
    close = closeness(_collection(texts), archive_chance(), [compared[place] for place in kept])
    found: dict[int, list[tuple[float, Told]]] = {story.pk: [] for story in stories}
    for place, value in zip(kept, close.tolist(), strict=True):
        if value >= LEAST_CLOSENESS:
            found[units[place][0].pk].append((value, texts[compared[place].theirs[0]]))
    return {story.pk: _relations(story, found[story.pk]) for story in stories}


def _candidates(story: Story, told: Told) -> list[int]:
    """Return the stories (id) and single articles (negative id) nearest to the central article of a story."""
    articles, similarity = by_terms(told, archive_statistics())
    nearest = articles[np.lexsort((articles, -similarity))[:NEAREST]].tolist()
    units = dict(_STANDING.rows(nearest))
    found = dict.fromkeys(units[each] or -each for each in nearest if each in units and units[each] != story.pk)
    return list(found)[:CANDIDATES]


def _members(stories: Collection[int]) -> dict[int, list[int]]:
    """Return the articles that stand for each story, the central one first."""
    found: dict[int, list[int]] = {story: [] for story in stories}
    central = dict(Story.objects.filter(pk__among=stories).order_by().values_list("pk", "central_article_id"))
    for story, article in _MEMBERS.rows(stories):
        found[story].append(article)
    for story, articles in found.items():
        articles.sort(key=lambda article: article != central.get(story))
        del articles[MEMBERS:]
    return found


def _collection(texts: Sequence[Told]) -> ArticleSet:
    return ArticleSet.build(
        [each.document for each in texts],
        [each.fingerprints for each in texts],
        np.array([day_of(each.published) for each in texts], dtype=np.float64),
        np.array([each.source for each in texts], dtype=np.int64),
        archive_statistics(),
    )


def _relations(story: Story, found: Sequence[tuple[float, Told]]) -> list[Relation]:
    closest = sorted(found, key=lambda each: (-each[0], each[1].article or 0))[:SHOWN]
    if not closest:
        return []
    central = Article.objects.get(pk=story.central_article_id)
    words = telling_words(central, statistics=archive_statistics(), most=_LOOKED_FOR)
    return [_relation(value, told, words.within(told.document), central.published) for value, told in closest]


def _relation(value: float, told: Told, shared: SharedWords, published: datetime | None) -> Relation:
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
    return [word.text for word, rare in zip(words, rarity.tolist(), strict=True) if rare >= LEAST_TELLING][:_WORDS]
