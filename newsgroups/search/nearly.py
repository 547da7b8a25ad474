"""Half-remembered phrases: documents that hold most of the words of a phrase, about where they belong."""

import numpy as np
from whoosh import query as q

from newsgroups.search.evaluate.positions import Occurrences
from newsgroups.search.evaluate.term_scores import NOTHING, Scored
from newsgroups.search.index.snapshot import Snapshot

from .evaluate import budget
from .rows import Keys, place_keys, scored_place
from .wanted import Row

# So many words of a phrase may be wrong, missing or too many: one of three to five, two of more.
_SHORT, _FEW, _MANY = 5, 1, 2


class NearlyQuery(q.Or):
    """Documents with a phrase that may be wrong in a word or two. Whoosh's own matchers read it as OR."""

    def __init__(self, field: str, row: Row) -> None:
        super().__init__([q.Term(field, term) for term in row.terms])
        self.field, self.row = field, row

    def __repr__(self) -> str:
        return f"NearlyQuery({self.field!r}, {self.row!r})"


def slips_of(words: int) -> int:
    return _FEW if words <= _SHORT else _MANY


def nearly(snapshot: Snapshot, query: NearlyQuery) -> Scored:
    """A document scores the sum of what the words score that stand where they should."""
    places = [(number, place) for number, place in enumerate(query.row.places) if place]
    slips = slips_of(len(places))
    scored = [scored_place(snapshot, query.field, place) for _, place in places]
    votes = np.zeros(snapshot.size, np.int32)
    for documents, _ in scored:
        votes[documents] += 1
    candidates = np.flatnonzero(votes >= len(places) - slips)
    if not len(candidates):
        return NOTHING
    # With at most so many slips, one of the rarest words is right in every document that is to be found.
    rarest = sorted(range(len(places)), key=lambda each: len(scored[each][0]))
    keys: dict[int, Keys] = {}
    for each in rarest:
        budget.check()
        number, place = places[each]
        keys[each] = place_keys(snapshot, query.field, place, candidates) - number
    anchors = np.unique(np.concatenate([keys[each] for each in rarest[: slips + 1]]))
    right = np.zeros((len(anchors), len(places)), bool)
    for each in range(len(places)):
        right[:, each] = _any_between(keys[each], anchors - slips, anchors + slips)
    good = right.sum(axis=1) >= len(places) - slips
    found = np.unique(Occurrences.documents_of(anchors[good]))
    scores = np.zeros(len(found))
    for documents, each in scored:
        inside = np.isin(found, documents, assume_unique=True)
        scores[inside] += each[np.searchsorted(documents, found[inside])]
    return found, scores


def _any_between(keys: Keys, first: Keys, last: Keys) -> np.ndarray:
    return np.searchsorted(keys, first, "left") < np.searchsorted(keys, last, "right")
