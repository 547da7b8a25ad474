"""Why articles belong together: what they share, in the reader's words."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from newsgroups.matching.display.shared_words import MAX_SHOWN, SharedWords, shared_words
from newsgroups.matching.sparse.document_frequencies import Statistics
from newsgroups.models import Article, Pair, Sketch, Story
from newsgroups.stories.derived.sketches import VERSION, document_of
from newsgroups.stories.derived.statistics.term_statistics import archive_statistics
from newsgroups.text.display.keywords import keywords
from newsgroups.text.terms.extract import DamagedDocument

# The words of this many articles are enough to show what a story of hundreds shares.
READ = 40
# Maximum number of words, and of dates, in the reason on a line.
REASONS, REASON_DAYS = 6, 2
# Number of words of one text that others may share; far more than a line has room for.
_LOOKED_FOR = 100


class Titled(Protocol):
    """An article, or anything with the same readable attributes."""

    @property
    def title(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def published(self) -> datetime | None: ...


@dataclass(frozen=True)
class Why:
    """Groups of shared words, each with a label and words as written, most informative first; and dates, in order."""

    groups: list[tuple[str, list[str]]]
    days: list[date] = field(default_factory=list)


@dataclass(frozen=True)
class Reason:
    """What an article shares with others at a glance: names, places, words and figures, and dates."""

    words: list[str]
    days: list[date]

    @classmethod
    def of(cls, shared: SharedWords) -> "Reason":
        """Build a reason from shared words: names and places first, and the rarest of each kind."""
        words = [*shared.names[: REASONS // 2], *shared.places[: REASONS // 3], *shared.words, *shared.numbers]
        return cls([word.text for word in words[:REASONS]], shared.days[-REASON_DAYS:])


def why_together(shared: SharedWords) -> Why:
    """Return the shared words of a story as groups for display. `shared` is the result of `shared_in`."""
    return Why([(label, [word.text for word in words]) for label, words in shared.by_kind if words], shared.days)


def shared_in(story: Story) -> SharedWords:
    """Return what the articles of a story share. A word counts if it occurs in at least a third of them."""
    articles = list(
        story.articles.visible().earliest_first().only("title", "text", "published", "language", "story")[:READ]
    )
    return shared_among(articles, min_articles=max(2, len(articles) // 3))


def why_alike(left: Titled, right: Titled) -> Why:
    """Return what two texts share."""
    return why_together(shared_among([left, right]))


def shared_among(
    articles: Sequence[Titled], *, min_articles: int = 2, statistics: Statistics | None = None
) -> SharedWords:
    """Return the words that occur in at least `least` of the articles. Pass `statistics` for repeated calls."""
    read = [keywords(each.title, each.text, each.published, each.language) for each in articles]
    return shared_words(read, statistics or archive_statistics(), min_articles=min_articles)


def distinctive_words(article: Titled, *, statistics: Statistics | None = None, most: int = MAX_SHOWN) -> SharedWords:
    """Return the names, places, rare words, and numbers of one article, heaviest first."""
    read = keywords(article.title, article.text, article.published, article.language)
    return shared_words([read], statistics or archive_statistics(), min_articles=1, most=most)


def reasons_beside(text: Titled, articles: Sequence[int], *, statistics: Statistics | None = None) -> dict[int, Reason]:
    """Return what a text shares with each of some articles, by id. One query; no other text is read."""
    shared = distinctive_words(text, statistics=statistics, most=_LOOKED_FOR) if articles else None
    return reasons_within(shared, articles) if shared else {}


def reasons_within(shared: SharedWords, articles: Sequence[int]) -> dict[int, Reason]:
    """Return which of the shared words each article contains, by id.

    Articles without a sketch are omitted. One query.
    """
    found = {}
    for sketch in Sketch.objects.filter(pk__in=articles, version=VERSION):
        with suppress(DamagedDocument):
            found[sketch.pk] = Reason.of(shared.within(document_of(sketch)))
    return found


def most_similar(article: Article, *, limit: int = 10) -> list[Pair]:
    """Return the stored pairs of an article with their other side loaded, most similar first."""
    return list(Pair.objects.visible().of_article(article).strongest_first().with_articles()[:limit])
