"""Half-remembered phrases: documents that contain most words of a phrase in about the right places."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh import query as q

from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query.multilingual_terms import Row

from . import query_budget
from .positions import Occurrences
from .term_scores import NOTHING, Scored
from .word_rows import Keys, place_keys, scored_place

# The number of words of a phrase that may be wrong, missing or extra: one for three to five words, two for more.
_SHORT, _FEW, _MANY = 5, 1, 2


class NearlyQuery(q.Or):
    """Matches documents with a phrase that may differ in a word or two. Whoosh's own matchers treat it as OR."""

    def __init__(self, field: str, row: Row) -> None:
        super().__init__([q.Term(field, term) for term in row.terms])
        self.field, self.row = field, row

    def __repr__(self) -> str:
        return f"NearlyQuery({self.field!r}, {self.row!r})"


def slips_of(words: int) -> int:
    return _FEW if words <= _SHORT else _MANY


def nearly(snapshot: Snapshot, query: NearlyQuery) -> Scored:
    """Score each document with the sum of the scores of the words that are in place."""
    places = [(number, place) for number, place in enumerate(query.row.places) if place]
    slips = slips_of(len(places))
    scored = [scored_place(snapshot, query.field, place) for _, place in places]
    votes = np.zeros(snapshot.size, np.int32)
    for documents, _ in scored:
        votes[documents] += 1
    candidates = np.flatnonzero(votes >= len(places) - slips)
    if not len(candidates):
        return NOTHING
    # With at most this many errors, every matching document has at least one of the rarest words in the right place.
    rarest = sorted(range(len(places)), key=lambda index: len(scored[index][0]))
    keys: dict[int, Keys] = {}
    for index in rarest:
        query_budget.check()
        number, place = places[index]
        keys[index] = place_keys(snapshot, query.field, place, candidates) - number
    anchors = np.unique(np.concatenate([keys[index] for index in rarest[: slips + 1]]))
    wrong = slips_at(anchors, [keys[index] for index in range(len(places))], slips)
    matches = np.unique(Occurrences.documents_of(anchors[wrong <= slips]))
    scores = np.zeros(len(matches))
    for documents, term_scores in scored:
        inside = np.isin(matches, documents, assume_unique=True)
        scores[inside] += term_scores[np.searchsorted(documents, matches[inside])]
    return matches, scores


def slips_at(anchors: Keys, keys: Sequence[Keys], most: int) -> NDArray[np.int64]:
    """Count the words that are wrong, missing or extra in a phrase that starts near each anchor.

    `keys` are the positions at which the phrase would start if each of its words were in the right place. The result
    is the edit distance in words (Levenshtein 1966), within a band of `most` positions on either side. Example: the
    text "four score seven" has one error for the phrase "four score and seven".
    """
    offsets = range(-most, most + 1)
    before: dict[int, NDArray[np.int64]] = {offset: np.zeros(len(anchors), np.int64) for offset in offsets}
    for here in keys:
        query_budget.check()
        after = {}
        for offset in offsets:
            missing = ~_contains(here, anchors + offset)
            # Extra words between this word and the previous one, in the text or in the phrase.
            after[offset] = np.min([before[other] + abs(offset - other) for other in offsets], axis=0) + missing
            if offset + 1 in before:
                # This word is missing from the text, so all later words are one position earlier.
                after[offset] = np.minimum(after[offset], before[offset + 1] + 1)
        before = after
    fewest: Keys = np.min(list(before.values()), axis=0)
    return fewest


def _contains(keys: Keys, wanted: Keys) -> NDArray[np.bool_]:
    if not len(keys):
        return np.zeros(len(wanted), bool)
    found: NDArray[np.bool_] = keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted
    return found
