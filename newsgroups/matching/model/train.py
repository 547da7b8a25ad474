"""Train the same-story model on labeled pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.retrieval.prefilter import Values

from .boosting import Options, boost
from .classifier import Model
from .features import BY_CHANCE, DIRECTIONS, FEATURE_NAMES
from .labeled_pairs import Labelled
from .trees import Tree

DEFAULT = Options()
# All sets of labeled articles weigh the same; otherwise small sets would be drowned out. Hard negatives weigh an
# eighth. With four times that weight, the model misses stories that go on for days (incidents .913, not .924; their
# first 35 words .66, not .68).
SET_WEIGHT, HARD_WEIGHT = 40_000.0, 5_000.0
# Features of a sample of the shipped model's training pairs, so that verdicts are learned together with them.
PAIRS_FILE = Path(__file__).with_name("learned_pairs.npz")
SHIPPED_PAIRS = 16_000
# Maximum number of pairs learned from each set; more take longer and do not help.
MAX_PAIRS = 25_000


@dataclass(frozen=True, eq=False)
class Part:
    """Training pairs.

    Holds features, labels, the folds (m, 2) of the articles (-1 for none), the total weight, and how many pairs each
    row stands for (one by default).
    """

    features: Values
    same: NDArray[np.bool_]
    folds: NDArray[np.int64]
    weight: float
    counting: NDArray[np.float64] | None = None

    @classmethod
    def of(cls, labelled: Labelled, weight: float = SET_WEIGHT) -> "Part":
        """Take the pairs on which readers agree, with unlikely pairs thinned out (`MAX_PAIRS`)."""
        same, folds = labelled.same, labelled.folds[labelled.pairs]
        rows, share = _thinned(labelled.features, same, labelled.agreed)
        return cls(labelled.features[rows], same[rows], folds[rows], weight, 1 / share)

    @classmethod
    def of_different_stories(cls, features: Values, weight: float = HARD_WEIGHT) -> "Part":
        """Take pairs of two different stories."""
        return cls(features, np.zeros(len(features), bool), np.full((len(features), 2), -1), weight)

    def without(self, fold: int) -> "Part":
        """Return the pairs with no article in the fold."""
        kept = (self.folds != fold).all(axis=1)
        share = float(self.importance[kept].sum() / self.weight) if len(kept) else 0.0
        counting = None if self.counting is None else self.counting[kept]
        return Part(self.features[kept], self.same[kept], self.folds[kept], self.weight * share, counting)

    @property
    def importance(self) -> NDArray[np.float64]:
        """Return the weight of each pair."""
        counting = np.ones(len(self.same)) if self.counting is None else self.counting
        return np.asarray(self.weight * counting / max(counting.sum(), 1e-9))


def learn(parts: Sequence[Part], options: Options = DEFAULT) -> Model:
    return train(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.same for part in parts]),
        np.concatenate([part.importance for part in parts]),
        options=options,
    )


def train(
    features: Values,
    same: NDArray[np.bool_],
    importance: NDArray[np.float64],
    figures: dict[str, Any] | None = None,
    options: Options = DEFAULT,
) -> Model:
    """Train a model. The same data and seed give the same numbers, rounded to what the file stores."""
    intercept, trees = boost(features, same, importance, DIRECTIONS, options)
    rounded = [Tree(t.features, [_short(v) for v in t.thresholds], [round(v, 4) for v in t.values]) for t in trees]
    return Model(round(intercept, 4), rounded, figures or {})


def ship_pairs(parts: Sequence[Part]) -> None:
    """Write a sample of each part: half same-story pairs and half others, as far as there are enough."""
    random = np.random.default_rng(1)
    kept = [each for part in parts for each in _sample(part, SHIPPED_PAIRS // len(parts), random)]
    np.savez_compressed(
        PAIRS_FILE,
        names=np.array(FEATURE_NAMES),
        features=np.concatenate([part.features for part in kept]).astype(np.float16),
        same=np.concatenate([part.same for part in kept]),
        lengths=np.array([len(part.same) for part in kept]),
        weights=np.array([part.weight for part in kept]),
        # How many pairs each row stands for. In half precision, the sums would be wrong.
        counting=np.concatenate([part.importance / part.weight for part in kept]).astype(np.float32),
    )


def shipped_parts() -> list[Part]:
    """Return the shipped pairs, or none if their features differ from this version's."""
    with np.load(PAIRS_FILE, allow_pickle=False) as file:
        if file["names"].tolist() != list(FEATURE_NAMES):
            return []
        columns = ("features", "same", "lengths", "weights", "counting")
        features, same, lengths, weights, counting = (file[name] for name in columns)
    ends = np.cumsum(lengths)
    return [
        Part(
            features[end - n : end].astype(np.float32),
            same[end - n : end],
            np.full((n, 2), -1),
            float(weight),
            counting[end - n : end].astype(np.float64),
        )
        for end, n, weight in zip(ends.tolist(), lengths.tolist(), weights, strict=True)
    ]


def _thinned(
    features: Values, same: NDArray[np.bool_], kept: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the rows to learn from, and the share of similar pairs that they represent.

    The likelier the similarity of a different-story pair is by chance, the fewer pairs of its kind are kept.
    """
    random = np.random.default_rng(1)
    wanted = np.exp(-0.5 * np.clip(features[:, BY_CHANCE.start], -4, 4).astype(np.float64)) * (kept & ~same)
    room = max(MAX_PAIRS - int((same & kept).sum()), 1)
    share = np.minimum(wanted * room / max(wanted.sum(), 1e-9), 1)
    share = np.minimum(share * room / max(share.sum(), 1e-9), 1) if share.sum() < room else share
    taken = (random.random(len(same)) < share) & kept
    share[same] = 1.0
    rows = np.flatnonzero(taken | (same & kept))
    return rows, share[rows]


def _sample(part: Part, count: int, random: np.random.Generator) -> list[Part]:
    """Sample same-story pairs and others, keeping the total weight of each kind."""
    found = []
    for wanted in (True, False):
        rows = np.flatnonzero(part.same == wanted)
        kept = np.sort(random.permutation(rows)[: count // 2])
        counting = None if part.counting is None else part.counting[kept]
        weight = float(part.importance[rows].sum())
        found.append(Part(part.features[kept], part.same[kept], part.folds[kept], weight, counting))
    return [each for each in found if len(each.same)]


def _short(value: float) -> float:
    return float(f"{value:.5g}")
