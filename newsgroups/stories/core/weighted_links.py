"""Pairs of articles with their probabilities, in the form that clustering reads."""

import numpy as np
from numpy.typing import NDArray


def by_falling_probability(
    pairs: NDArray[np.int64], probabilities: NDArray[np.float64], least: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs (m, 2) with at least this probability, and their probabilities, most probable first.

    Ties keep their order.
    """
    enough = probabilities >= least
    links, falling = pairs[enough], probabilities[enough]
    order = np.lexsort((links[:, 1], links[:, 0], -falling))
    return links[order], falling[order]


class Links(dict[int, dict[int, float]]):
    """The links of each article, built on first access."""

    def __init__(self, count: int, pairs: NDArray[np.int64], probabilities: NDArray[np.float64]) -> None:
        super().__init__()
        articles = pairs.T.ravel()
        order = np.argsort(articles, kind="stable")
        self._others = pairs[:, ::-1].T.ravel()[order].tolist()
        self._probabilities = np.tile(probabilities, 2)[order].tolist()
        self._starts = np.searchsorted(articles[order], np.arange(count + 1)).tolist()

    def __missing__(self, article: int) -> dict[int, float]:
        own = slice(self._starts[article], self._starts[article + 1])
        found = self[article] = dict(zip(self._others[own], self._probabilities[own], strict=True))
        return found
