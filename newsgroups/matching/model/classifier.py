"""The probability that two articles cover the same story: a sum of small trees in a readable file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from .features import FEATURE_NAMES, LENGTH_OF_FEW_WORDS, few_words_in_common
from .model_file import DamagedModel, reading, write_whole
from .trees import Forest, Tree

MODEL_FILE = Path(__file__).with_name("same_story.json")
# Increase whenever features are computed differently, so that an older model is not used with them.
VERSION = 3

# Maximum probability for two notices that share one rare word: below what a story requires.
MAX_OF_NOTICES = 0.3
# Undated pairs are right less often than trees say that have seen nothing of their kind: of those of .9 and more, .75
# of the incidents' first 35 words, .86 of the political items. So log odds beyond those of `SURE` count less, and still
# less if one text has at most `FEW_WORDS` words.
SURE, UNDATED_SLOPE, UNDATED_AND_SHORT_SLOPE = 0.8, 0.75, 0.45
_LENGTH, _UNDATED = FEATURE_NAMES.index("length"), FEATURE_NAMES.index("a date is missing")


class OutdatedModel(DamagedModel):
    """A valid model of features that this version does not compute."""


@dataclass(frozen=True, eq=False)
class Model:
    """Trees that sum, with the intercept, to the log odds, plus how the model was measured and trained."""

    intercept: float
    trees: Sequence[Tree]
    figures: dict[str, Any]

    def probability(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the probability (0..1) for each row of `features.features`."""
        return limited(np.asarray(self._forest.total(features) + self.intercept, dtype=np.float64), features)

    @cached_property
    def _forest(self) -> Forest:
        return Forest.of(self.trees)

    @classmethod
    def load(cls, file: Path = MODEL_FILE) -> "Model":
        """Read a model. Raise OutdatedModel if it uses other features, DamagedModel if the file is not a model."""
        with reading(file):
            content = json.loads(file.read_text(encoding="utf-8"), parse_constant=_no_number)
            if content["version"] != VERSION or content["features"] != list(FEATURE_NAMES):
                raise OutdatedModel(f"{file.name} is a model of different features than this version computes.")
            trees = [_tree(each) for each in content["trees"]]
            return cls(_finite(content["intercept"]), trees, dict(content["figures"]))

    def save(self, file: Path) -> None:
        write_whole(file, self.as_json())

    def as_json(self) -> str:
        """Return the model as JSON, one tree a line.

        A tree lists its questions ("words alike" > 0.31), then the value for each combination of answers. The first
        question is the lowest bit of the index into the table.
        """
        content = {"version": VERSION, "figures": self.figures, "features": FEATURE_NAMES, "intercept": self.intercept}
        head = json.dumps(content, indent=1, ensure_ascii=False).removesuffix("\n}")
        lines = (json.dumps([_questions(tree), tree.values]) for tree in self.trees)
        return f'{head},\n "trees": [\n' + ",\n".join(lines) + "\n ]\n}\n"


def limited(log_odds: NDArray[np.float64], features: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return probabilities from log odds, lower where the features are known to mislead or prove little."""
    slope = np.where(features[:, _LENGTH] <= LENGTH_OF_FEW_WORDS, UNDATED_AND_SHORT_SLOPE, UNDATED_SLOPE)
    slope = np.where(features[:, _UNDATED] > 0, slope, 1.0)
    beyond = np.maximum(log_odds - logit(SURE), 0)
    found = expit(np.minimum(log_odds, logit(SURE)) + slope * beyond)
    few = few_words_in_common(features)
    return np.asarray(np.where(few, np.minimum(found, MAX_OF_NOTICES), found), dtype=np.float64)


@cache
def shipped_model() -> Model:
    return Model.load()


def _no_number(name: str) -> float:
    """Reject NaN and infinities, which Python's JSON reader accepts but which give no probability."""
    raise ValueError(f"{name} is not a number")


def _finite(value: Any) -> float:
    """Reject numbers such as 1e999, which the JSON reader turns into infinity."""
    number = float(value)
    return number if isfinite(number) else _no_number(str(number))


def _questions(tree: Tree) -> list[tuple[str, float]]:
    return [(FEATURE_NAMES[f], t) for f, t in zip(tree.features, tree.thresholds, strict=True)]


def _tree(content: Any) -> Tree:
    questions, values = content
    features = [FEATURE_NAMES.index(name) for name, _ in questions]
    if len(values) != 1 << len(features) or len(features) > 8:
        raise ValueError(f"a tree of {len(features)} questions with {len(values)} values")
    return Tree(features, [_finite(t) for _, t in questions], [_finite(value) for value in values])
