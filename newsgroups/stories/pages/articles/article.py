"""A single article: its text, its changes, and similar articles."""

from dataclasses import dataclass, field

from newsgroups.matching.display.shared_words import SharedWords
from newsgroups.matching.display.version_diff import Changed, word_changes
from newsgroups.models import Article, Pair, Revision
from newsgroups.stories.derived.statistics.term_statistics import archive_statistics
from newsgroups.stories.pairs.reasons import Reason, distinctive_words, most_similar, reasons_beside

from .credit_lines import CreditLine, credit_lines
from .doubts import doubts_about
from .paragraphs import ProsePiece, paragraphs_of


@dataclass(frozen=True)
class Similar:
    """Another article as seen from the one shown: the shares of this and the other text, and the words they share."""

    pair: Pair
    other: Article
    of_this: float
    of_other: float
    reason: Reason | None


@dataclass(frozen=True)
class ArticleReading:
    article: Article
    paragraphs: list[list[ProsePiece]]
    words: SharedWords
    similar: list[Similar]
    credits: list[CreditLine] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def boilerplate_words(self) -> int:
        """Return how many words of the text are boilerplate."""
        pieces = [piece for paragraph in self.paragraphs for piece in paragraph if piece.is_boilerplate]
        return sum(len(piece.text.split()) for piece in pieces)


def read_article(article: Article) -> ArticleReading:
    """Build the read model of an article. Seven queries, however many articles are similar."""
    pairs, statistics = most_similar(article), archive_statistics()
    others = [pair.right if pair.left_id == article.pk else pair.left for pair in pairs]
    reasons = reasons_beside(article, [other.pk for other in others], statistics=statistics)
    found = [
        Similar(pair, other, *_shares(pair, article), reasons.get(other.pk))
        for pair, other in zip(pairs, others, strict=True)
    ]
    words = distinctive_words(article, statistics=statistics)
    credits = credit_lines(article, list(article.credits.all()))
    return ArticleReading(article, paragraphs_of(article.text), words, found, credits, doubts_about(article))


def _shares(pair: Pair, article: Article) -> tuple[float, float]:
    shares = pair.copied_left, pair.copied_right
    return shares if pair.left_id == article.pk else shares[::-1]


@dataclass(frozen=True)
class Change:
    """What was replaced and when, as a word-level diff."""

    revision: Revision
    title: list[Changed] | None
    text: list[Changed]


def changes_of(article: Article) -> list[Change]:
    """Return every change, latest first. One query."""
    found = []
    title, text = article.title, article.text
    for revision in article.revisions.all():
        changed = word_changes(revision.title, title) if revision.title != title else None
        found.append(Change(revision, changed, word_changes(revision.text, text)))
        title, text = revision.title, revision.text
    return found
