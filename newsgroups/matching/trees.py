"""A sum of symmetric trees: each asks a few questions of a pair and looks its answers up in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Tree:
    """`values[k]` is added where bit i of k says whether feature `features[i]` is above `thresholds[i]`."""

    features: list[int]
    thresholds: list[float]
    values: list[float]


def total(trees: Sequence[Tree], values: NDArray[np.float32]) -> NDArray[np.float64]:
    """The sum of all trees for each row of `values` (m, features)."""
    columns = np.ascontiguousarray(values.T)
    score = np.zeros(len(values))
    above: dict[tuple[int, float], NDArray[np.bool_]] = {}
    for tree in trees:
        leaf = np.zeros(len(values), dtype=np.uint8)
        for bit, (feature, threshold) in enumerate(zip(tree.features, tree.thresholds, strict=True)):
            question = feature, threshold
            if question not in above:
                above[question] = columns[feature] > np.float32(threshold)
            leaf |= above[question].view(np.uint8) << np.uint8(bit)
        score += np.asarray(tree.values)[leaf]
    return score
