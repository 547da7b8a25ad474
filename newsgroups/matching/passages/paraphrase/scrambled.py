"""Find reworded passages whose sentences are broken up: words replaced, deleted, and reordered.

After automatic or hasty rewriting, no sentence resembles another. Overlapping windows of a fixed number of words still
contain the same rare words, in whatever order.
"""

import numpy as np

from newsgroups.matching.passages.base.document import Document

from .similarity import Floats, Likeness, Range, Side, Stretch, likeness
from .stretches import bounding_stretch

# Blocks per window, about three sentences. Each window begins one block after the preceding one.
BLOCKS = 3
# Among unrelated texts that were retrieved by the same rare words, 2% have windows this similar. Among scrambled texts,
# this finds half of what sentences missed.
MIN_ALIKE = 0.33


def scrambled(query: Document, article: Document) -> tuple[Likeness, list[Stretch]]:
    """Return both texts in blocks of words, and stretches of blocks with the same rare words, most similar first."""
    both = likeness(query, article, terms=(query.block_terms, article.block_terms))
    alike = _cosine(both)
    found: list[Stretch] = []
    places = np.argwhere(alike >= MIN_ALIKE)
    for one, other in places[np.argsort(-alike[tuple(places.T)], kind="stable")].tolist():
        part = Stretch(_window(one, both.query), _window(other, both.article))
        near = next((each for each in found if _meet(each, part)), None)
        if near:
            found[found.index(near)] = bounding_stretch(near, part)
        else:
            found.append(part)
    return both, found


def _cosine(both: Likeness) -> Floats:
    """Return the cosine of each window of the query (rows) with each of the article (columns)."""
    rows, norms = zip(*(_windows(side) for side in both.sides), strict=True)
    return np.asarray(rows[0] @ rows[1].T / np.maximum(norms[0][:, None] * norms[1][None, :], 1e-12))


def _windows(side: Side) -> tuple[Floats, Floats]:
    """Return the sum of the blocks of each window, and its norm as if no two blocks had a word in common."""
    windows = max(1, len(side) - BLOCKS + 1)
    parts = [slice(shift, shift + windows) for shift in range(min(BLOCKS, len(side)))]
    squares = sum(side.norms[part] ** 2 for part in parts)
    return np.asarray(sum(side.shared[part] for part in parts)), np.sqrt(squares)


def _window(start: int, side: Side) -> Range:
    return Range(start, min(start + BLOCKS, len(side)) - 1)


def _meet(one: Stretch, other: Stretch) -> bool:
    return all(a.first <= b.last and b.first <= a.last for a, b in zip(one, other, strict=True))
