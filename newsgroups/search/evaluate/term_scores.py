"""Documents that contain a term and their scores (BM25F as Whoosh computes it), over all segments of a snapshot."""

from math import log

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index import term_dictionary
from newsgroups.search.index.columns import LENGTHS
from newsgroups.search.index.postings.posting_lists import Documents, blocks
from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.index.term_dictionary import Extent
from newsgroups.search.query.wanted import wanted

Scores = NDArray[np.float64]
Scored = tuple[Documents, Scores]

NOTHING: Scored = (np.empty(0, np.int64), np.empty(0, np.float64))


def scored_term(snapshot: Snapshot, field: str, term: bytes) -> Scored:
    """Documents that hold the term, ascending and without deleted ones, with their scores."""
    return snapshot.cached(("term", field, term), lambda: _score(snapshot, field, term))


def frequency(snapshot: Snapshot, field: str, term: bytes) -> int:
    """Number of documents that hold a term, deleted ones included."""
    return sum(extent.documents for extent in extents(snapshot, field, term) if extent)


def extents(snapshot: Snapshot, field: str, term: bytes) -> tuple[Extent | None, ...]:
    """Where the posting list of a term lies in each segment."""

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
    """What the length of a document's field adds in the denominator of BM25F, as roughly as Whoosh keeps lengths."""
    weighting, average = snapshot.searcher.weighting, snapshot.average_length(field)
    norms = weighting.K1 * ((1 - weighting.B) + weighting.B * LENGTHS / average)
    return norms[snapshot.columns.length_codes(field)[documents]]


def read_term(snapshot: Snapshot, field: str, term: bytes) -> tuple[Documents, NDArray[np.float64]]:
    """Documents and weights of a term over all segments, without deleted documents."""
    documents: list[Documents] = []
    weights: list[NDArray[np.float64]] = []
    for (reader, offset), extent in zip(snapshot.leaves, extents(snapshot, field, term), strict=True):
        for block in blocks(reader, field, extent) if extent else ():
            documents.append(block.documents + offset)
            weights.append(block.weights)
    if not documents:
        return NOTHING
    found, heavy = np.concatenate(documents), np.concatenate(weights)
    if not snapshot.columns.has_deletions:
        return found, heavy
    live = snapshot.columns.live[found]
    return found[live], heavy[live]


def stands_in(snapshot: Snapshot, field: str, word: str) -> int:
    """In about how many documents a word stands in any form; documents of several languages count for each."""
    return sum(
        frequency(snapshot, field, term.encode())
        for term in dict.fromkeys(each.term for each in wanted(word, snapshot.analyses))
    )
