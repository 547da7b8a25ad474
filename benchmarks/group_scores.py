"""Scores of groups against true groups: pairwise precision and recall, B-cubed, and pairs on which readers agree."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb


@dataclass(frozen=True)
class Scores:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def pairwise(found: Sequence[Hashable], true: Sequence[Hashable]) -> Scores:
    """Precision and recall of the pairs of articles in one group."""
    right = sum(comb(n, 2) for n in Counter(zip(found, true, strict=True)).values())
    put, belong = (sum(comb(n, 2) for n in Counter(labels).values()) for labels in (found, true))
    return Scores(right / put if put else 1.0, right / belong if belong else 1.0)


def b_cubed(found: Sequence[Hashable], true: Sequence[Hashable]) -> Scores:
    """Precision and recall of each article's group, averaged over articles (Bagga and Baldwin, 1998)."""
    both, put, belong = Counter(zip(found, true, strict=True)), Counter(found), Counter(true)
    precision = sum(n * n / put[f] for (f, _), n in both.items()) / len(found)
    recall = sum(n * n / belong[t] for (_, t), n in both.items()) / len(found)
    return Scores(precision, recall)


def agreed_pairs(
    found: Sequence[Hashable], true: Sequence[Hashable | None], others: Sequence[Hashable | None]
) -> Scores:
    """Like `pairwise`, over the pairs on which two readers agree. None marks an article of no known story; it is
    ignored.
    """
    known = [place for place, story in enumerate(true) if story]
    right = put = belong = 0
    for members in _grouped(found, known).values():
        for one, other in combinations(members, 2):
            same = true[one] == true[other]
            if same == (others[one] == others[other]):
                put += 1
                right += same
    for members in _grouped(true, known).values():
        belong += sum(others[one] == others[other] for one, other in combinations(members, 2))
    return Scores(right / put if put else 1.0, right / belong if belong else 1.0)


def _grouped(labels: Sequence[Hashable | None], places: Sequence[int]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        groups[labels[place]].append(place)
    return groups
