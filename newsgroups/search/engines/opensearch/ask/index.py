"""The cluster's index as the search page needs it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain
from typing import Any

from whoosh.query import Query

from newsgroups.models import Article
from newsgroups.search.engines.interface import Question
from newsgroups.search.engines.opensearch import connection
from newsgroups.search.engines.opensearch.connection import TOO_MUCH
from newsgroups.search.engines.opensearch.write import states
from newsgroups.search.engines.opensearch.write.generations import Generations
from newsgroups.search.evaluate import query_budget
from newsgroups.search.evaluate.query_budget import QueryTooSlow
from newsgroups.search.query.ast import Node
from newsgroups.search.query.multilingual_terms import Place, Row
from newsgroups.search.rewrite.compiler import compile_query
from newsgroups.text.languages.analysis import Analysis

from .answer import COLUMNS, ClusterFound
from .half_remembered import nearly_request
from .translate import Request, Translator, row_request
from .vocabulary import ClusterVocabulary

# The time that a node spends on one request before it returns what it has.
_NODE_TIME = "2s"
# Hits per request when many are read.
_BATCH = 5_000
# Words with a beginning that are counted beside other words.
_TRIED = 60


class ClusterIndex:
    """The articles and words of one archive in a cluster.

    `gone` are articles deleted from the database without updating the index, `refreshed` brings attributes of documents
    up to date, and `preference` chooses the copies of shards that answer (by default, any).
    """

    # The cluster shows hits up to here by position; those after it are read in batches.
    WINDOW = 10_000

    def __init__(
        self, generations: Generations, gone: set[int], refreshed: Callable[[], None], preference: str | None
    ) -> None:
        self._generations, self._gone, self._refreshed = generations, gone, refreshed
        self._preference = {"preference": preference} if preference else {}
        self._hidden: list[int] | None = None
        self._client = generations.reader
        self.vocabulary = ClusterVocabulary(self._client, generations.articles, generations.words, self.count_of)
        self._analyses = self._analyses_of_index()
        self._translator = Translator(self._analyses, self._nearly)

    def _analyses_of_index(self) -> Sequence[Analysis]:
        """An index that does not exist is noticed here, before anything depends on it."""
        from opensearchpy.exceptions import NotFoundError

        with self.problems():
            try:
                return self.vocabulary.analyses
            except NotFoundError:
                # Says whether there is none at all or one of another version.
                self._generations.current()
                raise

    def problems(self) -> AbstractContextManager[None]:
        return connection.problems(self._generations.cluster)

    @property
    def analyses(self) -> Sequence[Analysis]:
        return self._analyses

    def refresh(self) -> None:
        with self.problems():
            self._refreshed()

    def find(self, question: Question, start: int, end: int) -> ClusterFound:
        with self.problems():
            return ClusterFound(self, question, start, end)

    def every(self, question: Question) -> Iterator[Sequence[int]]:
        found = self.find(question, 0, 0)
        batches = self._batches(found, fold=question.fold)
        first = next(batches, [])
        return chain([first], batches)

    def _batches(self, found: ClusterFound, *, fold: bool) -> Iterator[list[int]]:
        for hits in self._pages(found, fold=fold):
            yield [int(hit["fields"]["article"][0]) for hit in hits]

    def _pages(self, found: ClusterFound, *, fold: bool) -> Iterator[list[Mapping[str, Any]]]:
        """Yield all hits in order, as of one moment. The cluster cannot both fold and continue, so folding is ours."""
        with self.problems():
            moment = {"keep_alive": "1m", **self._preference}
            pit = self._client.create_pit(index=self._generations.articles, params=moment)["pit_id"]
        seen: set[int] = set()
        body = found.body(**COLUMNS, size=_BATCH, pit={"id": pit, "keep_alive": "1m"})
        try:
            while hits := self._search(body, None)["hits"]["hits"]:
                yield [hit for hit in hits if not fold or _is_first(hit, seen)]
                body["search_after"] = hits[-1]["sort"]
        finally:
            with self.problems():
                self._client.delete_pit(body={"pit_id": [pit]})

    def from_position(self, found: ClusterFound, start: int, end: int) -> list[Mapping[str, Any]]:
        """Return hits beyond WINDOW, by reading those before them."""
        passed: list[Mapping[str, Any]] = []
        skipped = 0
        for hits in self._pages(found, fold=found.is_folded):
            query_budget.check()
            passed += hits[max(0, start - skipped) : max(0, end - skipped)]
            skipped += len(hits)
            if skipped >= end:
                break
        return passed

    def count(self, tree: Node) -> int:
        with self.problems():
            return self.count_of(self.request(compile_query(self.vocabulary, tree).query))

    def count_of(self, request: Request) -> int:
        """Return the number of visible articles that a request finds."""
        query_budget.check()
        body = {"size": 0, "query": {"bool": {"filter": [self.shown(request)]}}, "track_total_hits": True}
        return int(self.search(body)["hits"]["total"]["value"])

    def search(self, body: Request) -> Mapping[str, Any]:
        with self.problems():
            return self._search(body, self._generations.articles)

    def _search(self, body: Request, index: str | None) -> Mapping[str, Any]:
        """Raises QueryTooSlow if a node ran out of time: part of an answer is none."""
        query_budget.check()
        preference = self._preference if index else {}
        params = {"allow_partial_search_results": "false", **preference}
        with self.problems():
            answer: Mapping[str, Any] = self._client.search(
                body={"timeout": _NODE_TIME, **body}, index=index, params=params
            )
        if answer["timed_out"]:
            raise QueryTooSlow(TOO_MUCH)
        return answer

    def request(self, query: Query) -> Request:
        return self._translator.request(query)

    def shown(self, request: Request) -> Request:
        """Return a request limited to visible articles."""
        unseen = [*self._hidden_ids(), *self._gone]
        if not unseen:
            return request
        return {"bool": {"must": [request], "must_not": [{"terms": {"article": unseen}}]}}

    def _hidden_ids(self) -> list[int]:
        if self._hidden is None:
            self._hidden = list(Article.objects.hidden_since_indexed().values_list("pk", flat=True))
        return self._hidden

    def _nearly(self, field: str, row: Row) -> Request:
        return nearly_request(field, row, self._analyses, self._first)

    def _first(self, request: Request, most: int) -> list[int]:
        answer = self.search({**COLUMNS, "query": request, "size": most, "track_total_hits": False})
        return [int(hit["fields"]["article"][0]) for hit in answer["hits"]["hits"]]

    def skip_deleted(self) -> None:
        with self.problems():
            self._gone.update(states.surplus(self._client, self._generations.articles))

    def title_words(self, beginning: str, beside: Sequence[Place], most: int) -> list[str]:
        with self.problems():
            frequent = self.vocabulary.beginning("words", beginning, _TRIED)
        unseen = self._hidden_ids() or self._gone
        if not frequent or not (beside or unseen):
            return frequent[:most]
        rows = [row_request("text", Row((place,)), self._analyses) for place in beside]
        by_word = {"filters": {"filters": {word: {"term": {"words": word}} for word in frequent}}}
        body = {"size": 0, "query": self.shown({"bool": {"filter": rows}}), "aggs": {"words": by_word}}
        buckets = self.search(body)["aggregations"]["words"]["buckets"]
        counts = {word: buckets[word]["doc_count"] for word in frequent if buckets[word]["doc_count"]}
        return sorted(counts, key=lambda word: -counts[word])[:most]

    def titles(self, terms: Sequence[str], beside: Sequence[Place], most: int) -> list[int]:
        rows = [row_request("title", Row((place,)), self._analyses) for place in beside]
        any_term = {"bool": {"should": [{"term": {"title": term}} for term in terms], "minimum_should_match": 1}}
        return self._first({"bool": {"must": [*rows, any_term]}}, most)


def _is_first(hit: Mapping[str, Any], seen: set[int]) -> bool:
    group = hit["fields"]["copies"][0]
    is_new = group not in seen
    seen.add(group)
    return is_new
