"""A story as a graph of texts and outside sources, and of what they take from each other.

Independent of the database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

# From this share on, an article depends on another: that many of its words outside quotations occur there.
DEPENDENT_FROM = 0.5
# If three hundred outlets carry a text, each shows its closest copies instead of all.
MAX_EDGES_OF_NODE = 3


@dataclass(frozen=True)
class Node:
    """`id` is "a12" for article 12 and "s:AP" for a source outside the archive.

    `agency` is the agency that an article credits with its whole text, or that its outlet is; `published` is its own
    date, if it has one.
    """

    id: str
    name: str
    article: int | None = None
    agency: str = ""
    is_agency_page: bool = False
    published: datetime | None = None


@dataclass(frozen=True)
class Edge:
    """What two nodes share: from `source` to `target` if directed; otherwise, it is not known which took it from which.

    Shares (0..1) are of each text's words outside quotations that also occur in the other; None for an outside source.
    `copied` is the share of all words of the target, or the greater one without a direction, as lists show it.
    """

    source: str
    target: str
    directed: bool
    share_of_source: float | None
    share_of_target: float | None
    confidence: float = 0.0
    evidence: tuple[str, ...] = ()
    copied: float | None = None

    @property
    def shown(self) -> float:
        """Return the share that pages show."""
        return self.weight if self.copied is None else self.copied

    @property
    def weight(self) -> float:
        return max(self.share_of_source or 0.0, self.share_of_target or 0.0)


@dataclass(frozen=True)
class Lineage:
    """Everything the texts of a story take from each other.

    `own` holds the ids of nodes that are independent reports.
    """

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    @property
    def independent_reports(self) -> int:
        return len(independent(self.nodes, self.edges))

    def own(self) -> set[str]:
        return {node for group in independent(self.nodes, self.edges) for node in group}

    def shown(self) -> "Lineage":
        """Return the lineage with only the strongest edges of each node. Every node keeps its closest one."""
        left: dict[str, int] = {}
        kept = []
        for edge in sorted(self.edges, key=lambda edge: (not edge.directed, -edge.weight, edge.source, edge.target)):
            ends = edge.source, edge.target
            if min(left.get(end, 0) for end in ends) < MAX_EDGES_OF_NODE:
                kept.append(edge)
                for end in ends:
                    left[end] = left.get(end, 0) + 1
        return Lineage(self.nodes, kept)


def independent(nodes: Sequence[Node], edges: Iterable[Edge]) -> list[list[str]]:
    """Return groups of nodes that count as one report each: independent texts, and sets of mutually dependent texts.

    A text depends on another if most of its own words occur there, unless it is known to be the origin. It also depends
    on the agency that it credits with its whole text. Three outlets that carry one agency are one report, the agency's.
    """
    ids = [node.id for node in nodes]
    depends: dict[str, set[str]] = {node: set() for node in ids}
    for edge in edges:
        if edge.source not in depends or edge.target not in depends:
            continue
        if (edge.share_of_target or 0.0) >= DEPENDENT_FROM:
            depends[edge.target].add(edge.source)
        if not edge.directed and (edge.share_of_source or 0.0) >= DEPENDENT_FROM:
            depends[edge.source].add(edge.target)
    _join_agencies(nodes, depends)
    # An outside source of which no text is mostly taken is not a report of this story.
    used = {node.id for node in nodes if node.article is not None}.union(*depends.values())
    return [sorted(group) for group in _components(ids, depends) if _is_end(group, depends) and group & used]


def _join_agencies(nodes: Sequence[Node], depends: dict[str, set[str]]) -> None:
    """Make articles that credit one agency depend on its page or, if the story has none, on the first of them."""
    of_agency: dict[str, list[Node]] = {}
    for node in nodes:
        if node.agency:
            of_agency.setdefault(node.agency, []).append(node)
    for carrying in of_agency.values():
        pages = [node for node in carrying if node.is_agency_page]
        sources = [node for node in carrying if node.article is None]
        root = (pages or sources or carrying)[0]
        for node in carrying:
            if node is not root and not node.is_agency_page:
                depends[node.id].add(root.id)


def _is_end(group: set[str], depends: dict[str, set[str]]) -> bool:
    return all(depends[node] <= group for node in group)


def _components(ids: Sequence[str], depends: dict[str, set[str]]) -> list[set[str]]:
    """Return strongly connected components (Tarjan 1972), without recursion, because a chain of copies may be long."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    components: list[set[str]] = []
    for root in ids:
        if root in index:
            continue
        work = [(root, iter(sorted(depends[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, others = work[-1]
            other = next((neighbor for neighbor in others if neighbor not in index or neighbor in on_stack), None)
            if other is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    components.append(_popped(stack, on_stack, node))
            elif other in index:
                low[node] = min(low[node], index[other])
            else:
                index[other] = low[other] = len(index)
                stack.append(other)
                on_stack.add(other)
                work.append((other, iter(sorted(depends[other]))))
    return components


def _popped(stack: list[str], on_stack: set[str], root: str) -> set[str]:
    group: set[str] = set()
    while root not in group:
        node = stack.pop()
        on_stack.discard(node)
        group.add(node)
    return group
