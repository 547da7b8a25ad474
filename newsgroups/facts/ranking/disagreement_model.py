"""The probability that two incompatible figures refer to one thing.

Averages a weighted sum and small trees, stored in a readable file.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from newsgroups.facts.pairing.pair_features import SIGNS
from newsgroups.matching.model.model_file import DamagedModel, reading, write_whole
from newsgroups.matching.model.trees import Forest, Tree

MODEL_FILE = Path(__file__).with_name("disagreements.json")


@dataclass(frozen=True, eq=False)
class Model:
    """The model. ``weights`` apply to the signs divided by ``scales``; ``trees`` use the raw signs.

    ``figures`` say how the model was measured and trained.
    """

    intercept: float
    weights: Sequence[float]
    scales: Sequence[float]
    tree_intercept: float
    trees: Sequence[Tree]
    figures: dict[str, Any]

    def probability(self, signs: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the probability (0..1) for each row of `Signs.of`."""
        if not len(signs):
            return np.empty(0)
        linear = expit(signs / np.array(self.scales) @ np.array(self.weights) + self.intercept)
        trees = expit(self._forest.total(signs) + self.tree_intercept)
        return np.asarray((linear + trees) / 2, dtype=np.float64)

    @cached_property
    def _forest(self) -> Forest:
        return Forest.of(self.trees)

    @classmethod
    def load(cls, file: Path = MODEL_FILE) -> "Model":
        """Read a model; raise DamagedModel if it does not use these signs."""
        with reading(file):
            content = json.loads(file.read_text(encoding="utf-8"))
            signs = content["signs"]
            if list(signs) != list(SIGNS):
                raise DamagedModel(f"{file.name} is a model of different features than this version computes.")
            weights, scales = zip(
                *((float(each["weight"]), float(each["scale"])) for each in signs.values()), strict=True
            )
            trees = [_tree(each) for each in content["trees"]]
            numbers = [content["intercept"], content["tree_intercept"], *weights, *scales]
            if not all(map(isfinite, numbers)):
                raise DamagedModel(f"{file.name} has a value that is not a number.")
            return cls(numbers[0], weights, scales, numbers[1], trees, dict(content["figures"]))

    def save(self, file: Path) -> None:
        write_whole(file, self.as_json())

    def as_json(self) -> str:
        """Return the model as JSON, one line per sign and per tree: its questions, then the value per combination."""
        signs = ",\n".join(
            f"  {json.dumps(name)}: {json.dumps({'weight': round(weight, 4), 'scale': round(scale, 4)})}"
            for name, weight, scale in zip(SIGNS, self.weights, self.scales, strict=True)
        )
        trees = ",\n".join(f"  {json.dumps(_questions(tree))}" for tree in self.trees)
        figures = json.dumps(self.figures, indent=1)
        return (
            f'{{"figures": {figures},\n "intercept": {self.intercept:.5f},\n "signs": {{\n{signs}\n }},\n '
            f'"tree_intercept": {self.tree_intercept:.5f},\n "trees": [\n{trees}\n ]}}\n'
        )


def _questions(tree: Tree) -> list[Any]:
    asked = [[SIGNS[feature], round(at, 5)] for feature, at in zip(tree.features, tree.thresholds, strict=True)]
    return [asked, [round(value, 5) for value in tree.values]]


def _tree(stored: Any) -> Tree:
    asked, values = stored
    if len(values) != 1 << len(asked):
        raise DamagedModel("A tree has not one value for each combination of answers.")
    return Tree([SIGNS.index(name) for name, _ in asked], [float(at) for _, at in asked], list(map(float, values)))


@cache
def shipped_model() -> Model:
    return Model.load()
