"""Labeled collections as archives, judged and grouped as on the site, by models that have not seen their stories.

The models are the four that `benchmarks/same_story.py --folds DIRECTORY` writes.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.labeled_views import collection_of, events_among
from newsgroups.matching.model.classifier import Model
from newsgroups.matching.model.labeled_pairs import FOLDS
from newsgroups.matching.retrieval.candidates import candidates
from newsgroups.matching.retrieval.prefilter import cosines, neighbor_scores
from newsgroups.matching.sparse.inverted_index import InvertedIndex, sharing_text
from newsgroups.stories.core.clustering import group
from newsgroups.stories.pairs.same_story.rounds import judge_pairs

# Less probable pairs are not stored on the site.
LEAST_STORED = 0.05


@dataclass(frozen=True)
class Counted:
    """How many pairs were put together, how many of these rightly, and how many belong together."""

    right: float = 0.0
    put: float = 0.0
    belong: float = 0.0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.right + other.right, self.put + other.put, self.belong + other.belong)

    @property
    def precision(self) -> float:
        return self.right / self.put if self.put else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.belong if self.belong else 1.0

    @property
    def f1(self) -> float:
        both = self.put + self.belong
        return 2 * self.right / both if both else 1.0


def models_in(folder: Path) -> list[Model]:
    return [Model.load(folder / f"fold_{fold}.json") for fold in range(FOLDS)]


@dataclass(frozen=True, eq=False)
class Archive:
    """Rows of a labeled collection, and others without a story."""

    rows: Sequence[dict]

    def scores(self, models: Sequence[Model]) -> Counted:
        """Count the pairs on which readers agree; those of a story by the model that has not seen it.

        A pair of two stories counts half for the model of each.
        """
        return sum((self.counted(self.grouped(model), fold) for fold, model in enumerate(models)), Counted())

    def counted(self, labels: list[int], fold: int) -> Counted:
        """Count the pairs for the model of one fold, given the group of each row."""
        folds = [crc32((row.get("story") or str(place)).encode()) % FOLDS for place, row in enumerate(self.rows)]
        weights = [(each == fold) / 2 for each in folds]
        right = put = belong = 0.0
        for one, other in _together(labels):
            if (same := self.same(one, other)) is not None:
                put += weights[one] + weights[other]
                right += same * (weights[one] + weights[other])
        for one, other in _together([row.get("story") or -place for place, row in enumerate(self.rows)]):
            belong += bool(self.same(one, other)) * (weights[one] + weights[other])
        return Counted(right, put, belong)

    def same(self, one: int, other: int) -> bool | None:
        """Whether two articles tell one story; None if readers disagree, or if one article is not labeled."""
        left, right = self.rows[one], self.rows[other]
        if not left.get("story") or not right.get("story"):
            return None
        same: bool = left["story"] == right["story"]
        agreed = "story_2" not in left or same == (left["story_2"] == right["story_2"])
        return same if agreed else None

    def grouped(self, model: Model) -> list[int]:
        """Return the group of each row."""
        pairs, probability = self.judged_by(model)
        kept = (probability >= LEAST_STORED) & self._of_events[pairs].all(axis=1)
        return group(len(self.rows), pairs[kept], probability[kept]).tolist()

    @cached_property
    def _of_events(self) -> NDArray[np.bool_]:
        return events_among(self.rows)

    @cached_property
    def _loaded(self) -> tuple:
        collection, prints = collection_of(self.rows)
        pairs = candidates(collection, also=sharing_text(InvertedIndex.build(prints)))
        alike = cosines(collection, pairs)
        return collection, pairs, alike, neighbor_scores(len(collection), pairs, alike)

    def judged_by(self, model: Model) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the pairs (m, 2) that are looked at closely, and the probability of each, as on the site."""
        collection, pairs, alike, standing = self._loaded
        none = np.zeros(len(pairs), dtype=bool)
        told = judge_pairs(collection, pairs, alike, standing, none, self._of_events, model)
        return pairs[told.places], told.probability


def _together(labels: Sequence[Hashable]) -> list[tuple[int, int]]:
    members: dict[Hashable, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        members[label].append(place)
    return [pair for each in members.values() for pair in combinations(each, 2)]
