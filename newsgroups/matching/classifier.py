"""The probability that two articles tell the same story: a logistic model in a readable file."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from newsgroups.matching.features import FEATURE_NAMES

MODEL_FILE = Path(__file__).with_name("same_story.json")

# Products that a sum cannot say: words that are alike count for less the further apart the articles are, and so on.
PRODUCTS = (
    ("words alike", "days apart"),
    ("who, where and when alike", "words alike"),
    ("names alike", "title told in the other text"),
    ("more alike than their neighbours", "words alike"),
    ("words alike", "length"),
    ("names alike", "length"),
    ("words alike", "words alike"),
    ("words alike", "a date is missing"),
)


class DamagedModel(ValueError):
    """A model file that cannot be used; the message says why."""


@dataclass(frozen=True, eq=False)
class Model:
    """Weights of the standardised features and products, and what they were measured at."""

    weights: NDArray[np.float64]
    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    intercept: float
    figures: dict[str, Any]

    def probability(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """0..1 for each row of `features.features`."""
        standard = (expanded(features) - self.means) / self.scales
        return np.asarray(expit(standard @ self.weights + self.intercept), dtype=np.float64)

    @classmethod
    def load(cls, file: Path = MODEL_FILE) -> "Model":
        """Reads a model; raises DamagedModel if it is not one for these features."""
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            terms = content["terms"]
            if [each["name"] for each in terms] != TERM_NAMES:
                raise DamagedModel(f"{file.name} is a model of other features than this version computes.")
            weights, means, scales = (np.array([each[key] for each in terms]) for key in ("weight", "mean", "scale"))
            return cls(weights, means, scales, float(content["intercept"]), content.get("figures", {}))
        except (OSError, KeyError, TypeError, json.JSONDecodeError) as error:
            raise DamagedModel(f"{file.name} cannot be read as a model: {error!r}") from None

    def save(self, file: Path) -> None:
        columns = zip(TERM_NAMES, self.weights, self.means, self.scales, strict=True)
        terms = [
            {"name": name, "weight": round(float(w), 5), "mean": round(float(m), 5), "scale": round(float(s), 5)}
            for name, w, m, s in columns
        ]
        content = {"intercept": round(self.intercept, 5), "terms": terms, "figures": self.figures}
        file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


TERM_NAMES = [*FEATURE_NAMES, *(f"{first} × {second}" for first, second in PRODUCTS)]


@cache
def shipped_model() -> Model:
    return Model.load()


def expanded(features: NDArray[np.float32]) -> NDArray[np.float64]:
    """The features with their products beside them."""
    plain = features.astype(np.float64)
    column = {name: plain[:, place] for place, name in enumerate(FEATURE_NAMES)}
    products = [column[first] * column[second] for first, second in PRODUCTS]
    return np.column_stack([plain, *products])
