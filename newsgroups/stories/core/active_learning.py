"""Choose the pairs that curators judge: the most informative ones for training, and a random sample for evaluation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Strata of probability for the random sample. The outer ones are narrow because most pairs fall there; the middle is
# where the model can err in both directions.
LAYERS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
# After this many verdicts on an outlet or article, one more counts half: it teaches the model less.
HALVING = 3.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two articles of different outlets, and the probability (0..1) that they cover the same story."""

    left: int
    right: int
    probability: float
    outlets: tuple[int, int]

    @property
    def key(self) -> tuple[int, int]:
        return self.left, self.right


def most_telling(candidates: Iterable[Candidate], judged_of: Counter[int]) -> list[Candidate]:
    """Return the candidates in the order in which to judge them.

    The most uncertain come first (uncertainty sampling: Lewis and Gale, SIGIR 1994), spread over outlets and articles.
    `judged_of` counts judged pairs by outlet. Each candidate chosen lowers the rank of others from the same outlets and
    articles.
    """
    outlets, articles = Counter(judged_of), Counter[int]()
    remaining = sorted(candidates, key=lambda each: (-_uncertainty(each), each.key))
    ordered = []
    while remaining:
        best = max(remaining, key=lambda each: _worth(each, outlets, articles))
        remaining.remove(best)
        ordered.append(best)
        outlets.update(best.outlets)
        articles.update(best.key)
    return ordered


def _worth(candidate: Candidate, outlets: Counter[int], articles: Counter[int]) -> float:
    seen = max(outlets[each] for each in candidate.outlets)
    again = max(articles[each] for each in candidate.key)
    return _uncertainty(candidate) * HALVING / (HALVING + seen) / (1 + again)


def _uncertainty(candidate: Candidate) -> float:
    """Return 1 where the model is undecided, 0 where it is certain."""
    return 1 - abs(2 * candidate.probability - 1)


def layer_of(probability: float) -> int:
    """Return the index of the stratum that contains a probability, starting at 0."""
    return max(0, sum(probability >= bound for bound in LAYERS) - 1)


def layer_bounds(layer: int) -> tuple[float, float]:
    """Return the bounds of a stratum: the first is inclusive, the second exclusive."""
    return LAYERS[layer], LAYERS[layer + 1] if layer + 1 < len(LAYERS) else 1.01


def next_layer(drawn: Sequence[int], sizes: Sequence[int]) -> int | None:
    """Return the stratum to draw from next: the least drawn of those with pairs left, or None if all are exhausted."""
    open_layers = [layer for layer, size in enumerate(sizes) if size > drawn[layer]]
    return min(open_layers, key=lambda layer: (drawn[layer], layer)) if open_layers else None
