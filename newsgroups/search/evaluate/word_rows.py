"""Words in a row, each as any of several terms: phrases, words in one form, words in the stems of several languages."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray
from whoosh import query as q

from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query.wanted import Place, Row, Wanted

from . import budget
from .positions import Occurrences, occurrences
from .term_scores import NOTHING, Documents, Scored, scored_term

# Documents and positions in one ascending number (see `positions`).
Keys = NDArray[np.int64]


class RowQuery(q.And):
    """Documents that hold a row. Whoosh's own matchers read it as AND of its terms in any form, which finds more."""

    def __init__(self, field: str, row: Row, boost: float = 1.0) -> None:
        places = [q.Or([q.Term(field, each.term) for each in place]) for place in row.places if place]
        super().__init__(places, boost=boost)
        self.field, self.row = field, row

    def __repr__(self) -> str:
        return f"RowQuery({self.field!r}, {self.row!r}, boost={self.boost})"


class ReadBy(q.Every):
    """Documents in languages that these analyses read; they score nothing."""

    def __init__(self, analyses: frozenset[str]) -> None:
        super().__init__()
        self.analyses = analyses

    def __repr__(self) -> str:
        return f"ReadBy({sorted(self.analyses)!r})"


def row(snapshot: Snapshot, query: RowQuery) -> Scored:
    """A document scores the sum of what its words score, each as the best of its terms."""
    places = query.row.places
    scored = [scored_place(snapshot, query.field, place) for place in places if place]
    if len(places) == 1 and all(each.code is None for each in places[0]):
        return scored[0]
    candidates = common([documents for documents, _ in scored])
    if not len(candidates):
        return NOTHING
    lengths = iter([len(documents) for documents, _ in scored])
    frequent = [next(lengths) if place else 0 for place in places]
    found = _distinct(Occurrences.documents_of(starts(snapshot, query.field, query.row, candidates, frequent)))
    return found, sum(each[np.searchsorted(documents, found)] for documents, each in scored)


def scored_place(snapshot: Snapshot, field: str, place: Place) -> Scored:
    """Documents with any of the terms, ascending, with the best of their scores."""
    parts = [_of_language(snapshot, each, *scored_term(snapshot, field, each.term.encode())) for each in place]
    parts = [part for part in parts if len(part[0])]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    documents, back = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
    best = np.zeros(len(documents))
    np.maximum.at(best, back, np.concatenate([part[1] for part in parts]))
    return documents, best


def _of_language(snapshot: Snapshot, each: Wanted, documents: Documents, scores: NDArray[np.float64]) -> Scored:
    if each.analyses is None or not len(documents):
        return documents, scores
    kept = snapshot.of_analyses(each.analyses)[documents]
    return documents[kept], scores[kept]


def common(lists: Sequence[Documents]) -> Documents:
    """Documents that stand in all of the lists."""
    return reduce(_common, sorted(lists, key=len))


def _common(shorter: Documents, longer: Documents) -> Documents:
    if not len(shorter) or not len(longer):
        return NOTHING[0]
    place = np.minimum(np.searchsorted(longer, shorter), len(longer) - 1)
    return shorter[longer[place] == shorter]


def starts(snapshot: Snapshot, field: str, row: Row, candidates: Documents, frequent: Sequence[int]) -> Keys:
    """Where rows start in the candidates; places with rare words are read first, `frequent` says which those are."""
    found: Keys | None = None
    # Each further word has to be read only where those before it leave a chance.
    for number in sorted(range(len(row.places)), key=frequent.__getitem__):
        if not row.places[number]:
            continue
        budget.check()
        here = place_keys(snapshot, field, row.places[number], candidates) - number
        found = here if found is None else _common(*sorted((found, here), key=len))
        candidates = _distinct(Occurrences.documents_of(found))
        if not len(candidates):
            break
    return np.empty(0, np.int64) if found is None else found


def place_keys(snapshot: Snapshot, field: str, place: Place, candidates: Documents) -> Keys:
    """Where any of the terms of a place stands in the candidates."""
    parts = []
    for each in place:
        inside = candidates
        if each.analyses is not None:
            inside = candidates[snapshot.of_analyses(each.analyses)[candidates]]
        parts.append(occurrences(snapshot, field, each.term.encode(), inside, code=each.code).keys())
    return parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))


def _distinct(ascending: Documents) -> Documents:
    return ascending[np.diff(ascending, prepend=-1) != 0]
