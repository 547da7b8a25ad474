"""A sum of symmetric trees: each asks a few questions of a pair and looks up the answers in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The answers to all questions for this many rows fit into the processor cache.
_ROWS_BATCH_SIZE = 128


@dataclass(frozen=True, slots=True)
class Tree:
    """A symmetric tree: adds `values[k]`, where bit i of k is set if feature `features[i]` exceeds `thresholds[i]`."""

    features: list[int]
    thresholds: list[float]
    values: list[float]


@dataclass(frozen=True, eq=False, slots=True)
class Forest:
    """All trees as arrays.

    Holds the distinct `features` and `thresholds`, the index of each tree's questions among them (depth, trees), the
    values of all leaves, and the offset of each tree's leaves. Shallower trees are padded with a threshold that nothing
    exceeds.
    """

    features: NDArray[np.intp]
    thresholds: NDArray[np.float32]
    questions: NDArray[np.intp]
    values: NDArray[np.float64]
    first: NDArray[np.int32]

    @classmethod
    def of(cls, trees: Sequence[Tree]) -> "Forest":
        depth = max((len(tree.features) for tree in trees), default=0)
        asked = {(0, float("inf")): 0}
        questions = np.zeros((depth, len(trees)), dtype=np.intp)
        values = np.zeros((len(trees), 1 << depth))
        for place, tree in enumerate(trees):
            for bit, question in enumerate(zip(tree.features, tree.thresholds, strict=True)):
                questions[bit, place] = asked.setdefault(question, len(asked))
            values[place, : len(tree.values)] = tree.values
        first = np.arange(len(trees), dtype=np.int32) << depth
        features, thresholds = zip(*asked, strict=True)
        return cls(np.array(features), np.array(thresholds, np.float32), questions, values.ravel(), first)

    def total(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the sum of all trees for each row of (m, features)."""
        parts = [self._total(rows[start : start + _ROWS_BATCH_SIZE]) for start in range(0, len(rows), _ROWS_BATCH_SIZE)]
        return np.concatenate([np.empty(0), *parts])

    def _total(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        above = (rows.T[self.features] > self.thresholds[:, None]).view(np.uint8)
        leaf = np.zeros((self.questions.shape[1], len(rows)), dtype=np.uint8)
        for bit, question in enumerate(self.questions):
            leaf |= above[question] << np.uint8(bit)
        return np.asarray(self.values.take(leaf + self.first[:, None]).sum(axis=0), dtype=np.float64)
