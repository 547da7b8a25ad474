"""Learns the same-story model from labelled pairs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from newsgroups.matching.classifier import Model, expanded

# Keeps weights of features that say the same from growing against each other.
RIDGE = 1.0


def train(
    features: NDArray[np.float32],
    same: NDArray[np.bool_],
    importance: NDArray[np.float64],
    figures: dict[str, Any] | None = None,
) -> Model:
    """Logistic regression with a ridge, by L-BFGS from zero: the same data give the same model to the last digit."""
    values = expanded(features)
    means, scales = values.mean(axis=0), values.std(axis=0)
    scales[scales == 0] = 1
    standard = (values - means) / scales
    target = same.astype(np.float64)

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = standard @ beta[:-1] + beta[-1]
        value = float(importance @ (np.logaddexp(0, score) - target * score)) + RIDGE * float(beta[:-1] @ beta[:-1]) / 2
        error = importance * (expit(score) - target)
        return value, np.append(standard.T @ error + RIDGE * beta[:-1], error.sum())

    found = minimize(loss, np.zeros(standard.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 2000})
    return Model(found.x[:-1], means, scales, float(found.x[-1]), figures or {})
