"""Passages in other words whose sentences are gone: words exchanged, cut out and in another order.

Where machines or hurried hands tore sentences apart, no sentence is like another one. Windows of a fixed number of
words, which overlap, still hold the same rare words, in whatever order.
"""

import numpy as np

from newsgroups.matching.passages.base.document import Document

from .similarity import Floats, Likeness, Range, Side, Stretch, likeness
from .stretches import around

# So many blocks are a window, some three sentences; each begins a block after the one before it.
BLOCKS = 3
# Of texts that have nothing to do with each other but were found by the same rare words, two in a hundred have
# windows that much alike; of those whose words were exchanged and mixed, half of what sentences had not told.
LEAST_ALIKE = 0.33


def scrambled(query: Document, article: Document) -> tuple[Likeness, list[Stretch]]:
    """Both texts in blocks of words, and the stretches of blocks that hold the same rare words, the likest first."""
    both = likeness(query, article, terms=(query.block_terms, article.block_terms))
    alike = _cosine(both)
    found: list[Stretch] = []
    places = np.argwhere(alike >= LEAST_ALIKE)
    for one, other in places[np.argsort(-alike[tuple(places.T)], kind="stable")].tolist():
        part = Stretch(_window(one, both.query), _window(other, both.article))
        near = next((each for each in found if _meet(each, part)), None)
        if near:
            found[found.index(near)] = around(near, part)
        else:
            found.append(part)
    return both, found


def _cosine(both: Likeness) -> Floats:
    """Of each window of the query (rows) with each of the article (columns)."""
    rows, norms = zip(*(_windows(side) for side in both.sides), strict=True)
    return np.asarray(rows[0] @ rows[1].T / np.maximum(norms[0][:, None] * norms[1][None, :], 1e-12))


def _windows(side: Side) -> tuple[Floats, Floats]:
    """Sums of the blocks of each window, and their lengths as if no block repeated a word of another one."""
    windows = max(1, len(side) - BLOCKS + 1)
    parts = [slice(shift, shift + windows) for shift in range(min(BLOCKS, len(side)))]
    squares = sum(side.norms[part] ** 2 for part in parts)
    return np.asarray(sum(side.shared[part] for part in parts)), np.sqrt(squares)


def _window(start: int, side: Side) -> Range:
    return Range(start, min(start + BLOCKS, len(side)) - 1)


def _meet(one: Stretch, other: Stretch) -> bool:
    return all(a.first <= b.last and b.first <= a.last for a, b in zip(one, other, strict=True))
