"""Compares the same-story trainer with scikit-learn's histogram gradient boosting: scores, seconds, and size on disk.

Needs scikit-learn, which the site does not: pip install scikit-learn. Both learn from the same pairs with the same
weights and the same monotonic constraints, and are scored on stories that they have not seen (four folds).
"""

import pickle
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from benchmarks.same_story import COUNTS, load, scored
from newsgroups.matching.model.features import DIRECTIONS
from newsgroups.matching.model.labeled_pairs import FOLDS, SHORT_WORDS, Labelled, weighted_calibration_error
from newsgroups.matching.model.train import SET_WEIGHT, Part, learn

try:
    from sklearn.ensemble import HistGradientBoostingClassifier
except ImportError:
    sys.exit("scikit-learn is missing. Install it for this benchmark: pip install scikit-learn")


class Ours:
    name = "newsgroups, 200 symmetric trees"

    def fit(self, parts: list[Part]) -> None:
        self.model = learn(parts)

    def probability(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        return self.model.probability(features)

    def size(self) -> int:
        return len(self.model.as_json())


class ScikitLearn:
    name = "scikit-learn, 200 trees of 31 leaves"

    def fit(self, parts: list[Part]) -> None:
        self.model = HistGradientBoostingClassifier(
            learning_rate=0.12,
            max_iter=200,
            max_leaf_nodes=31,
            l2_regularization=5.0,
            max_features=0.7,
            early_stopping=False,
            monotonic_cst=DIRECTIONS.tolist(),
            random_state=1,
        ).fit(
            np.concatenate([part.features for part in parts]),
            np.concatenate([part.same for part in parts]),
            np.concatenate([part.importance for part in parts]),
        )

    def probability(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        return self.model.predict_proba(features)[:, 1]

    def size(self) -> int:
        return len(pickle.dumps(self.model))


def views() -> list[Labelled]:
    found = []
    for name in ("triples", "incidents"):
        rows = list(articles(data_file(f"stories_{name}.jsonl.gz")))
        found += [load(name, rows), load(f"{name}, first 35 words", rows, words=SHORT_WORDS)]
    return found


def main() -> None:
    sets = views()
    parts = [Part.of(each, SET_WEIGHT * COUNTS.get(each.name, 1)) for each in sets]
    print(f"{sum(len(part.same) for part in parts):,} pairs")
    for trainer in (Ours(), ScikitLearn()):
        probabilities = {each.name: np.zeros(len(each.pairs)) for each in sets}
        learning = asking = 0.0
        for fold in range(FOLDS):
            started = time.process_time()
            trainer.fit([part.without(fold) for part in parts])
            learning += time.process_time() - started
            started = time.process_time()
            for each in sets:
                outside = (each.folds[each.pairs] == fold).any(axis=1)
                probabilities[each.name][outside] = trainer.probability(each.features[outside])
            asking += time.process_time() - started
        pairs = sum(len(each.pairs) for each in sets)
        print(f"\n{trainer.name}: {learning / FOLDS:.0f} s of processor time to learn, {asking / pairs * 1e6:.1f} µs")
        print(f"a pair to ask, {trainer.size() / 1000:,.0f} kB")
        for each in sets:
            error = weighted_calibration_error(probabilities[each.name], each.same)
            print(f"{scored(each, probabilities[each.name])}   calibration error {error:.3f}")


if __name__ == "__main__":
    main()
