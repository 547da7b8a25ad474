"""The few terms that an article is found by, and further ones of long texts."""

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.statistics import background
from newsgroups.text.terms import BODY_CHARACTERS, Document, stems_and_names

# As many as candidates in a batch are compared by (50 stems, 30 names), so that both ways find the same ones.
HEAVY_TERMS = 80

# Texts of books are found by their beginning; this many pieces are some 30,000 words.
MOST_PIECES = 40


def heavy_terms(document: Document) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Sorted ids of the heaviest stems and names and their weights, scaled to length 1.

    Weighted by (1 + log tf) × idf with the frequencies of news at large, so that the same text gives the same
    terms in every archive and at any time.
    """
    return _heaviest(document.stems, document.counts, document.names)


def further_terms(text: str) -> NDArray[np.int64]:
    """Sorted ids of the heaviest terms of each piece of a text behind what its document is read from.

    What a long text tells at its end is found by them; they say nothing of its story. Empty for most articles.
    """
    starts = range(BODY_CHARACTERS, len(text), BODY_CHARACTERS)[:MOST_PIECES]
    found = [_heaviest(*stems_and_names(text[start : start + BODY_CHARACTERS]))[0] for start in starts]
    return np.unique(np.concatenate([np.empty(0, np.int64), *found]))


def _heaviest(
    stems: NDArray[np.uint32], counts: NDArray[np.uint8], names: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    ids = np.concatenate([stems, names]).astype(np.uint32, copy=False)
    often = np.concatenate([1 + np.log(np.maximum(counts, 1)), np.ones(len(names))])
    weights = often * background().inverse_document_frequency(ids)
    unique, first = np.unique(ids, return_index=True)
    weights = weights[first]
    heaviest = np.sort(np.argsort(-weights, kind="stable")[:HEAVY_TERMS])
    kept = weights[heaviest]
    length = float(np.sqrt((kept * kept).sum())) or 1.0
    return unique[heaviest].astype(np.int64), (kept / length).astype(np.float32)
