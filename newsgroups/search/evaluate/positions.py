"""Where in documents a term stands, decoded for many documents at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index.postings.posting_blocks import PostingRun
from newsgroups.search.index.postings.posting_lists import Documents, blocks
from newsgroups.search.index.postings.value_strings import positions_of
from newsgroups.search.index.snapshot import Snapshot

from . import budget
from .term_scores import extents

# A place is a document's number and a position in one number; no article has as many words.
_PLACE_BITS = 31


@dataclass(frozen=True)
class Occurrences:
    """Documents, repeated, and a position each; ascending."""

    documents: Documents
    positions: NDArray[np.int64]

    def keys(self) -> NDArray[np.int64]:
        """Document and position in one ascending number; positions can be shifted by addition."""
        return (self.documents << _PLACE_BITS) + self.positions

    @staticmethod
    def documents_of(keys: NDArray[np.int64]) -> Documents:
        # A position that was shifted below 0 still belongs to no other document: those start half a range up.
        return keys >> _PLACE_BITS


def occurrences(
    snapshot: Snapshot, field: str, term: bytes, candidates: Documents, *, code: int | None = None
) -> Occurrences:
    """Where a term stands in the candidates, ascending; only in the form with this code if one is given."""
    documents, counts, deltas, codes = _read(snapshot, field, term, candidates)
    if not len(documents):
        return Occurrences(documents, np.empty(0, np.int64))
    repeated, positions = np.repeat(documents, counts), positions_of(counts, deltas)
    if code is not None:
        wanted = codes == code
        repeated, positions = repeated[wanted], positions[wanted]
    return Occurrences(repeated, positions)


def _read(
    snapshot: Snapshot, field: str, term: bytes, candidates: Documents
) -> tuple[Documents, NDArray[np.int64], NDArray[np.int64], NDArray[np.uint16]]:
    """The candidates that hold a term, how often, the differences of its positions, and the codes of the forms."""
    found: list[PostingRun] = []
    for (reader, offset), extent in zip(snapshot.leaves, extents(snapshot, field, term), strict=True):
        budget.check()
        for block in blocks(reader, field, extent) if extent else ():
            documents = block.documents + offset
            first, last = np.searchsorted(candidates, (documents[0], documents[-1] + 1))
            if first == last:
                continue
            inside = np.isin(documents, candidates[first:last], assume_unique=True)
            if inside.any():
                found.append(block.run(offset, inside))
    run = PostingRun.joined(found)
    return run.documents, run.counts, run.deltas, run.codes
