"""Evaluates queries on posting arrays: the same documents and scores as Whoosh's matchers, many times faster.

Query types that this module does not implement (spans, fuzzy terms, wildcards of the stock syntax) fall back to
Whoosh's own matchers, which are read to the end.
"""

from collections.abc import Callable
from functools import reduce

import numpy as np
from whoosh import query as q
from whoosh.query import Query
from whoosh.searching import SearchContext

from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query.multilingual_terms import Row

from . import query_budget
from .half_remembered import NearlyQuery, nearly
from .masks import between
from .proximity import NearQuery, near
from .term_scores import NOTHING, Scored, scored_term
from .word_rows import ReadBy, RowQuery, row

# Whoosh's matchers step through this many documents in a few milliseconds.
_BETWEEN_CHECKS = 1_000


def evaluate(snapshot: Snapshot, query: Query) -> Scored:
    """Return all documents that match a query, in ascending order, with their scores."""
    query_budget.check()
    rule = _RULES.get(type(query))
    if rule is None or not snapshot.size:
        return by_matchers(snapshot, query) if snapshot.size else NOTHING
    return rule(snapshot, query)


def by_matchers(snapshot: Snapshot, query: Query) -> Scored:
    """Compute the same result with Whoosh's own matchers, document by document."""
    return snapshot.cached(("matchers", repr(query)), lambda: _drain(snapshot, query))


def _drain(snapshot: Snapshot, query: Query) -> Scored:
    documents: list[int] = []
    scores: list[float] = []
    searcher = snapshot.searcher
    context = SearchContext(needs_current=True, weighting=searcher.weighting)
    for leaf, offset in searcher.leaf_searchers():
        matcher = query.matcher(leaf, context)
        while matcher.is_active():
            if not len(documents) % _BETWEEN_CHECKS:
                query_budget.check()
            documents.append(matcher.id() + offset)
            scores.append(matcher.score())
            matcher.next()
    return np.array(documents, np.int64), np.array(scores, np.float64)


def _term(snapshot: Snapshot, query: q.Term) -> Scored:
    if query.fieldname not in snapshot.schema:
        return NOTHING
    field = snapshot.schema[query.fieldname]
    if field.format is None:
        return NOTHING
    try:
        term = field.to_bytes(query.text)
    except ValueError:
        return NOTHING
    return _boosted(scored_term(snapshot, query.fieldname, term), query.boost)


def _and(snapshot: Snapshot, query: q.And) -> Scored:
    parts = sorted((evaluate(snapshot, part) for part in query.subqueries), key=lambda part: len(part[0]))
    return _boosted(reduce(_intersect, parts), query.boost) if parts else NOTHING


def _or(snapshot: Snapshot, query: q.Or) -> Scored:
    if query.scale or query.minmatch:
        return by_matchers(snapshot, query)
    parts = [evaluate(snapshot, part) for part in query.subqueries]
    return _boosted(_unite(snapshot.size, parts), query.boost) if parts else NOTHING


def _and_not(snapshot: Snapshot, query: q.AndNot) -> Scored:
    (documents, scores), (excluded, _) = evaluate(snapshot, query.a), evaluate(snapshot, query.b)
    kept = ~_mask(snapshot.size, excluded)[documents]
    return documents[kept], scores[kept]


def _not(snapshot: Snapshot, query: q.Not) -> Scored:
    """Return every other document; Whoosh gives each a score of 1."""
    documents = np.flatnonzero(snapshot.columns.live & ~_mask(snapshot.size, evaluate(snapshot, query.query)[0]))
    return documents, np.ones(len(documents))


def _and_maybe(snapshot: Snapshot, query: q.AndMaybe) -> Scored:
    (documents, scores), (liked, extra) = evaluate(snapshot, query.a), evaluate(snapshot, query.b)
    place = np.searchsorted(documents, liked)
    inside = place < len(documents)
    inside[inside] = documents[place[inside]] == liked[inside]
    raised = scores.copy()
    raised[place[inside]] += extra[inside]
    return documents, raised


def _every(snapshot: Snapshot, query: q.Every) -> Scored:
    if query.fieldname is not None:
        return by_matchers(snapshot, query)
    documents = np.flatnonzero(snapshot.columns.live)
    return documents, np.full(len(documents), float(query.boost))


def _nothing(snapshot: Snapshot, query: Query) -> Scored:
    return NOTHING


def _range(snapshot: Snapshot, query: q.NumericRange) -> Scored:
    """Evaluate a date range on the column; every document gets the same score."""
    if query.fieldname != "published" or not query.constantscore:
        return by_matchers(snapshot, query)
    documents = np.flatnonzero(between(snapshot, query.start, query.end, query.startexcl, query.endexcl))
    return documents, np.full(len(documents), float(query.boost))


def _phrase(snapshot: Snapshot, query: q.Phrase) -> Scored:
    if query.slop != 1 or len(query.words) < 2 or query.fieldname not in snapshot.schema:
        return by_matchers(snapshot, query)
    return _row(snapshot, RowQuery(query.fieldname, Row.of_terms(query.words), query.boost))


def _row(snapshot: Snapshot, query: RowQuery) -> Scored:
    return _boosted(snapshot.cached(("row", query.field, query.row), lambda: row(snapshot, query)), query.boost)


def _nearly(snapshot: Snapshot, query: NearlyQuery) -> Scored:
    return snapshot.cached(("nearly", query.field, query.row), lambda: nearly(snapshot, query))


def _read_by(snapshot: Snapshot, query: ReadBy) -> Scored:
    documents = np.flatnonzero(snapshot.columns.live & snapshot.of_analyses(query.analyses))
    return documents, np.zeros(len(documents))


def _near(snapshot: Snapshot, query: NearQuery) -> Scored:
    return snapshot.cached(("near", repr(query)), lambda: near(snapshot, query))


def _intersect(left: Scored, right: Scored) -> Scored:
    """Return the documents in both with the sum of their scores; `left` is the shorter list."""
    (documents, scores), (others, more) = left, right
    if not len(documents) or not len(others):
        return NOTHING
    place = np.minimum(np.searchsorted(others, documents), len(others) - 1)
    both = others[place] == documents
    return documents[both], scores[both] + more[place[both]]


def _unite(size: int, parts: list[Scored]) -> Scored:
    if len(parts) == 1:
        return parts[0]
    total, is_match = np.zeros(size), np.zeros(size, bool)
    for documents, scores in parts:
        total[documents] += scores
        is_match[documents] = True
    documents = np.flatnonzero(is_match)
    return documents, total[documents]


def _mask(size: int, documents: np.ndarray) -> np.ndarray:
    mask = np.zeros(size, bool)
    mask[documents] = True
    return mask


def _boosted(scored: Scored, boost: float) -> Scored:
    return scored if boost == 1 else (scored[0], scored[1] * boost)


_RULES: dict[type[Query], Callable[[Snapshot, Query], Scored]] = {
    q.Term: _term,
    q.And: _and,
    q.Or: _or,
    q.AndNot: _and_not,
    q.AndMaybe: _and_maybe,
    q.Not: _not,
    q.Every: _every,
    q.Phrase: _phrase,
    RowQuery: _row,
    NearlyQuery: _nearly,
    ReadBy: _read_by,
    NearQuery: _near,
    q.NumericRange: _range,
    q.DateRange: _range,
    type(q.NullQuery): _nothing,
}
