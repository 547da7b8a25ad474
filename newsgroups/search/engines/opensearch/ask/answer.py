"""One question to the cluster: a request for a page of hits with all facets, and one more for near copies if folded."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsgroups.search.engines.interface import COPIES_NAMED, Copies, Question, Slice
from newsgroups.search.query.ast import Node
from newsgroups.search.results.facet_counts import Counted
from newsgroups.search.rewrite.compiler import compile_query
from newsgroups.search.rewrite.spelling import corrected

from . import facets, filters

if TYPE_CHECKING:
    from .index import ClusterIndex

Request = dict[str, Any]
ORDERS: dict[str, list[Request]] = {
    "relevance": [{"_score": "desc"}, {"article": "asc"}],
    "newest": [{"published": {"order": "desc", "missing": "_last"}}, {"article": "desc"}],
    "oldest": [{"published": {"order": "asc", "missing": "_last"}}, {"article": "asc"}],
}
# Columns instead of documents, which have nothing to show.
COLUMNS: Request = {"_source": False, "stored_fields": "_none_", "docvalue_fields": ["article", "copies", "group"]}


class ClusterFound:
    """The hits of a question from one position to another."""

    def __init__(self, index: "ClusterIndex", question: Question, start: int, end: int) -> None:
        self._index, self._question = index, question
        self.compiled = compile_query(index.vocabulary, question.tree, languages=question.within.languages)
        self._query = index.request(self.compiled.query)
        self._filters = filters.requests(question.within)
        sort = question.sort if self.compiled.is_scored or question.sort == "oldest" else "newest"
        self.order = ORDERS[sort]
        self._found: Mapping[str, Any] = {}
        self.slice = self._slice(start, end)

    @property
    def is_folded(self) -> bool:
        return self._question.fold

    def body(self, **parts: Any) -> Request:
        """Return a request for the hits in order; facets are counted before the filters apply."""
        post = {"post_filter": {"bool": {"filter": list(self._filters.values())}}} if self._filters else {}
        return {"query": self._index.shown(self._query), "sort": self.order, "track_scores": True, **post, **parts}

    def _slice(self, start: int, end: int) -> Slice:
        fold = self._question.fold
        asked = {"aggs": facets.aggregations(self._filters, fold=fold), "track_total_hits": True}
        if end <= self._index.WINDOW:
            folded = {"collapse": {"field": "copies"}} if fold else {}
            answer = self._index.search(self.body(**asked, **folded, **COLUMNS, size=end - start, **{"from": start}))
            hits = answer["hits"]["hits"]
        else:
            answer = self._index.search(self.body(**asked, size=0))
            hits = self._index.from_position(self, start, end)
        self._found = answer["aggregations"]
        count = answer["hits"]["total"]["value"]
        texts = facets.texts(self._found, count) if fold else count
        scores = {_article(hit): hit["_score"] or 0.0 for hit in hits}
        copies = self._copies(hits, scores) if fold else {}
        return Slice(count, texts, [_article(hit) for hit in hits], scores, copies)

    def _copies(self, hits: Sequence[Mapping[str, Any]], scores: dict[int, float]) -> dict[int, Copies]:
        """Return the other hits that are near copies of those shown, and add their scores."""
        groups = {hit["fields"]["group"][0]: _article(hit) for hit in hits if "group" in hit["fields"]}
        if not groups:
            return {}
        first = {"top_hits": {"size": COPIES_NAMED + 1, "sort": self.order, "track_scores": True, **COLUMNS}}
        by_group = {"terms": {"field": "group", "include": list(groups), "size": len(groups)}, "aggs": {"first": first}}
        inside = {"bool": {"filter": [*self._filters.values(), {"terms": {"group": list(groups)}}]}}
        body = {"size": 0, "query": {"bool": {"must": [self._index.shown(self._query)], "filter": [inside]}}}
        found = self._index.search(body | {"aggs": {"groups": by_group}})["aggregations"]["groups"]["buckets"]
        copies = {}
        for bucket in found:
            shown = groups[bucket["key"]]
            others = [hit for hit in bucket["first"]["hits"]["hits"] if _article(hit) != shown][:COPIES_NAMED]
            scores |= {_article(hit): hit["_score"] or 0.0 for hit in others}
            if others:
                copies[shown] = Copies([_article(hit) for hit in others], bucket["doc_count"] - 1)
        return copies

    def counted(self) -> Counted:
        by_day = None
        if facets.is_in_days(self._found):
            body = {"size": 0, "query": self._index.shown(self._query), "aggs": facets.days(self._filters)}
            by_day = self._index.search(body)["aggregations"]
        return facets.counted(self._found, year=self._question.within.single_year, by_day=by_day)

    def corrected(self) -> Node | None:
        with self._index.problems():
            return corrected(self._index.vocabulary, self._question.tree)

    def count_of(self, tree: Node) -> int:
        with self._index.problems():
            compiled = compile_query(self._index.vocabulary, tree, languages=self._question.within.languages)
            request = self._index.request(compiled.query)
            return self._index.count_of({"bool": {"filter": [request, *self._filters.values()]}})


def _article(hit: Mapping[str, Any]) -> int:
    return int(hit["fields"]["article"][0])
