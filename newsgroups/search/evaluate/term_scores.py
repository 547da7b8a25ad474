"""Posting lists as arrays: which documents hold a term, how often, and what that scores (BM25F as Whoosh has it)."""

from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index import term_dictionary
from newsgroups.search.index.columns import LENGTHS
from newsgroups.search.index.posting_blocks import Block, read
from newsgroups.search.index.term_dictionary import Extent

if TYPE_CHECKING:
    from newsgroups.search.index.snapshot import Snapshot

Documents = NDArray[np.int64]
Scores = NDArray[np.float64]
Scored = tuple[Documents, Scores]

NOTHING: Scored = (np.empty(0, np.int64), np.empty(0, np.float64))


def scored_term(snapshot: "Snapshot", field: str, term: bytes) -> Scored:
    """Documents that hold the term, ascending and without deleted ones, with their scores."""
    return snapshot.cached(("term", field, term), lambda: _score(snapshot, field, term))


def frequency(snapshot: "Snapshot", field: str, term: bytes) -> int:
    """Number of documents that hold a term, deleted ones included."""
    return sum(extent.documents for extent in extents(snapshot, field, term) if extent)


def extents(snapshot: "Snapshot", field: str, term: bytes) -> tuple[Extent | None, ...]:
    """Where the posting list of a term lies in each segment."""

    def find() -> tuple[Extent | None, ...]:
        return tuple(term_dictionary.find(reader, field, term) for reader, _ in snapshot.leaves)

    return snapshot.cached(("extents", field, term), find)


def _score(snapshot: "Snapshot", field: str, term: bytes) -> Scored:
    documents, weights = read_term(snapshot, field, term)
    if not snapshot.schema[field].scorable:
        return documents, weights
    idf = log(snapshot.size / (frequency(snapshot, field, term) + 1)) + 1
    k1 = snapshot.searcher.weighting.K1
    return documents, idf * ((weights * (k1 + 1)) / (weights + length_norms(snapshot, field, documents)))


def length_norms(snapshot: "Snapshot", field: str, documents: Documents) -> NDArray[np.float64]:
    """What the length of a document's field adds in the denominator of BM25F, as roughly as Whoosh keeps lengths."""
    weighting, average = snapshot.searcher.weighting, snapshot.average_length(field)
    norms = weighting.K1 * ((1 - weighting.B) + weighting.B * LENGTHS / average)
    return norms[snapshot.columns.length_codes(field)[documents]]


def read_term(snapshot: "Snapshot", field: str, term: bytes) -> tuple[Documents, NDArray[np.float64]]:
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


def read_list(reader: Any, field: str, term: bytes) -> Documents:
    """The documents of a term in one segment, deleted ones included."""
    extent = term_dictionary.find(reader, field, term)
    found = [block.documents for block in blocks(reader, field, extent)] if extent else []
    return np.concatenate(found) if found else NOTHING[0]


def blocks(reader: Any, field: str, extent: Extent) -> list[Block]:
    """The blocks of a posting list, read in one go."""
    data = reader._terms._postfile.get(extent.start, extent.length)
    return read(data, reader.schema[field].format.fixed_value_size())
