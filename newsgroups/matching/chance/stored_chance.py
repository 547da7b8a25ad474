"""The archive's chance similarity, as numbers that are stored with it."""

import json
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.sparse.sparse_rows import Ints

from .crowd import Crowd
from .decoys import Decoys
from .tail import Tail

CHANCE_NAMES = (
    "words as alike by chance",
    "names as alike by chance",
    "first sentences as alike by chance",
    "beginnings as alike by chance",
    "more pairs than by chance",
)
KINDS = 4
# Logarithms of expected numbers of pairs. Values outside this range are clipped.
MIN_EXPECTED, MAX_EXPECTED = -20.0, 4.0
# Spacing of the values at which the surplus is stored; pairs within one of a value count toward it.
_STEP = 0.25
_PLACES = np.arange(MIN_EXPECTED, MAX_EXPECTED + _STEP, _STEP)
_REACH = round(1 / _STEP)
_VERSION = 1
_PAIRS_BATCH_SIZE = 500_000

Values = NDArray[np.float32]
Days = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Chance:
    """The chance-similarity statistics of an archive.

    Holds the tails of chance pairs by words, names, first sentences, and beginnings; the number of articles published
    over time; how many more pairs there are than by chance at each expected number (`surplus`, at `_PLACES`); and the
    outlet with at least half of the articles, or -1.
    """

    tails: list[Tail]
    crowd: Crowd
    surplus: NDArray[np.float64]
    outlet: int

    @classmethod
    def of(cls, decoys: Decoys, days: Days, sources: Ints, labels: Ints | None = None) -> "Chance":
        """Measure an archive. `labels` give the known stories. The surplus is empty until `with_surplus`."""
        return cls(decoys.tails(labels), Crowd.of(days), np.zeros(len(_PLACES)), _dominant(sources))

    def expected(self, alike: Values, days: Days, pairs: Ints, kind: int = 0) -> Values:
        """Return the logarithm of how many articles near both dates would be as similar by chance.

        This is BLAST's E-value (Karlin and Altschul 1990), with decoys taken from the archive itself.
        """
        return self._among(alike, self._near(days, pairs), kind)

    def with_surplus(self, alike: Values, days: Days, pairs: Ints) -> "Chance":
        """Return a copy with the surplus, from the word similarities (m,) of all candidate pairs of the archive."""
        counts = np.zeros(len(_PLACES))
        edges = np.append(_PLACES - _STEP / 2, MAX_EXPECTED + _STEP / 2)
        for start in range(0, len(pairs), _PAIRS_BATCH_SIZE):
            span = slice(start, start + _PAIRS_BATCH_SIZE)
            counts += np.histogram(self.expected(alike[span], days, pairs[span]), edges)[0]
        observed = np.convolve(counts, np.ones(2 * _REACH + 1), "same")
        by_chance = (np.exp(_PLACES + 1) - np.exp(_PLACES - 1)) * self.crowd.chances * self.crowd.articles / 2
        return replace(self, surplus=np.log((observed + 1) / (by_chance + 1)))

    def with_surplus_of(self, other: "Chance") -> "Chance":
        return replace(self, surplus=other.surplus)

    def values(self, alike: Values, days: Days, pairs: Ints) -> Values:
        """Return the features `CHANCE_NAMES` of pairs (m, 5), from their four similarities (m, 4)."""
        return self.values_among(alike, self._near(days, pairs))

    def values_among(self, alike: Values, near: NDArray[np.float64]) -> Values:
        """Like `values`, given the number of articles near each pair."""
        kinds = [self._among(alike[:, kind], near, kind) for kind in range(KINDS)]
        return np.stack([*kinds, np.interp(kinds[0], _PLACES, self.surplus).astype(np.float32)], axis=1)

    def _near(self, days: Days, pairs: Ints) -> NDArray[np.float64]:
        one, other = days[pairs[:, 0]], days[pairs[:, 1]]
        apart = np.abs(one - other)
        return np.sqrt(self.crowd.articles_near(one, apart) * self.crowd.articles_near(other, apart))

    def _among(self, alike: Values, near: NDArray[np.float64], kind: int) -> Values:
        found = np.log(np.maximum(near, 1)) + self.tails[kind].log_share(alike)
        return np.asarray(np.clip(found, MIN_EXPECTED, MAX_EXPECTED), dtype=np.float32)

    def can_tell(self, alike: Values, days: Days, pairs: Ints) -> NDArray[np.bool_]:
        """Return which pairs are more similar than chance predicts in words, names, or first sentences (m, 3).

        A pair qualifies if at most one article near both dates would be as similar by chance. Undated pairs always
        qualify. Of the dated pairs of one story that a model would join, two in 1,700 do not qualify; of all pairs,
        half.
        """
        near = self._near(days, pairs)
        least = np.min([self._among(alike[:, kind], near, kind) for kind in range(KINDS - 1)], axis=0)
        return np.asarray((least <= 0) | np.isnan(days[pairs]).any(axis=1))

    def distinguishing_outlets(self, sources: Ints) -> Ints:
        """Return the outlets of articles, with a distinct value for each article of the dominant outlet.

        If one outlet has half of the articles, sharing an outlet carries no information.
        """
        alone = -2 - np.arange(len(sources))
        return np.where((sources == self.outlet) & (self.outlet >= 0), alone, sources)

    def with_articles(self, days: Days) -> "Chance":
        """Return a copy that counts further articles. Their pairs are not measured."""
        return replace(self, crowd=self.crowd.with_articles(days))

    def to_bytes(self) -> bytes:
        content = {
            "version": _VERSION,
            "tails": [[_short(each.values), _short(each.log_shares), each.excess] for each in self.tails],
            "bins": self.crowd.bins.tolist(),
            "counts": self.crowd.counts.tolist(),
            "articles": self.crowd.articles,
            "surplus": _short(self.surplus),
            "outlet": self.outlet,
        }
        return json.dumps(content, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Chance":
        content = json.loads(data)
        tails = [Tail(np.array(values), np.array(shares), excess) for values, shares, excess in content["tails"]]
        bins, counts = (np.array(content[name], np.int64) for name in ("bins", "counts"))
        return cls(tails, Crowd(bins, counts, content["articles"]), np.array(content["surplus"]), content["outlet"])


def _short(values: NDArray[np.float64]) -> list[float]:
    return [float(f"{value:.6g}") for value in values.tolist()]


def _dominant(sources: Ints) -> int:
    """Return the outlet with at least half of the articles, or -1. Ids below 0 are not outlets."""
    outlets, counts = np.unique(sources[sources >= 0], return_counts=True)
    most = int(counts.argmax()) if len(counts) else 0
    return int(outlets[most]) if len(counts) and 2 * counts[most] >= len(sources) else -1
