"""How much of each sentence the best single sentence of another text has."""

from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from .story import Story

# A word of more sentences finds nothing: what shares only such words covers little. Rows are multiplied so many at
# once.
_MAX_HOLDERS = 60
_BATCH_ROWS = 1_000


def covered_shares(story: Story) -> list[list[float]]:
    """For each text, for each sentence, the share (0..1, by the rarity of words) that the best sentence of another text
    has; 1 for a sentence without words.
    """
    sentences = [words for text in story.texts for words in text.mentions.words]
    texts = np.repeat(np.arange(len(story.texts)), [len(text.mentions.words) for text in story.texts])
    best = _best_others(story, sentences, texts)
    shares = [
        story.weight(words & sentences[other]) / weight if other >= 0 and weight else float(not weight)
        for words, other, weight in zip(sentences, best.tolist(), map(story.weight, sentences), strict=True)
    ]
    ends = np.cumsum([len(text.mentions.words) for text in story.texts]).tolist()
    return [shares[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _best_others(story: Story, sentences: list[frozenset[str]], texts: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each sentence the number of the one of another text that shares most, -1 where none shares a rarer word."""
    vocabulary = {word: number for number, word in enumerate(story.idf)}
    columns = np.fromiter((vocabulary[word] for word in chain.from_iterable(sentences)), np.int64)
    starts = np.concatenate([[0], np.cumsum([len(words) for words in sentences])])
    weights = np.sqrt(np.maximum(np.fromiter(story.idf.values(), np.float64, len(vocabulary)), 0.0))
    holders = np.bincount(columns, minlength=len(vocabulary))
    weights[holders > max(_MAX_HOLDERS, 2 * len(story.texts) // 3)] = 0.0
    matrix = csr_array((weights[columns], columns, starts), shape=(len(sentences), max(1, len(vocabulary))))
    matrix.eliminate_zeros()
    turned = matrix.T.tocsr()
    best = np.full(len(sentences), -1, np.int64)
    for start in range(0, len(sentences), _BATCH_ROWS):
        shared = (matrix[start : start + _BATCH_ROWS] @ turned).tocsr()
        rows = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
        value = np.where(texts[shared.indices] == texts[start + rows], 0.0, shared.data)
        order = np.lexsort((shared.indices, -value, rows))
        first = np.unique(rows[order], return_index=True)[1]
        chosen = order[first]
        found = value[chosen] > 0
        best[start + rows[chosen][found]] = shared.indices[chosen][found]
    return best
