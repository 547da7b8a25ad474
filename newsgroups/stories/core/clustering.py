"""From probabilities of pairs to groups, under constraints that always hold.

Not connected components: one wrong link must not chain two stories. The closest groups merge first, as in
agglomerative clustering (Lance and Williams 1967), in steps: at each, pairs are taken by falling probability (as in
Kruskal 1956), and their groups merge if the members of the smaller one are, on the mean of their best links, as close
to the other.
"""

from collections.abc import Iterable, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

from .weighted_links import Links, by_falling_probability

# Chosen on labelled stories (see docs/decisions): pairs of groups below are more often two stories than one.
LEAST_LINK = 0.42
# Two stories that have come together each are rather two that are like each other: with each doubling of the smaller
# one, up to three times, they have to be closer by so much.
CLOSER_BY_DOUBLING, DOUBLINGS = 0.04, 3
# What is closer merges first: by its strongest links alone, a topic of the day would come together before its stories.
STEPS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
# A member of a group is close to another group by its best links into it. Three are enough for a story of up to six,
# whose articles need not all be alike. The more members the other group has, the more of its links are good by chance,
# and a story would swallow its topic day by day: so of a greater group all but three members count. An article is
# compared with its forty nearest at least; of a story of hundreds no more than eight good links are asked.
BEST_LINKS, UNLINKED, MOST_LINKS = 3, 3, 8
# A second pass takes up pairs whose groups have grown together since.
PASSES = 3
# Less close than any step asks: no probability is below 0.
NEVER = -1.0

Link = tuple[int, int]


class Contradiction(ValueError):
    """Constraints that cannot all hold."""


def group(
    count: int,
    pairs: NDArray[np.int64],
    probabilities: NDArray[np.float64],
    *,
    must_link: Iterable[Link] = (),
    cannot_link: Iterable[Link] = (),
    frozen: Iterable[Sequence[int]] = (),
    least_link: float = LEAST_LINK,
) -> NDArray[np.int64]:
    """Labels (count,) of the groups of articles 0..count-1; the label is the smallest member.

    `frozen` groups stay exactly as given and override everything else; articles of `must_link` are together,
    those of `cannot_link` are not. The order of the pairs does not matter. Raises Contradiction.
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
        # Groups are at most as close as the strongest link between them.
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
        # The closeness at which two groups merge, by their pair; forgotten when one of them grows.
        self.known: dict[int, float] = {}
        self.tried: dict[int, list[int]] = {}

    def freeze(self, members: Sequence[int]) -> None:
        for member in members[1:]:
            self._merge(self.of[members[0]], self.of[member])
        self.frozen.update(self.of[member] for member in members[:1])

    def keep_together(self, links: Iterable[Link]) -> None:
        """A frozen group is what a curator said last of its members: links out of it are left aside."""
        for left, right in links:
            a, b = self.of[left], self.of[right]
            if a != b and a not in self.frozen and b not in self.frozen:
                self._merge(a, b)

    def keep_apart(self, links: Iterable[Link]) -> None:
        for left, right in links:
            a, b = self.of[left], self.of[right]
            if a == b and a not in self.frozen:
                raise Contradiction(f"{left} and {right} are to be kept apart and together")
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def merge_close(self, links: list[list[int]], least: float) -> list[list[int]]:
        """Merges groups that are linked and at least as close; returns the links that are left to try."""
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
        """How close two linked groups are; NEVER if they stay two as long as neither grows."""
        if a in self.frozen or b in self.frozen or b in self.apart.get(a, ()):
            return NEVER
        sizes = len(self.members[a]), len(self.members[b])
        closeness = self._closeness(a, b) if (sizes[0], a) < (sizes[1], b) else self._closeness(b, a)
        needed = self.least_link + CLOSER_BY_DOUBLING * min(log2(min(sizes)), DOUBLINGS)
        return closeness if closeness >= needed else NEVER

    def _closeness(self, small: int, large: int) -> float:
        """Mean, over the members of the smaller group, of the mean of their best links into the other; what is no link
        is one of 0. Two articles are as close as their link.
        """
        inner, outer, total = self.members[small], self.members[large], 0.0
        if len(outer) == 1:
            return self.links[small][large]
        best = min(len(outer), max(BEST_LINKS, len(outer) - UNLINKED), MOST_LINKS)
        for member in inner:
            total += sum(self._into(large, outer, member)[:best]) / best
        return total / len(inner)

    def _into(self, group: int, members: list[int], article: int) -> list[float]:
        """The links of an article into a group, the strongest first, from whichever is shorter: its links, or the
        group's members.
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
