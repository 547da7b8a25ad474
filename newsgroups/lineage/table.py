"""The lineage of a story as a table for its page, and as a graph for other programs."""

from dataclasses import dataclass

from .graph import Edge, Lineage, Node

# Maximum number of rows on a page; the download has everything.
MAX_ROWS = 60


@dataclass(frozen=True)
class LineageRow:
    """An edge with its nodes.

    `compare` holds the two articles whose comparison shows the words; None for an outside source.
    """

    source_node: Node
    target_node: Node
    directed: bool
    share: float
    evidence: str
    compare: tuple[int, int] | None


@dataclass(frozen=True)
class LineageTable:
    edges: list[LineageRow]


def lineage_table(lineage: Lineage) -> LineageTable:
    """Return the strongest edges.

    Two texts from one outside source are listed under it, and not again next to each other.
    """
    nodes = {node.id: node for node in lineage.nodes}
    carrying = {edge.target for edge in lineage.edges if edge.directed and nodes[edge.source].article is None}
    edges = [edge for edge in lineage.shown().edges if edge.directed or not {edge.source, edge.target} <= carrying]
    return LineageTable([_row(edge, nodes) for edge in edges[:MAX_ROWS]])


def _row(edge: Edge, nodes: dict[str, Node]) -> LineageRow:
    source, target = nodes[edge.source], nodes[edge.target]
    both = (source.article, target.article) if source.article and target.article else None
    return LineageRow(source, target, edge.directed, edge.shown, "; ".join(edge.evidence), both)


def as_dot(lineage: Lineage) -> str:
    """Return the graph in Graphviz's DOT language. Undirected edges have no arrowhead."""
    lines = ["digraph lineage {", "  rankdir=LR;"]
    for node in lineage.nodes:
        shape = "box" if node.article is None else "ellipse"
        lines.append(f"  {_quoted(node.id)} [label={_quoted(node.name)}, shape={shape}];")
    for edge in lineage.shown().edges:
        head = "" if edge.directed else ", dir=none"
        lines.append(f'  {_quoted(edge.source)} -> {_quoted(edge.target)} [label="{edge.shown:.0%}"{head}];')
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
