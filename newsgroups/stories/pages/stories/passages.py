"""Where each passage of a story comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from django.db.models import Q

from newsgroups.matching.display.segments import TextPiece, cut
from newsgroups.matching.origin import Origin, PassageOrigin, Span, origins_by_passage
from newsgroups.matching.origin.types import Of
from newsgroups.matching.passages import AlignOptions, Passage, align
from newsgroups.models import Article, Pair
from newsgroups.stories.derived import postings
from newsgroups.stories.pairs.origins import ReadArticle
from newsgroups.text.credits import full_name

# Other articles that a text is compared with, those that share most of it first; more hardly ever add a passage.
COMPARED = 4


@dataclass(frozen=True)
class StoryPassage:
    """Characters `start` to `end` of an article that `other` has, too.

    `origin` is the article that they come from, or None for a third party, called `name`, and where that is not known.
    `form` says what the passage is if it is no reporting.
    """

    start: int
    end: int
    other: Article
    origin: Article | None
    name: str
    form: str

    @property
    def origin_label(self) -> str:
        """Return in a few words where the passage comes from."""
        if self.form:
            return f"no copying: {self.form}"
        return self.name or "origin not known"


@dataclass(frozen=True)
class ArticlePassages:
    """An article with its passages in order; numbered `pieces`, counted from 1, are the passages."""

    article: Article
    passages: list[StoryPassage]
    pieces: list[TextPiece]


def passages_of(articles: Sequence[Article]) -> list[ArticlePassages]:
    """Return the passages of some articles that other articles of their story have, too.

    Articles need their texts and sources. Three queries, and for each article the alignment with a few others.
    """
    pairs = _pairs(articles)
    ids = {pk for found in pairs.values() for pair in found for pk in (pair.left_id, pair.right_id)}
    missing = ids - {article.pk for article in articles}
    others = Article.objects.filter(pk__among=sorted(missing)).select_related("source")
    read = {article.pk: ReadArticle(article) for article in (*articles, *others)}
    options = AlignOptions(boilerplate=_boilerplate(read))
    found = []
    for article in articles:
        passages = _of_article(article.pk, pairs.get(article.pk, []), read, options)
        ranges = [(each.start, each.end, number) for number, each in enumerate(passages, start=1)]
        found.append(ArticlePassages(article, passages, cut(article.text, ranges)))
    return found


def _pairs(articles: Sequence[Article]) -> dict[int, list[Pair]]:
    """Return, for each article, its pairs within the story that share most of its text."""
    ids = [article.pk for article in articles]
    stories = {article.story_id for article in articles}
    rows = Pair.objects.visible().exclude(kind=Pair.Kind.SAME_STORY).filter(Q(left__in=ids) | Q(right__in=ids))
    rows = rows.filter(left__story__in=stories, right__story__in=stories).order_by("id")
    found: dict[int, list[Pair]] = {}
    for pair in rows:
        for pk in (pair.left_id, pair.right_id):
            found.setdefault(pk, []).append(pair)
    return {pk: sorted(found[pk], key=lambda pair: _rank(pair, pk))[:COMPARED] for pk in ids if pk in found}


def _rank(pair: Pair, article: int) -> tuple[bool, float, int]:
    is_unknown = pair.origin in ("", Pair.Origin.UNKNOWN)
    return is_unknown, -(pair.copied_left if pair.left_id == article else pair.copied_right), pair.pk


def _boilerplate(read: dict[int, ReadArticle]) -> frozenset[int]:
    held = [each.document.winnowed[0] for each in read.values()]
    return postings.common_among(np.unique(np.concatenate(held))) if held else frozenset()


def _of_article(
    article: int, pairs: Sequence[Pair], read: dict[int, ReadArticle], options: AlignOptions
) -> list[StoryPassage]:
    """Return the passages of an article in order; where several overlap, the one with a known origin holds."""
    found: list[StoryPassage] = []
    for pair in pairs:
        left, right = read[pair.left_id], read[pair.right_id]
        passages = align(left.document, right.document, options=options).passages
        origin = Origin(cast(Of, pair.origin or "unknown"), full_name(pair.origin_name))
        spans = [_span(each, is_left=pair.left_id == article) for each in passages]
        for each in origins_by_passage(read[article].article.text, read[article].speech, spans, origin):
            passage = _passage(each, pair, article, left.article, right.article)
            if not any(passage.start < other.end and other.start < passage.end for other in found):
                found.append(passage)
    return sorted(found, key=lambda each: each.start)


def _passage(found: PassageOrigin, pair: Pair, article: int, left: Article, right: Article) -> StoryPassage:
    other = right if pair.left_id == article else left
    origin = {"left": left, "right": right}.get(found.of)
    name = origin.source.name if origin else found.name
    return StoryPassage(found.start, found.end, other, origin, name, found.form)


def _span(passage: Passage, *, is_left: bool) -> Span:
    if is_left:
        return Span(passage.query_start, passage.query_end, passage.boilerplate)
    return Span(passage.article_start, passage.article_end, passage.boilerplate)
