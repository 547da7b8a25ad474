"""Rows of words in which each place accepts several terms: phrases, exact word forms, stems in several languages."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray
from whoosh import query as q

from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query.multilingual_terms import Place, Row, Wanted

from . import query_budget
from .positions import Occurrences, occurrences
from .term_scores import NOTHING, Documents, Scored, scored_term

# Documents and positions combined in ascending integers (see `positions`).
Keys = NDArray[np.int64]


class RowQuery(q.And):
    """Matches documents that contain a row.

    Whoosh's own matchers treat it as AND of its terms in any form, which matches more documents.
    """

    def __init__(self, field: str, row: Row, boost: float = 1.0) -> None:
        places = [q.Or([q.Term(field, term.term) for term in place]) for place in row.places if place]
        super().__init__(places, boost=boost)
        self.field, self.row = field, row

    def __repr__(self) -> str:
        return f"RowQuery({self.field!r}, {self.row!r}, boost={self.boost})"


class ReadBy(q.Every):
    """Matches documents in languages that these analyses read; the score is 0."""

    def __init__(self, analyses: frozenset[str]) -> None:
        super().__init__()
        self.analyses = analyses

    def __repr__(self) -> str:
        return f"ReadBy({sorted(self.analyses)!r})"


def row(snapshot: Snapshot, query: RowQuery) -> Scored:
    """Score each document with the sum of its words' scores; each word counts with the best of its terms."""
    places = query.row.places
    scored = [scored_place(snapshot, query.field, place) for place in places if place]
    if len(places) == 1 and all(term.code is None for term in places[0]):
        return scored[0]
    candidates = common([documents for documents, _ in scored])
    if not len(candidates):
        return NOTHING
    lengths = iter([len(documents) for documents, _ in scored])
    frequent = [next(lengths) if place else 0 for place in places]
    matches = _distinct(Occurrences.documents_of(starts(snapshot, query.field, query.row, candidates, frequent)))
    scores = (term_scores[np.searchsorted(documents, matches)] for documents, term_scores in scored)
    return matches, reduce(np.add, scores)


def scored_place(snapshot: Snapshot, field: str, place: Place) -> Scored:
    """Return the documents with any of the terms, in ascending order, with the best of their scores."""
    parts = [_of_language(snapshot, term, *scored_term(snapshot, field, term.term.encode())) for term in place]
    parts = [part for part in parts if len(part[0])]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    documents, back = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
    best = np.zeros(len(documents))
    np.maximum.at(best, back, np.concatenate([part[1] for part in parts]))
    return documents, best


def _of_language(snapshot: Snapshot, term: Wanted, documents: Documents, scores: NDArray[np.float64]) -> Scored:
    if term.analyses is None or not len(documents):
        return documents, scores
    kept = snapshot.of_analyses(term.analyses)[documents]
    return documents[kept], scores[kept]


def common(lists: Sequence[Documents]) -> Documents:
    """Return the documents that occur in all of the lists."""
    return reduce(_common, sorted(lists, key=len))


def _common(shorter: Documents, longer: Documents) -> Documents:
    if not len(shorter) or not len(longer):
        return NOTHING[0]
    place = np.minimum(np.searchsorted(longer, shorter), len(longer) - 1)
    both: Documents = shorter[longer[place] == shorter]
    return both


def starts(snapshot: Snapshot, field: str, row: Row, candidates: Documents, frequent: Sequence[int]) -> Keys:
    """Return the positions at which rows start in the candidates.

    Rare places are read first; `frequent` gives the document frequency of each.
    """
    row_keys: Keys | None = None
    # Each further word is read only in candidates that still match after the previous ones.
    for number in sorted(range(len(row.places)), key=frequent.__getitem__):
        if not row.places[number]:
            continue
        query_budget.check()
        here = place_keys(snapshot, field, row.places[number], candidates) - number
        row_keys = here if row_keys is None else _common(*sorted((row_keys, here), key=len))
        candidates = _distinct(Occurrences.documents_of(row_keys))
        if not len(candidates):
            break
    return np.empty(0, np.int64) if row_keys is None else row_keys


def place_keys(snapshot: Snapshot, field: str, place: Place, candidates: Documents) -> Keys:
    """Return the positions of any term of a place in the candidates."""
    parts = []
    for term in place:
        inside = candidates
        if term.analyses is not None:
            inside = candidates[snapshot.of_analyses(term.analyses)[candidates]]
        parts.append(occurrences(snapshot, field, term.term.encode(), inside, code=term.code).keys())
    return parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))


def _distinct(ascending: Documents) -> Documents:
    distinct: Documents = ascending[np.diff(ascending, prepend=-1) != 0]
    return distinct
