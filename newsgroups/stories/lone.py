"""An article by itself: what it says, what changed in it, what it is like."""

from dataclasses import dataclass

from newsgroups.matching.shared_words import SharedWords
from newsgroups.matching.statistics import Statistics
from newsgroups.matching.word_changes import Changed, word_changes
from newsgroups.models import Article, Pair, Revision
from newsgroups.stories.explain import most_similar, shared_among, telling_words
from newsgroups.stories.prose import ProsePiece, paragraphs_of
from newsgroups.stories.term_statistics import archive_statistics

# Similar articles that the page says the reasons of; each takes reading both texts.
EXPLAINED = 5
# Words that say what a pair has in common at a glance.
REASONS = 6


@dataclass(frozen=True)
class Similar:
    """Another article as seen from the one shown, with shares of this and the other text and the words they share."""

    pair: Pair
    other: Article
    of_this: float
    of_other: float
    reasons: list[str]


@dataclass(frozen=True)
class ArticleReading:
    article: Article
    paragraphs: list[list[ProsePiece]]
    words: SharedWords
    similar: list[Similar]

    @property
    def boilerplate_words(self) -> int:
        """How many words of the text stand in very many articles."""
        pieces = [piece for paragraph in self.paragraphs for piece in paragraph if piece.is_boilerplate]
        return sum(len(piece.text.split()) for piece in pieces)


def read_article(article: Article) -> ArticleReading:
    """Four queries, whatever is similar."""
    pairs, statistics = most_similar(article), archive_statistics()
    others = [pair.right if pair.left_id == article.pk else pair.left for pair in pairs]
    texts = Article.objects.only("title", "text").in_bulk([other.pk for other in others[:EXPLAINED]])
    found = [
        Similar(pair, other, *_shares(pair, article), _reasons(article, texts.get(other.pk), statistics))
        for pair, other in zip(pairs, others, strict=True)
    ]
    words = telling_words(article, statistics=statistics)
    return ArticleReading(article, paragraphs_of(article.text), words, found)


def _shares(pair: Pair, article: Article) -> tuple[float, float]:
    shares = pair.copied_left, pair.copied_right
    return shares if pair.left_id == article.pk else shares[::-1]


def _reasons(article: Article, other: Article | None, statistics: Statistics) -> list[str]:
    if other is None:
        return []
    shared = shared_among([article, other], statistics=statistics)
    return [word.text for word in [*shared.names, *shared.words, *shared.numbers][:REASONS]]


@dataclass(frozen=True)
class Change:
    """What was replaced when, by word."""

    revision: Revision
    title: list[Changed] | None
    text: list[Changed]


def changes_of(article: Article) -> list[Change]:
    """Every change, the latest first; one query."""
    found = []
    title, text = article.title, article.text
    for revision in article.revisions.all():
        changed = word_changes(revision.title, title) if revision.title != title else None
        found.append(Change(revision, changed, word_changes(revision.text, text)))
        title, text = revision.title, revision.text
    return found
