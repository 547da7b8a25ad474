"""Cluster articles by pairwise probabilities, under constraints that always hold.

Connected components would not do: a single wrong link would chain two stories. Instead, the closest groups merge first,
as in agglomerative clustering (Lance and Williams 1967). The threshold falls in steps. At each step, pairs are visited
by decreasing probability (as in Kruskal 1956), and their groups merge if the members of the smaller group, averaged
over their best links, are at least that close to the larger one.
"""

from collections.abc import Iterable, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

from .weighted_links import Links, by_falling_probability

# Chosen on labeled stories (see docs/decisions): two groups less close than this are more often two stories than one.
MIN_LINK = 0.41
# Two groups that have each grown are more likely to be two similar stories. Each doubling of the smaller group, up to
# three, raises the required closeness by this much. With less, two pairs of short items on one subject merge too easily
# (with .08, political items .866 instead of .875 in four folds, .821 instead of .841 left out); with more, big stories
# fall apart.
CLOSER_BY_DOUBLING, DOUBLINGS = 0.1, 3
# Merge the closest groups first. Following the strongest links alone would join a topic of the day before its stories.
STEPS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
# How close a member is to another group depends on its best links into that group. Three links are enough for a story
# of up to six articles, which need not all be alike. The more members the other group has, the more of the links are
# strong by chance, and a story would absorb its topic day by day; so a larger group requires as many good links as it
# has members, less three, but at most eight. With five, the triples within the whole archive fall from .972 to .965,
# and 635 unlabeled articles are in their stories, not 550; with ten, undated incidents left out lose .004.
BEST_LINKS, UNLINKED, MAX_LINKS = 3, 3, 8
# A second pass retries pairs whose groups have grown since.
PASSES = 3
# Below every threshold, because no probability is negative.
NEVER = -1.0

Link = tuple[int, int]


class ConflictingConstraints(ValueError):
    """Raised when the constraints cannot all hold."""


def group(
    count: int,
    pairs: NDArray[np.int64],
    probabilities: NDArray[np.float64],
    *,
    must_link: Iterable[Link] = (),
    cannot_link: Iterable[Link] = (),
    frozen: Iterable[Sequence[int]] = (),
    least_link: float = MIN_LINK,
) -> NDArray[np.int64]:
    """Return labels (count,) of the groups of articles 0..count-1. The label of a group is its smallest member.

    `frozen` groups stay exactly as given and override everything else. Articles linked by `must_link` end up together,
    those linked by `cannot_link` apart. The order of the pairs does not matter. Raises
    ConflictingConstraints.
    """
    groups = _Groups(count, Links(count, pairs, probabilities), least_link)
    for members in frozen:
        groups.freeze(members)
    groups.keep_together(must_link)
    groups.keep_apart(cannot_link)
    links, falling = by_falling_probability(pairs, probabilities, least_link)
    left: list[list[int]] = []
    reached = 0
    for closeness in [*(step for step in STEPS if step > least_link), least_link]:
        # Two groups are at most as close as the strongest link between them.
        enough = int(np.searchsorted(-falling, -closeness, "right"))
        left = groups.merge_close([*left, *links[reached:enough].tolist()], closeness)
        reached = enough
    return groups.labels()


class _Groups:
    def __init__(self, count: int, links: Links, least_link: float) -> None:
        self.least_link = least_link
        self.links = links
        self.of = list(range(count))
        self.members: dict[int, list[int]] = {each: [each] for each in range(count)}
        self.frozen: set[int] = set()
        self.apart: dict[int, set[int]] = {}
        # Closeness at which two groups merge, by pair of groups; discarded when one of the two grows.
        self.known: dict[int, float] = {}
        self.tried: dict[int, list[int]] = {}

    def freeze(self, members: Sequence[int]) -> None:
        for member in members[1:]:
            self._merge(self.of[members[0]], self.of[member])
        self.frozen.update(self.of[member] for member in members[:1])

    def keep_together(self, links: Iterable[Link]) -> None:
        """Apply must-links. A frozen group is a curator's last word on its members, so links out of it are ignored."""
        for left, right in links:
            a, b = self.of[left], self.of[right]
            if a != b and a not in self.frozen and b not in self.frozen:
                self._merge(a, b)

    def keep_apart(self, links: Iterable[Link]) -> None:
        for left, right in links:
            a, b = self.of[left], self.of[right]
            if a == b and a not in self.frozen:
                raise ConflictingConstraints(f"{left} and {right} are to be kept apart and together")
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def merge_close(self, links: list[list[int]], least: float) -> list[list[int]]:
        """Merge linked groups that are at least this close. Return the links left to try."""
        for _ in range(PASSES):
            groups = len(self.members)
            links = self._pass(links, least)
            if len(self.members) == groups:
                break
        return links

    def _pass(self, links: list[list[int]], least: float) -> list[list[int]]:
        of, count, known, left = self.of, len(self.of), self.known, []
        for link in links:
            one, other = link
            a, b = of[one], of[other]
            if a == b:
                continue
            pair = a * count + b if a < b else b * count + a
            closeness = known.get(pair)
            if closeness is None:
                closeness = self._compare(a, b, pair)
            if closeness >= least:
                self._merge(min(a, b), max(a, b))
            else:
                left.append(link)
        return left

    def _compare(self, a: int, b: int, pair: int) -> float:
        closeness = self._closeness_to_merge(a, b)
        self.known[pair] = closeness
        self.tried.setdefault(a, []).append(pair)
        self.tried.setdefault(b, []).append(pair)
        return closeness

    def _closeness_to_merge(self, a: int, b: int) -> float:
        """Return how close two linked groups are, or NEVER if they stay apart as long as neither grows."""
        if a in self.frozen or b in self.frozen or b in self.apart.get(a, ()):
            return NEVER
        sizes = len(self.members[a]), len(self.members[b])
        closeness = self._closeness(a, b) if (sizes[0], a) < (sizes[1], b) else self._closeness(b, a)
        needed = self.least_link + CLOSER_BY_DOUBLING * min(log2(min(sizes)), DOUBLINGS)
        return closeness if closeness >= needed else NEVER

    def _closeness(self, small: int, large: int) -> float:
        """Return the mean, over the members of the smaller group, of the mean of their best links into the larger one.

        Missing links count as 0. Two single articles are as close as their link.
        """
        inner, outer, total = self.members[small], self.members[large], 0.0
        if len(outer) == 1:
            return self.links[small][large]
        best = min(len(outer), max(BEST_LINKS, len(outer) - UNLINKED), MAX_LINKS)
        for member in inner:
            total += sum(self._into(large, outer, member)[:best]) / best
        return total / len(inner)

    def _into(self, group: int, members: list[int], article: int) -> list[float]:
        """Return an article's links into a group, strongest first.

        Iterates over the shorter of the two: the article's links, or the group's members.
        """
        links, of = self.links[article], self.of
        if len(members) < len(links):
            into = [links[other] for other in members if other in links]
        else:
            into = [probability for other, probability in links.items() if of[other] == group]
        into.sort(reverse=True)
        return into

    def _merge(self, a: int, b: int) -> None:
        if a == b:
            return
        small, large = sorted((a, b), key=lambda each: len(self.members[each]))
        for member in self.members[small]:
            self.of[member] = large
        self.members[large] += self.members.pop(small)
        for other in self.apart.pop(small, ()):
            self.apart[other].discard(small)
            self.apart[other].add(large)
            self.apart.setdefault(large, set()).add(other)
        for pair in [*self.tried.pop(small, ()), *self.tried.pop(large, ())]:
            self.known.pop(pair, None)

    def labels(self) -> NDArray[np.int64]:
        smallest = {each: min(members) for each, members in self.members.items()}
        return np.array([smallest[each] for each in self.of], dtype=np.int64)
