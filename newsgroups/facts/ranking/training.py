"""Learn which pairs of figures are disagreements, from pairs that readers judged."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from newsgroups.facts.pairing.pair_features import SIGNS
from newsgroups.matching.model.boosting import Options, boost

from .disagreement_model import Model

# Ridge penalty, strong enough for a few thousand pairs, 10% of them disagreements.
RIDGE = 8.0
TREES = Options(trees=90, depth=2, rate=0.1, ridge=8.0, features_share=0.6)
# Signs whose effect is constrained to one direction, whatever the pairs of a small set suggest.
_UP = ("same event", "same noun", "best for each other", "overlap of sentences")
_DOWN = (
    "log ratio of values", "value told by the other", "better compatible rival", "modifiers differ", "months differ",
    "subset of one", "part of one", "past of one", "scope words differ", "figures in sentences",
)  # fmt: skip


def train(
    signs: NDArray[np.float32], disagree: NDArray[np.bool_], importance: NDArray[np.float64], figures: dict[str, object]
) -> Model:
    """Train a model on rows of `Signs.of`, with a verdict and a weight for each."""
    scales = np.maximum(signs.std(axis=0), 1e-3)
    weights, intercept = _logistic(signs / scales, disagree, importance)
    directions = np.array([(name in _UP) - (name in _DOWN) for name in SIGNS], np.int8)
    tree_intercept, trees = boost(signs, disagree, importance, directions, TREES)
    return Model(intercept, weights.tolist(), scales.tolist(), tree_intercept, trees, dict(figures))


def _logistic(
    rows: NDArray[np.float64], target: NDArray[np.bool_], importance: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = rows @ parameters[:-1] + parameters[-1]
        error = importance * (expit(score) - target)
        value = (
            importance @ np.logaddexp(0, np.where(target, -score, score))
            + RIDGE / 2 * parameters[:-1] @ parameters[:-1]
        )
        return float(value), np.append(rows.T @ error + RIDGE * parameters[:-1], error.sum())

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B")
    return np.asarray(found.x[:-1]), float(found.x[-1])


def unique_pairs(stories: Sequence[int]) -> NDArray[np.float64]:
    """Return weights under which a story counts about as the square root of its pairs, so that none dominates."""
    numbers, counts = np.unique(np.asarray(stories), return_counts=True)
    by_story = dict(zip(numbers.tolist(), (1 / np.sqrt(np.minimum(counts, 100) / 10 + 1)).tolist(), strict=True))
    return np.array([by_story[story] for story in stories])


def adapt(model: Model, signs: NDArray[np.float32], disagree: NDArray[np.bool_], figures: dict[str, object]) -> Model:
    """Fit the weights of a model to further judged pairs; the trees stay.

    Weights are drawn toward those of the model rather than toward zero (a Gaussian prior around it), so that a few
    verdicts correct it and do not replace what it learned from many.
    """
    scales, prior = np.array(model.scales), np.array([*model.weights, model.intercept])
    rows = np.column_stack([signs / scales, np.ones(len(signs))])

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score, moved = rows @ parameters, parameters - prior
        error = expit(score) - disagree
        value = np.logaddexp(0, np.where(disagree, -score, score)).sum() + RIDGE / 2 * moved @ moved
        return float(value), np.asarray(rows.T @ error + RIDGE * moved)

    found = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    kept = {**model.figures, **figures}
    return Model(float(found[-1]), found[:-1].tolist(), model.scales, model.tree_intercept, model.trees, kept)
