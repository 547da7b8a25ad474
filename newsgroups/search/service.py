"""Article search: the single entry point to the index for pages, feeds, the API and commands."""

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any as Any_
from typing import Unpack

import numpy as np
from haystack import connections

from newsgroups.models import Article, Pair
from newsgroups.search.evaluate.budget import QueryTooSlow
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.index.snapshot import Snapshot, reading
from newsgroups.search.query.ast import AllOf, AnyOf, Node, Words, render
from newsgroups.search.query.highlight import Fragment, Marker
from newsgroups.search.query.parser import parse
from newsgroups.search.query.query_words import is_stop_word
from newsgroups.search.results.attributes import Attributes, attributes
from newsgroups.search.results.facet_counts import Counted, count
from newsgroups.search.results.ranking import Ranked, Sort, rank
from newsgroups.search.results.search_filters import Filters, Narrowing, narrowing
from newsgroups.search.rewrite.compiler import Compiled, compile_query
from newsgroups.search.rewrite.fewer_words import with_slips, without_one
from newsgroups.search.rewrite.spelling import corrected

from .evaluate import budget

# Near copies listed under a hit; a link leads to all of them.
COPIES_NAMED = 10
# Articles in memory at a time when exporting all results.
_BATCH_SIZE = 500
# With this few hits, spelling suggestions are considered even if the archive contains every word.
_FEW = 3
# Number of words offered for removal.
_FEWER = 5


@dataclass(frozen=True)
class Hit:
    """An article in the results, with its score and highlighted query words.

    `copies` are the first of its near copies among the results, and `copy_count` is their total number. If the origin
    of the text is known, it leads.
    """

    article: Article
    score: float
    title: list[Fragment]
    snippet: list[Fragment]
    copies: list[Article] = field(default_factory=list)
    copy_count: int = 0


@dataclass(frozen=True)
class Suggestion:
    """Another query, and the number of articles it would find within the same filters."""

    query: str
    count: int


@dataclass(frozen=True)
class Fewer:
    """The query without one of its words, `left_out`, and the number of articles it finds."""

    left_out: str
    suggestion: Suggestion


@dataclass(frozen=True)
class SearchPage:
    """One page of results and everything to report about them.

    - `count` is the number of articles; `texts` is what the pages are cut from: the same unless near copies are folded.
    - `understood` is the query as parsed; `notes` lists what could not be parsed.
    - `left_out` are stop words that were ignored; `unknown` are words that the archive does not contain.
    - `suggestion` is a query in words of the archive.
    - `any_word` is the query with OR if no article has all words.
    - `nearly` is the query with approximate phrases if no article contains them exactly.
    - `fewer` contains queries without one word each, if they find anything.
    - `problem` says why no search was possible and how to fix it: change the query if `too_slow`, else the index.
    """

    count: int = 0
    texts: int = 0
    hits: list[Hit] = field(default_factory=list)
    page: int = 1
    pages: int = 0
    understood: str = ""
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    suggestion: Suggestion | None = None
    any_word: Suggestion | None = None
    nearly: Suggestion | None = None
    fewer: list[Fewer] = field(default_factory=list)
    counted: Counted = field(default_factory=Counted)
    problem: str | None = None
    too_slow: bool = False


def search(
    query: str,
    *,
    sort: Sort = "relevance",
    page: int = 1,
    page_size: int = 20,
    fold: bool = False,
    **filters: Unpack[Filters],
) -> SearchPage:
    """Search articles that match a query (see `parser`) within filters (see `search_filters`), with facets.

    Facets cover all hits. Without words, it returns all articles within the filters, latest first. `fold` shows near
    copies of a text under the first of them. It never fails, whatever the query: see `notes` and `problem`. A page
    beyond the last has the counts and no hits. It takes five database queries, however many articles it finds, and
    some more once after articles were deleted or regrouped.
    """
    within = narrowing(**filters)
    parsed = parse(query)
    result = SearchPage(page=max(1, page), understood=render(parsed.tree), notes=parsed.notes)
    tree = parsed.tree or (AllOf(()) if within and not query.strip() else None)
    if tree is None:
        return result
    try:
        searched = _opened()
        with budget.limited():
            return _Search(searched, tree, within, sort, fold).page(result, page_size)
    except IndexProblem as problem:
        return replace(result, problem=str(problem), too_slow=isinstance(problem, QueryTooSlow))


def iter_all(
    query: str,
    *,
    sort: Sort = "relevance",
    fold: bool = False,
    **filters: Unpack[Filters],
) -> Iterator[Article]:
    """Yield every article that `search` finds, in the same order, with source and story, a few hundred at a time.

    Raises IndexProblem before the first one.
    """
    within = narrowing(**filters)
    tree = parse(query).tree or (AllOf(()) if within and not query.strip() else None)
    if tree is None:
        return iter(())
    searched = _opened()
    with budget.limited():
        search = _Search(searched, tree, within, sort, fold)
        numbers = search.numbers(search.ranked.slice(0, search.ranked.texts))
    return _in_chunks(numbers)


def _in_chunks(numbers: list[int]) -> Iterator[Article]:
    for start in range(0, len(numbers), _BATCH_SIZE):
        chunk = numbers[start : start + _BATCH_SIZE]
        articles = Article.objects.visible().for_lists().in_bulk(chunk)
        yield from (articles[number] for number in chunk if number in articles)


def _opened() -> tuple[Snapshot, Attributes]:
    """Return the index and its attributes.

    The first caller after a change waits for them; that time does not count as the query's.
    """
    snapshot: Snapshot = connections["default"].get_backend().snapshot()
    with reading():
        return snapshot, attributes(snapshot)


class _Search:
    """One query on one snapshot, evaluated once."""

    def __init__(
        self, searched: tuple[Snapshot, Attributes], tree: Node, within: Narrowing, sort: Sort, fold: bool
    ) -> None:
        self.snapshot, self.known = searched
        self.tree, self.within, self.sort, self.fold = tree, within, sort, fold
        with reading():
            self.compiled: Compiled = compile_query(self.snapshot, tree, languages=within.languages)
            self.masks = within.masks(self.snapshot, self.known)
        self._rank()

    def _rank(self) -> None:
        hidden = list(Article.objects.hidden_since_indexed().values_list("pk", flat=True))
        # Sources, dates and authors alone do not make one article more relevant than another.
        scored = self.compiled.rows or self.compiled.patterns or self.sort == "oldest"
        with reading():
            self.ranked: Ranked = rank(
                self.snapshot,
                self.compiled.query,
                masks=list(self.masks.values()),
                hidden=hidden,
                sort=self.sort if scored else "newest",
                copies=self.known.copies if self.fold else None,
            )

    def page(self, result: SearchPage, size: int) -> SearchPage:
        start = (result.page - 1) * size
        shown = self.ranked.slice(start, start + size)
        copies = {hit: self.ranked.copies_of(hit) for hit in shown.tolist()} if self.fold else {}
        shown, copies = self._led_by_origins(shown, copies)
        wanted = [*shown.tolist(), *(copy for of_hit in copies.values() for copy in of_hit[:COPIES_NAMED])]
        numbers = self.numbers(np.array(wanted, np.int64))
        articles = Article.objects.visible().for_lists().in_bulk(numbers)
        if len(articles) < len(numbers):
            return self._without_deleted().page(result, size)
        with reading():
            return replace(
                result,
                count=self.ranked.count,
                texts=self.ranked.texts,
                hits=self._hits(shown, copies, articles),
                pages=math.ceil(self.ranked.texts / size),
                notes=[*result.notes, *dict.fromkeys(self.compiled.notes), *_unknown(self.compiled.unknown_sources)],
                left_out=self.compiled.left_out,
                unknown=self.compiled.unknown,
                counted=self._counted(),
                **self._other_queries(),
            )

    def _led_by_origins(
        self, shown: np.ndarray, copies: dict[int, list[int]]
    ) -> tuple[np.ndarray, dict[int, list[int]]]:
        """Put the origin of a text in the place of its copy, where it is known and was found, too. One query."""
        folded = {hit: found[:COPIES_NAMED] for hit, found in copies.items() if found}
        if not folded:
            return shown, copies
        numbers = {hit: self.numbers(np.array([hit, *found], np.int64)) for hit, found in folded.items()}
        origins = Pair.objects.origins_among({number for found in numbers.values() for number in found})
        leads = {}
        for hit, (number, *others) in numbers.items():
            place = next((place for place, other in enumerate(others) if (other, number) in origins), None)
            if place is not None:
                lead = folded[hit][place]
                leads[hit] = lead
                copies[lead] = [hit, *(copy for copy in copies.pop(hit) if copy != lead)]
        return np.array([leads.get(hit, hit) for hit in shown.tolist()], dtype=shown.dtype), copies

    def numbers(self, documents: np.ndarray) -> list[int]:
        ids: list[int] = self.snapshot.columns.article[documents].tolist()
        return ids

    def _without_deleted(self) -> "_Search":
        """Exclude articles that were deleted without updating the index from all counts from now on."""
        visible = np.fromiter(Article.objects.visible().values_list("pk", flat=True).iterator(), np.int64)
        columns = self.snapshot.columns
        self.snapshot.gone = np.flatnonzero(columns.live & ~np.isin(columns.article, visible))
        self._rank()
        return self

    def _hits(self, shown: np.ndarray, copies: dict[int, list[int]], articles: dict[int, Article]) -> list[Hit]:
        marker = Marker(self.compiled.rows, self.compiled.patterns)
        numbers = self.numbers(shown)
        texts = dict(Article.objects.filter(pk__in=numbers).values_list("pk", "text")) if numbers else {}
        hits = []
        for document, number in zip(shown.tolist(), numbers, strict=True):
            others = copies.get(document, [])
            named = [articles[pk] for pk in self.numbers(np.array(others[:COPIES_NAMED], np.int64))]
            article = articles[number]
            title = marker.whole(article.title, article.language)
            snippet = marker.snippet(texts.get(number, ""), article.language)
            hits.append(Hit(article, self.ranked.score(document), title, snippet, named, len(others)))
        return hits

    def _counted(self) -> Counted:
        first, last = self.within.date_from, self.within.date_to
        year = first.year if first and last and first.year == last.year else None
        return count(self.snapshot, self.known, self.ranked.unfiltered, self.masks, year=year)

    def _other_queries(self) -> dict[str, Any_]:
        """Return alternative queries, as far as the time budget allows."""
        alternatives: dict[str, Any_] = {}
        with suppress(QueryTooSlow):
            alternatives["suggestion"] = self._suggestion()
            if not self.ranked.count:
                alternatives["any_word"] = self._any_word()
                alternatives["nearly"] = self._nearly()
                alternatives["fewer"] = []
                alternatives["fewer"] += self._fewer()
        return alternatives

    def _nearly(self) -> Suggestion | None:
        tree = with_slips(self.tree)
        suggestion = self._count_of(tree) if tree else None
        return suggestion if suggestion and suggestion.count else None

    def _fewer(self) -> Iterator[Fewer]:
        """Yield the most significant words first: those whose removal leaves the fewest articles."""
        tried = [Fewer(text, self._count_of(rest)) for text, rest in without_one(self.tree)]
        good = sorted(filter(lambda fewer: fewer.suggestion.count, tried), key=lambda fewer: fewer.suggestion.count)
        yield from good[:_FEWER]

    def _suggestion(self) -> Suggestion | None:
        known = not self.compiled.unknown and not self.compiled.unknown_sources
        if known and self.ranked.count > _FEW:
            return None
        suggestion = self._count_of(self._corrected) if self._corrected else None
        return suggestion if suggestion and suggestion.count > self.ranked.count else None

    def _any_word(self) -> Suggestion | None:
        match self._corrected or self.tree:
            case AllOf(parts=parts) if len(wanted := _telling(parts)) > 1:
                rest = tuple(part for part in parts if not isinstance(part, Words))
                suggestion = self._count_of(AllOf((AnyOf(wanted), *rest)) if rest else AnyOf(wanted))
                return suggestion if suggestion.count else None
        return None

    @cached_property
    def _corrected(self) -> Node | None:
        return corrected(self.snapshot, self.tree, self.ranked.shown)

    def _count_of(self, tree: Node) -> Suggestion:
        compiled = compile_query(self.snapshot, tree, languages=self.within.languages)
        return Suggestion(render(tree), self.ranked.count_of(compiled.query))


def _unknown(sources: list[str]) -> list[str]:
    return [f"There is no outlet named “{name}”." for name in dict.fromkeys(sources)]


def _telling(parts: tuple[Node, ...]) -> tuple[Words, ...]:
    return tuple(part for part in parts if isinstance(part, Words) and not is_stop_word(part.text))
