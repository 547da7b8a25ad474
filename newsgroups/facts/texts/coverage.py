"""How much of each sentence is covered by the best single sentence of another text."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

# A word in more sentences than this retrieves nothing: sharing only such words is little coverage. The second constant
# is the number of rows multiplied in one batch.
_MAX_HOLDERS = 60
_BATCH_ROWS = 1_000


class Cover(NamedTuple):
    """The share (0..1, weighted by idf) of a sentence that the best sentence of another text covers.

    Also holds the number of that text, or -1 if none shares a rarer word.
    """

    share: float
    text: int


def covers(texts: Sequence[Sequence[frozenset[str]]], idf: Mapping[str, float]) -> list[list[Cover]]:
    """Return the cover of each sentence of each text.

    Sentences are given as sets of words; one without words is covered by none.
    """
    sentences = [words for text in texts for words in text]
    numbers = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    best = _best_others(sentences, numbers, idf, len(texts))
    found = [
        Cover(_shared(words, sentences[other], idf), int(numbers[other])) if other >= 0 else Cover(float(not words), -1)
        for words, other in zip(sentences, best.tolist(), strict=True)
    ]
    ends = np.cumsum([len(text) for text in texts]).tolist()
    return [found[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _shared(words: frozenset[str], other: frozenset[str], idf: Mapping[str, float]) -> float:
    return sum(idf[word] for word in words & other) / sum(idf[word] for word in words)


def _best_others(
    sentences: list[frozenset[str]], texts: NDArray[np.int64], idf: Mapping[str, float], count: int
) -> NDArray[np.int64]:
    """Return, for each sentence, the best sentence of another text, or -1 if none shares a rarer word."""
    vocabulary = {word: number for number, word in enumerate(idf)}
    columns = np.fromiter((vocabulary[word] for word in chain.from_iterable(sentences)), np.int64)
    starts = np.concatenate([[0], np.cumsum([len(words) for words in sentences])])
    weights = np.sqrt(np.maximum(np.fromiter(idf.values(), np.float64, len(vocabulary)), 0.0))
    holders = np.bincount(columns, minlength=len(vocabulary))
    weights[holders > max(_MAX_HOLDERS, 2 * count // 3)] = 0.0
    matrix = csr_array((weights[columns], columns, starts), shape=(len(sentences), max(1, len(vocabulary))))
    matrix.eliminate_zeros()
    transposed = matrix.T.tocsr()
    best = np.full(len(sentences), -1, np.int64)
    for start in range(0, len(sentences), _BATCH_ROWS):
        shared = (matrix[start : start + _BATCH_ROWS] @ transposed).tocsr()
        rows = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
        value = np.where(texts[shared.indices] == texts[start + rows], 0.0, shared.data)
        order = np.lexsort((shared.indices, -value, rows))
        first = np.unique(rows[order], return_index=True)[1]
        chosen = order[first]
        found = value[chosen] > 0
        best[start + rows[chosen][found]] = shared.indices[chosen][found]
    return best
