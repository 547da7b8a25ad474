"""Documents that contain a term and their scores, over all segments of a snapshot.

Scores are BM25F (Robertson, Zaragoza and Taylor, 2004) as Whoosh computes it.
"""

from math import log

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index import term_dictionary
from newsgroups.search.index.columns import LENGTHS
from newsgroups.search.index.postings.posting_lists import Documents, blocks
from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.index.term_dictionary import Extent

Scores = NDArray[np.float64]
Scored = tuple[Documents, Scores]

NOTHING: Scored = (np.empty(0, np.int64), np.empty(0, np.float64))


def scored_term(snapshot: Snapshot, field: str, term: bytes) -> Scored:
    """Return the live documents that contain the term, in ascending order, with their scores."""
    return snapshot.cached(("term", field, term), lambda: _score(snapshot, field, term))


def frequency(snapshot: Snapshot, field: str, term: bytes) -> int:
    """Return the document frequency of a term, deleted documents included."""
    return sum(extent.documents for extent in extents(snapshot, field, term) if extent)


def extents(snapshot: Snapshot, field: str, term: bytes) -> tuple[Extent | None, ...]:
    """Return the location of a term's posting list in each segment."""

    def find() -> tuple[Extent | None, ...]:
        return tuple(term_dictionary.find(reader, field, term) for reader, _ in snapshot.leaves)

    return snapshot.cached(("extents", field, term), find)


def _score(snapshot: Snapshot, field: str, term: bytes) -> Scored:
    documents, weights = read_term(snapshot, field, term)
    if not snapshot.schema[field].scorable:
        return documents, weights
    idf = log(snapshot.size / (frequency(snapshot, field, term) + 1)) + 1
    k1 = snapshot.searcher.weighting.K1
    return documents, idf * ((weights * (k1 + 1)) / (weights + length_norms(snapshot, field, documents)))


def length_norms(snapshot: Snapshot, field: str, documents: Documents) -> NDArray[np.float64]:
    """Return the length term in the denominator of BM25F, with field lengths rounded as Whoosh stores them."""
    weighting, average = snapshot.searcher.weighting, snapshot.average_length(field)
    norms: NDArray[np.float64] = weighting.K1 * ((1 - weighting.B) + weighting.B * LENGTHS / average)
    return norms[snapshot.columns.length_codes(field)[documents]]


def read_term(snapshot: Snapshot, field: str, term: bytes) -> tuple[Documents, NDArray[np.float64]]:
    """Return the live documents that contain a term, and its weights, over all segments."""
    documents: list[Documents] = []
    weights: list[NDArray[np.float64]] = []
    for (reader, offset), extent in zip(snapshot.leaves, extents(snapshot, field, term), strict=True):
        for block in blocks(reader, field, extent) if extent else ():
            documents.append(block.documents + offset)
            weights.append(block.weights)
    if not documents:
        return NOTHING
    all_documents, heavy = np.concatenate(documents), np.concatenate(weights)
    if not snapshot.columns.has_deletions:
        return all_documents, heavy
    live = snapshot.columns.live[all_documents]
    return all_documents[live], heavy[live]
