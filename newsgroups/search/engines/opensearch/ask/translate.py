"""Translates compiled queries (see `rewrite.compiler`) to requests in OpenSearch's query language.

No text of a visitor is passed through: requests contain terms, numbers, and names of fields only.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from haystack.constants import ID
from haystack.exceptions import SearchBackendError
from whoosh import query as q
from whoosh.query import Query

from newsgroups.search.engines.opensearch import rows
from newsgroups.search.evaluate.half_remembered import NearlyQuery
from newsgroups.search.evaluate.masks import microseconds
from newsgroups.search.evaluate.proximity import NearQuery
from newsgroups.search.evaluate.word_rows import ReadBy, RowQuery
from newsgroups.search.query.multilingual_terms import Place, Row
from newsgroups.text.languages.analysis import Analysis

Request = dict[str, Any]
# Finds the articles that contain a phrase in other words.
Nearly = Callable[[str, Row], Request]

NOTHING: Request = {"match_none": {}}
EVERYTHING: Request = {"match_all": {}}


class Translator:
    """Translates queries for an archive with these analyses."""

    def __init__(self, analyses: Sequence[Analysis], nearly: Nearly) -> None:
        self._analyses, self._nearly = analyses, nearly

    def request(self, query: Query) -> Request:
        """Return the request for a query. Raises SearchBackendError for a kind that our own queries do not have."""
        match query:
            case RowQuery():
                return _boosted(row_request(query.field, query.row, self._analyses), query.boost)
            case NearQuery():
                return near_request(query.field, query.rows, query.distance, self._analyses)
            case NearlyQuery():
                return self._nearly(query.field, query.row)
            case ReadBy():
                return _constant({"terms": {"analysis": sorted(query.analyses)}}, 0)
            case q.Term():
                return self._term(query)
            case q.Phrase() if query.slop == 1:
                return _boosted(row_request(query.fieldname, Row.of_terms(query.words), self._analyses), query.boost)
            case q.AndMaybe():
                return _bool(must=[self.request(query.a)], should=[self.request(query.b)])
            case q.AndNot():
                return _bool(must=[self.request(query.a)], must_not=[self.request(query.b)])
            case q.And():
                return _boosted(_bool(must=[self.request(part) for part in query.subqueries]), query.boost)
            case q.Or():
                return _boosted(any_of([self.request(part) for part in query.subqueries]), query.boost)
            case q.Not():
                return _bool(must=[EVERYTHING], must_not=[self.request(query.query)])
            case q.Every():
                return EVERYTHING if query.fieldname is None else _constant({"exists": {"field": query.fieldname}}, 1)
            case q.DateRange() | q.NumericRange():
                return _range(query)
            case q.Prefix() | q.Wildcard():
                kind = "prefix" if isinstance(query, q.Prefix) else "wildcard"
                return {kind: {query.fieldname: {"value": query.text}}}
        if query is q.NullQuery:
            return NOTHING
        raise SearchBackendError(f"the search cluster has no {type(query).__name__}")

    def _term(self, query: q.Term) -> Request:
        field, text = query.fieldname, query.text
        text = text if isinstance(text, str) else text.decode()
        if field == ID:
            return _constant({"term": {"article": text.rpartition(".")[2]}}, query.boost)
        if field in ("source", "language"):
            return _constant({"term": {field: text}}, query.boost)
        return {"term": {field: {"value": text, "boost": query.boost}}}


def row_request(field: str, row: Row, analyses: Sequence[Analysis]) -> Request:
    """Return the request for words in a row; texts of each language are asked for their own terms."""
    return _by_language(analyses, [row], lambda places: _phrase(field, places[0]))


def near_request(field: str, pair: tuple[Row, Row], distance: int, analyses: Sequence[Analysis]) -> Request:
    """Return the request for two rows with at most so many words from one to the next, in either order."""
    return _by_language(analyses, pair, lambda places: _near(field, places[0], places[1], distance))


def _by_language(
    analyses: Sequence[Analysis], asked: Sequence[Row], request: Callable[[list[Sequence[Place]]], Request]
) -> Request:
    """Combine the requests of all languages; languages with the same terms share one."""
    codes: dict[tuple[tuple[Place, ...], ...], list[str]] = {}
    for analysis in analyses:
        places = tuple(tuple(_of_language(place, analysis.code) for place in row.places) for row in asked)
        originals = [place for row in asked for place in row.places]
        if all(here or not before for here, before in zip(sum(places, ()), originals, strict=True)):
            codes.setdefault(places, []).append(analysis.code)
    requests = []
    for places, of_places in codes.items():
        made = request(list(places))
        if len(of_places) < len(analyses):
            made = _bool(must=[made], filter=[{"terms": {"analysis": of_places}}])
        requests.append(made)
    return any_of(requests)


def _of_language(place: Place, code: str) -> Place:
    return tuple(term for term in place if term.analyses is None or code in term.analyses)


def _phrase(field: str, places: Sequence[Place]) -> Request:
    """Return the request for places in a row, without those at its ends that accept any word."""
    told = _without_open_ends(places)
    return {"match_phrase": {field: {"query": rows.asked(told)}}} if told else EVERYTHING


def _without_open_ends(places: Sequence[Place]) -> Sequence[Place]:
    told = [number for number, place in enumerate(places) if place]
    return places[told[0] : told[-1] + 1] if told else ()


def _near(field: str, left: Sequence[Place], right: Sequence[Place], distance: int) -> Request:
    """Filter by the terms first, which is cheap, and read positions of what is left."""
    both = [{"match": {"query": rows.asked(row), "ordered": True, "max_gaps": 0}} for row in (left, right)]
    orders = [
        {"all_of": {"intervals": order, "ordered": True, "max_gaps": distance - 1}} for order in (both, both[::-1])
    ]
    scored = [{"match_phrase": {field: {"query": rows.asked([place])}}} for place in dict.fromkeys((*left, *right))]
    return _bool(must=scored, filter=[{"intervals": {field: {"any_of": {"intervals": orders}}}}])


def any_of(requests: Sequence[Request]) -> Request:
    if len(requests) == 1:
        return requests[0]
    return _bool(should=list(requests), minimum_should_match=1) if requests else NOTHING


def _bool(**parts: Any) -> Request:
    return {"bool": parts}


def _constant(request: Request, score: float) -> Request:
    return {"constant_score": {"filter": request, "boost": score}}


def _boosted(request: Request, boost: float) -> Request:
    return request if boost == 1 else _bool(must=[request], boost=boost)


def _range(query: q.NumericRange) -> Request:
    bounds = {}
    if query.start is not None:
        bounds["gt" if query.startexcl else "gte"] = _number(query.start)
    if query.end is not None:
        bounds["lt" if query.endexcl else "lte"] = _number(query.end)
    return _constant({"range": {query.fieldname: bounds}}, query.boost)


def _number(bound: Any) -> int:
    return microseconds(bound.replace(tzinfo=bound.tzinfo or UTC)) if isinstance(bound, datetime) else int(bound)
