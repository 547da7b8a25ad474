"""Why articles stand together: what they share, in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from newsgroups.matching.shared_words import SharedWords, shared_words
from newsgroups.matching.statistics import Statistics
from newsgroups.models import Article, Pair, Story
from newsgroups.stories.term_statistics import archive_statistics
from newsgroups.text.keywords import keywords

# The words of this many articles tell what a story of hundreds shares.
READ = 40


class Titled(Protocol):
    """An article, or anything that can be read like one."""

    @property
    def title(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Why:
    """Groups of shared words, each a label and words as written, the most telling first."""

    groups: list[tuple[str, list[str]]]


def why_together(story: Story) -> Why:
    """What the articles of a story share: a word counts if it stands in at least a third of them."""
    articles = list(story.articles.visible().earliest_first().only("title", "text", "story")[:READ])
    return _why(shared_among(articles, least=max(2, len(articles) // 3)))


def why_alike(left: Titled, right: Titled) -> Why:
    """What two texts share."""
    return _why(shared_among([left, right]))


def shared_among(articles: Sequence[Titled], *, least: int = 2, statistics: Statistics | None = None) -> SharedWords:
    """The words that stand in at least `least` of the articles; give `statistics` where it is asked for many times."""
    read = [keywords(each.title, each.text) for each in articles]
    return shared_words(read, statistics or archive_statistics(), least=least)


def telling_words(article: Article, *, statistics: Statistics | None = None) -> SharedWords:
    """The names, rare words and numbers of one article, heaviest first."""
    return shared_among([article], least=1, statistics=statistics)


def most_similar(article: Article, *, limit: int = 10) -> list[Pair]:
    """The stored pairs of an article with their other side, the most similar first."""
    return list(Pair.objects.visible().of_article(article).strongest_first().with_articles()[:limit])


def _why(shared: SharedWords) -> Why:
    return Why([(label, [word.text for word in words]) for label, words in shared.by_kind if words])
