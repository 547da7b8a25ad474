"""Compares the same-story trainer with LightGBM and scikit-learn's histogram gradient boosting.

    python benchmarks/boosting_peer.py [--leave-one-out]

Needs packages that the site does not: pip install lightgbm==4.7.0 scikit-learn==1.9.1. All learn from the same pairs
with the same weights and the same monotonic constraints, and are scored on stories (four folds) or collections that
they have not seen. Prints the scores of `same_story.py`, the processor time to learn one model and to ask about a pair,
and the size of a model on disk.
"""

import argparse
import pickle
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.labeled_views import training_data
from benchmarks.same_story import in_folds, left_out, report
from newsgroups.matching.model.classifier import limited
from newsgroups.matching.model.features import DIRECTIONS
from newsgroups.matching.model.train import Part, learn

try:
    import lightgbm
    from sklearn.ensemble import HistGradientBoostingClassifier
except ImportError as missing:
    sys.exit(f"{missing}. Install for this benchmark: pip install lightgbm==4.7.0 scikit-learn==1.9.1")

Features = NDArray[np.float32]


class Peer:
    """A model of another library, with the same limits."""

    def __init__(self, model: object, asked: object) -> None:
        self.model, self._asked = model, asked

    def probability(self, features: Features) -> NDArray[np.float64]:
        return limited(logit(np.clip(self._asked(features), 1e-6, 1 - 1e-6)), features)

    def size(self) -> int:
        return len(pickle.dumps(self.model))


def light(parts: Sequence[Part], leaves: int = 24, trees: int = 300, rate: float = 0.06) -> Peer:
    options = {
        "objective": "binary",
        "learning_rate": rate,
        "num_leaves": leaves,
        "lambda_l2": 5.0,
        "feature_fraction": 0.5,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "min_sum_hessian_in_leaf": 5.0,
        "monotone_constraints": DIRECTIONS.tolist(),
        "num_threads": 1,
        "verbose": -1,
        "seed": 1,
    }
    features, same, importance = _joined(parts)
    model = lightgbm.train(options, lightgbm.Dataset(features, label=same, weight=importance), trees)
    return Peer(model, lambda asked: model.predict(asked, num_threads=1))


def light_and_small(parts: Sequence[Part]) -> Peer:
    return light(parts, leaves=8, trees=400, rate=0.08)


def histograms(parts: Sequence[Part]) -> Peer:
    model = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=300,
        max_leaf_nodes=24,
        l2_regularization=5.0,
        max_features=0.5,
        early_stopping=False,
        monotonic_cst=DIRECTIONS.tolist(),
        random_state=1,
    ).fit(*_joined(parts))
    return Peer(model, lambda asked: model.predict_proba(asked)[:, 1])


def _joined(parts: Sequence[Part]) -> tuple[Features, NDArray[np.bool_], NDArray[np.float64]]:
    return (
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.same for part in parts]),
        np.concatenate([part.importance for part in parts]),
    )


TRAINERS = {
    "newsgroups, symmetric trees": learn,
    "LightGBM, 300 trees of 24 leaves": light,
    "LightGBM, 400 trees of 8 leaves": light_and_small,
    "scikit-learn, 300 trees of 24 leaves": histograms,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leave-one-out", action="store_true")
    options = parser.parse_args()
    sets, hard = training_data()
    parts = [Part.of(view.labelled, view.weight) for view in sets]
    asked = np.concatenate([part.features for part in parts])
    print(f"{len(asked):,} pairs to learn from")
    for name, train in TRAINERS.items():
        started = time.process_time()
        model = train([*parts, *hard])
        learned = time.process_time()
        model.probability(asked)
        seconds, each = learned - started, (time.process_time() - learned) / len(asked)
        size = model.size() if isinstance(model, Peer) else len(model.as_json())
        print(
            f"\n{name}: {seconds:.0f} s to learn, {each * 1e6:.1f} µs a pair to ask, {size / 1000:,.0f} kB", flush=True
        )
        report(sets, left_out(sets, hard, train) if options.leave_one_out else in_folds(sets, hard, None, train), {})


if __name__ == "__main__":
    main()
