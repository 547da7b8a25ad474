"""Proximity search: words near each other in any order, from the positions in their posting lists."""

from functools import reduce

import numpy as np
from numpy.typing import NDArray
from whoosh import query as q

from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query.multilingual_terms import Row

from .positions import Occurrences
from .term_scores import NOTHING, Scored
from .word_rows import Keys, common, scored_place, starts


class NearQuery(q.And):
    """Two rows of words (a row of one is a single word) at most `distance` words apart.

    Whoosh's own matchers treat it as AND, which matches more documents.
    """

    def __init__(self, field: str, rows: tuple[Row, Row], distance: int) -> None:
        super().__init__([q.Term(field, term) for row in rows for term in row.terms])
        self.field, self.rows, self.distance = field, rows, distance

    def __repr__(self) -> str:
        return f"NearQuery({self.field!r}, {self.rows!r}, {self.distance})"


def near(snapshot: Snapshot, query: NearQuery) -> Scored:
    """Score each document with the sum of the scores of its words, as for a phrase."""
    places = dict.fromkeys(place for row in query.rows for place in row.places)
    scored = [scored_place(snapshot, query.field, place) for place in places]
    candidates = common([documents for documents, _ in scored])
    if not len(candidates):
        return NOTHING
    left, right = (starts(snapshot, query.field, row, candidates, [0] * len(row.places)) for row in query.rows)
    close = _near(left, right, len(query.rows[0].places), len(query.rows[1].places), query.distance)
    documents = np.unique(Occurrences.documents_of(left[close]))
    scores = (term_scores[np.searchsorted(others, documents)] for others, term_scores in scored)
    return documents, reduce(np.add, scores)


def _near(left: Keys, right: Keys, left_words: int, right_words: int, distance: int) -> NDArray[np.bool_]:
    """Select the rows on the left with a row on the right at most `distance` words away and no word in common."""
    after = _any_between(right, left + left_words, left + left_words - 1 + distance)
    before = _any_between(right, left - right_words + 1 - distance, left - right_words)
    return after | before


def _any_between(keys: Keys, first: Keys, last: Keys) -> NDArray[np.bool_]:
    return np.searchsorted(keys, first, "left") < np.searchsorted(keys, last, "right")
