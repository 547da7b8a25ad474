"""Positions of a term in documents, decoded for many documents at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index.postings.posting_blocks import PostingRun
from newsgroups.search.index.postings.posting_lists import Documents, blocks
from newsgroups.search.index.postings.value_strings import positions_of
from newsgroups.search.index.snapshot import Snapshot

from . import query_budget
from .term_scores import extents

# A key combines a document number and a position in one integer; no article has this many words.
_PLACE_BITS = 31


@dataclass(frozen=True)
class Occurrences:
    """Document numbers (repeated) with one position each, in ascending order."""

    documents: Documents
    positions: NDArray[np.int64]

    def keys(self) -> NDArray[np.int64]:
        """Return document and position combined in one ascending integer; adding a number shifts the position."""
        return (self.documents << _PLACE_BITS) + self.positions

    @staticmethod
    def documents_of(keys: NDArray[np.int64]) -> Documents:
        # A position shifted below 0 still belongs to its own document, because positions start half a range up.
        return keys >> _PLACE_BITS


def occurrences(
    snapshot: Snapshot, field: str, term: bytes, candidates: Documents, *, code: int | None = None
) -> Occurrences:
    """Return the positions of a term in the candidates, in ascending order; with a form code, only of that form."""
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
    """Return the candidates that contain a term, its counts, position deltas and form codes."""
    runs: list[PostingRun] = []
    for (reader, offset), extent in zip(snapshot.leaves, extents(snapshot, field, term), strict=True):
        query_budget.check()
        for block in blocks(reader, field, extent) if extent else ():
            documents = block.documents + offset
            first, last = np.searchsorted(candidates, (documents[0], documents[-1] + 1))
            if first == last:
                continue
            inside = np.isin(documents, candidates[first:last], assume_unique=True)
            if inside.any():
                runs.append(block.run(offset, inside))
    run = PostingRun.joined(runs)
    return run.documents, run.counts, run.deltas, run.codes
