"""The few terms used to find an article, and further ones for long texts."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.sparse.document_frequencies import background
from newsgroups.text.terms.extract import TermDocument, TermKeys
from newsgroups.text.terms.readings import HALF

# As many as batch candidates are compared by (50 stems, 30 names), so that both ways find the same pairs.
HEAVY_TERMS = 80
# With more documents, the arrays no longer fit into the processor cache.
_BATCH_SIZE = 50

Terms = tuple[NDArray[np.int64], NDArray[np.float32]]


def heavy_terms(document: TermDocument) -> Terms:
    """Return the sorted ids of the heaviest stems and names, and their weights, scaled to length 1.

    The weight is (1 + log tf) × idf, with document frequencies of news in general, so that a text always has the same
    terms in every archive.
    """
    return heavy_terms_of_all([document])[0]


def heavy_terms_of_all(documents: Sequence[TermDocument]) -> list[Terms]:
    """Return the `heavy_terms` of each document."""
    found: list[Terms] = []
    for start in range(0, len(documents), _BATCH_SIZE):
        some = documents[start : start + _BATCH_SIZE]
        stems, names = (_keys([getattr(each, name) for each in some]) for name in ("stems", "names"))
        counts = np.concatenate([each.counts for each in some])
        found += _heaviest(TermKeys(stems, counts, names, len(some)))
    return found


def further_terms(pieces: TermKeys, of: Iterable[int], articles: int) -> list[NDArray[np.int64]]:
    """Return, for each article, the sorted ids of the heaviest terms of its pieces; `of` is the article of each piece.

    They find what a long text says near its end, but do not identify its story. Empty for most articles.
    """
    found: list[list[NDArray[np.int64]]] = [[] for _ in range(articles)]
    for article, (terms, _) in zip(of, _heaviest(pieces), strict=True):
        found[article].append(terms)
    return [np.unique(np.concatenate(each)) if each else np.empty(0, np.int64) for each in found]


def _keys(ids: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint64]:
    of = np.arange(len(ids), dtype=np.uint64).repeat([len(each) for each in ids])
    keys: NDArray[np.uint64] = of << HALF | np.concatenate(ids)
    return keys


def _heaviest(pieces: TermKeys) -> Iterable[Terms]:
    keys = np.concatenate([pieces.stems, pieces.names])
    often = np.concatenate([1 + np.log(np.maximum(pieces.counts, 1)), np.ones(len(pieces.names))])
    weights = often * background().inverse_document_frequency(keys.astype(np.uint32))
    order = keys.argsort(kind="stable")
    keys = keys[order]
    # If a stem and a name have the same id, keep the stem.
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    keys, weights = keys[first], weights[order[first]]
    bounds = keys.searchsorted(np.arange(pieces.texts + 1, dtype=np.uint64) << HALF)
    ids = keys.astype(np.uint32).astype(np.int64)
    for start, end in pairwise(bounds.tolist()):
        own = weights[start:end]
        heaviest = np.sort((-own).argsort(kind="stable")[:HEAVY_TERMS])
        kept = own[heaviest]
        length = float(np.sqrt((kept * kept).sum())) or 1.0
        yield ids[start:end][heaviest], (kept / length).astype(np.float32)
