"""Must-link and cannot-link decisions in order, with the chain of links that a contradicting one would break.

Must-link is an equivalence relation, kept as a union-find forest (Tarjan 1975); cannot-link holds between whole sets.
The links themselves are kept as well, so that a contradiction can be explained link by link.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles that a decision puts together or keeps apart. `event` is the number of the decision."""

    left: int
    right: int
    together: bool
    event: int = 0


class Contradiction(ValueError):
    """Raised when a link contradicts earlier ones. `chain` leads from its left article to its right one."""

    def __init__(self, link: Link, chain: list[Link]) -> None:
        self.link, self.chain = link, chain
        super().__init__(f"{link.left} and {link.right} contradict {len(chain)} earlier links")


@dataclass
class Decisions:
    """All links so far. They never contradict each other."""

    _parent: dict[int, int] = field(default_factory=dict)
    _members: dict[int, list[int]] = field(default_factory=dict)
    _links: dict[int, list[Link]] = field(default_factory=dict)
    _apart: dict[int, dict[int, Link]] = field(default_factory=dict)

    def add(self, link: Link) -> None:
        """Add a link. Raises Contradiction, with the chain, and changes nothing if the link cannot hold."""
        if chain := self.contradicting_links(link):
            raise Contradiction(link, chain)
        left, right = self.root(link.left), self.root(link.right)
        if link.together:
            self._links.setdefault(link.left, []).append(link)
            self._links.setdefault(link.right, []).append(link)
            self._join(left, right)
        else:
            self._apart.setdefault(left, {}).setdefault(right, link)
            self._apart.setdefault(right, {}).setdefault(left, link)

    def contradicting_links(self, link: Link) -> list[Link]:
        """Return the earlier links that together contradict this one, or an empty list."""
        if link.together:
            return self.apart_by(link.left, link.right)
        return self.chain(link.left, link.right) if self.are_together(link.left, link.right) else []

    def are_together(self, left: int, right: int) -> bool:
        return self.root(left) == self.root(right)

    def are_apart(self, left: int, right: int) -> bool:
        return self.root(right) in self._apart.get(self.root(left), {})

    def apart_by(self, left: int, right: int) -> list[Link]:
        """Return the links that keep two articles apart, from the first to the second, or an empty list."""
        apart = self._apart.get(self.root(left), {}).get(self.root(right))
        if apart is None:
            return []
        here, there = apart.left, apart.right
        if self.root(here) != self.root(left):
            here, there = there, here
        return [*self.chain(left, here), apart, *self.chain(there, right)]

    def root(self, article: int) -> int:
        while (above := self._parent.get(article, article)) != article:
            article = above
        return article

    def chain(self, start: int, end: int) -> list[Link]:
        """Return the shortest chain of links that holds two articles together (breadth-first search).

        It is empty if they are the same article.
        """
        came_by: dict[int, Link | None] = {start: None}
        waiting = deque([start])
        while waiting and end not in came_by:
            article = waiting.popleft()
            for link in self._links.get(article, ()):
                other = link.right if link.left == article else link.left
                if other not in came_by:
                    came_by[other] = link
                    waiting.append(other)
        return list(reversed(list(_back(came_by, end))))

    def must_link_sets(self) -> Iterator[list[int]]:
        """Yield the sorted articles of each set that has more than one."""
        for members in self._members.values():
            if len(members) > 1:
                yield sorted(members)

    def members(self, article: int) -> list[int]:
        """Return all articles held together with this one, including itself."""
        root = self.root(article)
        return self._members.get(root, [root])

    def cannot_link_pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the roots of each pair of sets that are kept apart, each pair once."""
        for root, others in self._apart.items():
            for other in others:
                if root < other:
                    yield root, other

    def _join(self, left: int, right: int) -> None:
        if left == right:
            return
        large, small = sorted((left, right), key=lambda root: (-len(self._members.get(root, [root])), root))
        self._parent[small] = large
        self._members.setdefault(large, [large]).extend(self._members.pop(small, [small]))
        for other, link in self._apart.pop(small, {}).items():
            del self._apart[other][small]
            self._apart[other].setdefault(large, link)
            self._apart.setdefault(large, {}).setdefault(other, link)


def _back(came_by: dict[int, Link | None], end: int) -> Iterator[Link]:
    while link := came_by.get(end):
        yield link
        end = link.right if link.left == end else link.left
