"""Searching articles: the one door to the index for pages, API and commands."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np
from haystack import connections

from newsgroups.models import Article, Source

from . import budget, filters
from .compile import Compiled, compile_query
from .filters import Mask
from .finding import Found, find
from .generations import IndexProblem
from .highlight import Fragment, Marker
from .language import parse
from .opening import Snapshot, reading
from .suggest import suggestion
from .tree import All, Node, render

Sort = Literal["relevance", "newest", "oldest"]
_ORDER = {"relevance": (), "newest": (("published", True),), "oldest": (("published", False),)}


@dataclass(frozen=True)
class Hit:
    """An article that was found, with its score and the words that answer the query marked."""

    article: Article
    score: float
    title: list[Fragment]
    snippet: list[Fragment]


@dataclass(frozen=True)
class SearchPage:
    """One page of what was found, and all that is to be said about it.

    `understood` is the query as it was read, `notes` what could not be read, `suggestion` a query in words of
    the archive, `problem` why nothing could be searched at all and what mends it.
    """

    count: int = 0
    hits: list[Hit] = field(default_factory=list)
    page: int = 1
    pages: int = 0
    understood: str = ""
    notes: list[str] = field(default_factory=list)
    suggestion: str | None = None
    problem: str | None = None


def search(
    query: str,
    *,
    sources: Iterable[Source | str] = (),
    date_from: date | None = None,
    date_to: date | None = None,
    sort: Sort = "relevance",
    page: int = 1,
    page_size: int = 20,
) -> SearchPage:
    """Articles that answer a query (see `language`), of some sources (or their slugs), from day to day (UTC, both
    inclusive). Without words all articles within the filters are found, the latest first.

    Never fails, whatever the query: see `notes` and `problem`. A page beyond the last has the count and no hits.
    Takes three queries of the database, whatever it finds, and some more once after articles were deleted.
    """
    parsed = parse(query)
    masks = _Masks([each if isinstance(each, str) else each.slug for each in sources], date_from, date_to)
    tree = parsed.tree or (All(()) if masks and not query.strip() else None)
    result = SearchPage(page=max(1, page), understood=render(parsed.tree), notes=parsed.notes)
    if tree is None:
        return result
    try:
        with budget.limited():
            return _answer(result, tree, masks, sort, page_size)
    except IndexProblem as problem:
        return replace(result, problem=str(problem))


@dataclass(frozen=True)
class _Masks:
    """The filters beside the query."""

    sources: list[str]
    date_from: date | None
    date_to: date | None

    def __bool__(self) -> bool:
        return bool(self.sources or self.date_from or self.date_to)

    def of(self, snapshot: Snapshot, hidden: list[int]) -> list[Mask]:
        masks = [filters.of_sources(snapshot, self.sources)] if self.sources else []
        if self.date_from or self.date_to:
            start = filters.midnight(self.date_from) if self.date_from else None
            end = filters.midnight(self.date_to, after=1) if self.date_to else None
            masks.append(filters.between(snapshot, start, end, end_excluded=True))
        shown = filters.without(snapshot, hidden)
        return masks if shown is None else [*masks, shown]


def _answer(result: SearchPage, tree: Node, masks: _Masks, sort: Sort, size: int) -> SearchPage:
    snapshot: Snapshot = connections["default"].get_backend().snapshot()
    start = (result.page - 1) * size
    compiled, found, articles = _ask(snapshot, tree, masks, sort, start, start + size)
    if len(articles) < len(found.page):
        # Articles were deleted behind the index's back: they are left out of all counts from now on.
        snapshot.gone = _deleted(snapshot)
        compiled, found, articles = _ask(snapshot, tree, masks, sort, start, start + size)
    marker = Marker(compiled.rows, compiled.patterns)
    with reading():
        suggested = suggestion(snapshot, tree, compiled.unknown)
    return replace(
        result,
        count=len(found),
        hits=_hits(snapshot, found, articles, marker),
        pages=math.ceil(len(found) / size),
        notes=[*result.notes, *compiled.notes],
        suggestion=suggested,
    )


def _ask(
    snapshot: Snapshot, tree: Node, masks: _Masks, sort: Sort, start: int, end: int
) -> tuple[Compiled, Found, dict[int, Article]]:
    hidden = list(Article.objects.pending("index").filter(hidden=True).values_list("pk", flat=True))
    with reading():
        compiled = compile_query(snapshot, tree)
        # Sources, days and authors alone make no article more relevant than another.
        order = _ORDER[sort if compiled.rows or compiled.patterns or sort == "oldest" else "newest"]
        found = find(snapshot, compiled.query, masks=masks.of(snapshot, hidden), order=order, start=start, end=end)
    numbers = snapshot.columns.article[found.page].tolist()
    return compiled, found, Article.objects.visible().for_lists().in_bulk(numbers)


def _deleted(snapshot: Snapshot) -> np.ndarray:
    """Documents whose article is not in the archive any more."""
    visible = np.fromiter(Article.objects.visible().values_list("pk", flat=True).iterator(), np.int64)
    return np.flatnonzero(snapshot.columns.live & ~np.isin(snapshot.columns.article, visible))


def _hits(snapshot: Snapshot, found: Found, articles: dict[int, Article], marker: Marker) -> list[Hit]:
    texts = dict(Article.objects.filter(pk__in=articles).values_list("pk", "text")) if articles else {}
    numbers = snapshot.columns.article[found.page].tolist()
    return [
        Hit(articles[number], float(score), marker.whole(articles[number].title), marker.snippet(texts.get(number, "")))
        for number, score in zip(numbers, found.scores, strict=True)
        if number in articles
    ]
