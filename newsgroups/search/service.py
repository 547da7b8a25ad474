"""Article search: the single entry point to the index for pages, feeds, the API and commands."""

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any as Any_
from typing import Unpack

from newsgroups.models import Article, Pair
from newsgroups.search.evaluate import query_budget
from newsgroups.search.evaluate.query_budget import QueryTooSlow
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.query.ast import AllOf, AnyOf, Node, Words, render
from newsgroups.search.query.highlight import Fragment, Marker
from newsgroups.search.query.parser import parse
from newsgroups.search.query.query_words import is_stop_word
from newsgroups.search.results.facet_counts import Counted
from newsgroups.search.results.search_filters import Filters, narrowing
from newsgroups.search.rewrite.fewer_words import longest_part, with_slips, without_one

from .engines.interface import Copies, Question, SearchIndex, Sort, search_index

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
    - `part` is the longest part of a quoted phrase that occurs if not even an approximate phrase does.
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
    part: Suggestion | None = None
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
    beyond the last has the counts and no hits. It takes three database queries, however many articles it finds, and
    some more once after articles were deleted or regrouped.
    """
    within = narrowing(**filters)
    parsed = parse(query)
    result = SearchPage(page=max(1, page), understood=render(parsed.tree), notes=parsed.notes)
    tree = parsed.tree or (AllOf(()) if within and not query.strip() else None)
    if tree is None:
        return result
    try:
        index = search_index()
        index.refresh()
        with query_budget.limited():
            return _Search(index, Question(tree, within, sort, fold), result.page, page_size).page(result)
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
    index = search_index()
    index.refresh()
    with query_budget.limited():
        batches = index.every(Question(tree, within, sort, fold))
    return _in_chunks(batches)


def _in_chunks(batches: Iterator[Sequence[int]]) -> Iterator[Article]:
    for numbers in batches:
        for start in range(0, len(numbers), _BATCH_SIZE):
            chunk = numbers[start : start + _BATCH_SIZE]
            articles = Article.objects.visible().for_lists().in_bulk(chunk)
            yield from (articles[number] for number in chunk if number in articles)


class _Search:
    """One question, and the page that shows the answer."""

    def __init__(self, index: SearchIndex, question: Question, page: int, size: int) -> None:
        self.index, self.question, self.size = index, question, size
        self.first = (page - 1) * size
        self.found = index.find(question, self.first, self.first + size)

    def page(self, result: SearchPage) -> SearchPage:
        slice_ = self.found.slice
        shown, copies = _led_by_origins(slice_.articles, dict(slice_.copies))
        wanted = [*shown, *(copy for of_hit in copies.values() for copy in of_hit.first)]
        lines = Article.objects.visible().for_lists()
        # Of hits, the texts are shown; near copies are many, and only named.
        articles = (lines if copies else lines.with_texts()).in_bulk(wanted)
        if len(articles) < len(wanted):
            self.index.skip_deleted()
            return _Search(self.index, self.question, result.page, self.size).page(result)
        compiled = self.found.compiled
        return replace(
            result,
            count=slice_.count,
            texts=slice_.texts,
            hits=self._hits(shown, copies, articles),
            pages=math.ceil(slice_.texts / self.size),
            notes=[*result.notes, *dict.fromkeys(compiled.notes), *_unknown(compiled.unknown_sources)],
            left_out=compiled.left_out,
            unknown=compiled.unknown,
            counted=self.found.counted(),
            **self._other_queries(),
        )

    def _hits(self, shown: list[int], copies: dict[int, Copies], articles: dict[int, Article]) -> list[Hit]:
        marker = Marker(self.found.compiled.rows, self.found.compiled.patterns)
        texts = _texts(shown) if copies else {number: articles[number].text for number in shown}
        hits = []
        for number in shown:
            article, others = articles[number], copies.get(number, Copies())
            title = marker.whole(article.title, article.language)
            snippet = marker.snippet(texts.get(number, ""), article.language)
            named = [articles[copy] for copy in others.first]
            hits.append(Hit(article, self.found.slice.scores[number], title, snippet, named, others.count))
        return hits

    def _other_queries(self) -> dict[str, Any_]:
        """Return alternative queries, as far as the time budget allows."""
        alternatives: dict[str, Any_] = {}
        with suppress(QueryTooSlow):
            alternatives["suggestion"] = self._suggestion()
            if not self.found.slice.count:
                alternatives["any_word"] = self._any_word()
                alternatives["nearly"] = self._nearly()
                if not alternatives["nearly"]:
                    alternatives["part"] = self._part()
                alternatives["fewer"] = []
                alternatives["fewer"] += self._fewer()
        return alternatives

    def _nearly(self) -> Suggestion | None:
        tree = with_slips(self.question.tree)
        suggestion = self._count_of(tree) if tree else None
        return suggestion if suggestion and suggestion.count else None

    def _part(self) -> Suggestion | None:
        part = longest_part(self.question.tree, lambda tree: self._count_of(tree).count > 0)
        return self._count_of(part) if part else None

    def _fewer(self) -> Iterator[Fewer]:
        """Yield the most significant words first: those whose removal leaves the fewest articles."""
        tried = [Fewer(text, self._count_of(rest)) for text, rest in without_one(self.question.tree)]
        good = sorted(filter(lambda fewer: fewer.suggestion.count, tried), key=lambda fewer: fewer.suggestion.count)
        yield from good[:_FEWER]

    def _suggestion(self) -> Suggestion | None:
        known = not self.found.compiled.unknown and not self.found.compiled.unknown_sources
        if known and self.found.slice.count > _FEW:
            return None
        suggestion = self._count_of(self._corrected) if self._corrected else None
        return suggestion if suggestion and suggestion.count > self.found.slice.count else None

    def _any_word(self) -> Suggestion | None:
        match self._corrected or self.question.tree:
            case AllOf(parts=parts) if len(wanted := _telling(parts)) > 1:
                rest = tuple(part for part in parts if not isinstance(part, Words))
                suggestion = self._count_of(AllOf((AnyOf(wanted), *rest)) if rest else AnyOf(wanted))
                return suggestion if suggestion.count else None
        return None

    @cached_property
    def _corrected(self) -> Node | None:
        return self.found.corrected()

    def _count_of(self, tree: Node) -> Suggestion:
        return Suggestion(render(tree), self.found.count_of(tree))


def _led_by_origins(shown: Sequence[int], copies: dict[int, Copies]) -> tuple[list[int], dict[int, Copies]]:
    """Put the origin of a text in the place of its copy, where it is known and was found, too. One query."""
    if not copies:
        return list(shown), copies
    origins = Pair.objects.origins_among({number for hit in copies for number in (hit, *copies[hit].first)})
    leads = {}
    for hit, of_hit in list(copies.items()):
        lead = next((other for other in of_hit.first if (other, hit) in origins), None)
        if lead is not None:
            leads[hit] = lead
            others = [hit, *(copy for copy in of_hit.first if copy != lead)]
            copies[lead] = Copies(others, copies.pop(hit).count)
    return [leads.get(hit, hit) for hit in shown], copies


def _texts(shown: Sequence[int]) -> dict[int, str]:
    return dict(Article.objects.filter(pk__in=shown).values_list("pk", "text")) if shown else {}


def _unknown(sources: list[str]) -> list[str]:
    return [f"There is no outlet named “{name}”." for name in dict.fromkeys(sources)]


def _telling(parts: tuple[Node, ...]) -> tuple[Words, ...]:
    return tuple(part for part in parts if isinstance(part, Words) and not is_stop_word(part.text))
