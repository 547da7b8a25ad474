"""Articles as rows: their places among ascending ids."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def rows_of(ids: Ints, articles: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """The rows of articles among ascending ids, in the shape given, and which of them are there at all; the row of one
    that is not is any.
    """
    if not len(ids):
        return np.zeros(articles.shape, np.int64), np.zeros(articles.shape, dtype=bool)
    rows = np.minimum(np.searchsorted(ids, articles), len(ids) - 1)
    return rows, ids[rows] == articles
