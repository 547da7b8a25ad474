"""Which pairs a curator should judge: those that teach the model most, and some by chance to measure it on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Layers of probability that pairs are drawn from by chance. The ends are narrow because most pairs are there,
# and the middle is where a model can be wrong in both ways.
LAYERS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
# An outlet or article that was judged so often already counts for half: one more of it teaches less.
HALVING = 3.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two articles of two outlets, and the probability (0..1) that they tell the same story."""

    left: int
    right: int
    probability: float
    outlets: tuple[int, int]

    @property
    def key(self) -> tuple[int, int]:
        return self.left, self.right


def most_telling(candidates: Iterable[Candidate], judged_of: Counter[int]) -> list[Candidate]:
    """The candidates in the order to judge them: uncertain ones first (uncertainty sampling: Lewis and Gale, SIGIR
    1994), spread over outlets and over articles.

    `judged_of` counts judged pairs by outlet. Each candidate that is taken makes others of its outlets and articles
    less welcome.
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
    """1 where the model knows nothing, 0 where it is sure."""
    return 1 - abs(2 * candidate.probability - 1)


def layer_of(probability: float) -> int:
    """The layer of a probability, from 0; less than the first bound counts to the first."""
    return max(0, sum(probability >= bound for bound in LAYERS) - 1)


def layer_bounds(layer: int) -> tuple[float, float]:
    """The layer holds probabilities from the first to below the second."""
    return LAYERS[layer], LAYERS[layer + 1] if layer + 1 < len(LAYERS) else 1.01


def next_layer(drawn: Sequence[int], sizes: Sequence[int]) -> int | None:
    """The layer to draw from next: of those that have pairs left the one least drawn; None if none has."""
    open_layers = [layer for layer, size in enumerate(sizes) if size > drawn[layer]]
    return min(open_layers, key=lambda layer: (drawn[layer], layer)) if open_layers else None
