"""Articles as rows: their positions among ascending ids."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def rows_of(ids: Ints, articles: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return the rows of articles among ascending ids, in the shape given, and a mask of those present.

    The row of a missing article is arbitrary.
    """
    if not len(ids):
        return np.zeros(articles.shape, np.int64), np.zeros(articles.shape, dtype=bool)
    rows = np.minimum(np.searchsorted(ids, articles), len(ids) - 1)
    return rows, ids[rows] == articles
