"""Half-remembered phrases: documents that hold most of the words of a phrase, about where they belong."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh import query as q

from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query.wanted import Row

from . import budget
from .positions import Occurrences
from .term_scores import NOTHING, Scored
from .word_rows import Keys, place_keys, scored_place

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
    wrong = _slips_at(anchors, [keys[each] for each in range(len(places))], slips)
    found = np.unique(Occurrences.documents_of(anchors[wrong <= slips]))
    scores = np.zeros(len(found))
    for documents, each in scored:
        inside = np.isin(found, documents, assume_unique=True)
        scores[inside] += each[np.searchsorted(documents, found[inside])]
    return found, scores


def _slips_at(anchors: Keys, keys: Sequence[Keys], most: int) -> NDArray[np.int64]:
    """How many words are wrong, missing or too many where a phrase starts at about each anchor.

    `keys` are where the phrase would start if each of its words stood right. The edit distance of words, within so
    many places to either side.
    """
    offsets = range(-most, most + 1)
    before: dict[int, NDArray[np.int64]] = {offset: np.zeros(len(anchors), np.int64) for offset in offsets}
    for here in keys:
        budget.check()
        after = {}
        for offset in offsets:
            missing = ~_stands(here, anchors + offset)
            # Words too many between this one and the one before it, in the text or in the phrase.
            after[offset] = np.min([before[other] + abs(offset - other) for other in offsets], axis=0) + missing
            if offset + 1 in before:
                # This word is missing in the text, so that all others stand a place before.
                after[offset] = np.minimum(after[offset], before[offset + 1] + 1)
        before = after
    return np.min(list(before.values()), axis=0)


def _stands(keys: Keys, wanted: Keys) -> NDArray[np.bool_]:
    if not len(keys):
        return np.zeros(len(wanted), bool)
    return keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted
