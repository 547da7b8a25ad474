"""The articles on an outlet's page, each with whose words it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from newsgroups.models import Article, Pair, Source
from newsgroups.models.articles.article import ArticleQuerySet, TextKind

from .outlet_firsts import Firsts

# A smaller share is a quotation or a phrase rather than somebody's text.
_MIN_SHARE = 0.1


class Shown(StrEnum):
    """Which of an outlet's articles a page lists."""

    ALL = ""
    OWN = "own"
    AGENCY = "agency"
    REPUBLISHED = "republished"
    FIRST = "first"


@dataclass(frozen=True)
class OutletLine:
    """An article: `share` (0..1) of its words comes from `origin`, or `origin` is empty and its kind of text counts."""

    article: Article
    origin: str
    share: float

    @property
    def is_own(self) -> bool:
        return not self.origin and self.article.text_kind == TextKind.OWN


def articles_of_outlet(source: Source, shown: Shown, firsts: Firsts) -> ArticleQuerySet:
    articles = Article.objects.visible().of_sources([source])
    if shown == Shown.FIRST:
        articles = articles.filter(story__in=firsts.first_in)
    elif shown:
        articles = articles.of_text_kind(shown.value)
    return articles.for_lists().latest_first()


def with_origins(articles: Sequence[Article]) -> list[OutletLine]:
    """Find for each article the known origin of most of its text. One query."""
    ids = [article.pk for article in articles]
    takes = Q(left__in=ids, origin=Pair.Origin.RIGHT) | Q(right__in=ids, origin=Pair.Origin.LEFT)
    pairs = Pair.objects.visible().between_outlets().filter(takes)
    columns = (
        "origin",
        "left_id",
        "right_id",
        "copied_left",
        "copied_right",
        "left__source__name",
        "right__source__name",
    )
    best: dict[int, tuple[float, str]] = {}
    for origin, left, right, copied_left, copied_right, left_name, right_name in pairs.values_list(*columns):
        is_left = origin == Pair.Origin.RIGHT
        taker, share, name = (left, copied_left, right_name) if is_left else (right, copied_right, left_name)
        if share >= _MIN_SHARE:
            best[taker] = max(best.get(taker, (0.0, "")), (share, name))
    lines = []
    for article in articles:
        share, name = best.get(article.pk, (0.0, ""))
        lines.append(OutletLine(article, name, share))
    return lines
