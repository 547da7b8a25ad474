"""The lineage of a story in time: texts by the moment of their publication, and what they have from each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from newsgroups.lineage.graph import Node
from newsgroups.lineage.table import LineageRow

_WIDTH, _ROW, _LABELS, _RIGHT, _TOP = 860, 30, 210, 40, 18
# More rows are a table, not a drawing.
MAX_NODES = 40
_MAX_LABEL = 26


@dataclass(frozen=True)
class Place:
    """A text or an outside source. A text without a date stands at the right edge, an outside source at the left."""

    x: float
    y: float
    name: str
    article: int | None
    is_dated: bool = True


@dataclass(frozen=True)
class Line:
    """From (x1, y1) to (x2, y2); with an arrowhead if `directed`. The curve bows to (cx, cy)."""

    x1: float
    y1: float
    x2: float
    y2: float
    cx: float
    cy: float
    directed: bool
    share: float
    title: str


@dataclass(frozen=True)
class LineageChart:
    width: int
    height: int
    places: list[Place]
    lines: list[Line]
    has_undated: bool
    has_sources: bool


def lineage_chart(rows: Sequence[LineageRow]) -> LineageChart | None:
    """Place the nodes of the edges. None without edges, or with too many nodes."""
    nodes = {node.id: node for row in rows for node in (row.source_node, row.target_node)}
    if not nodes or len(nodes) > MAX_NODES:
        return None
    dated = [node.published for node in nodes.values() if node.published]
    first, span = (min(dated), max(max(dated) - min(dated), timedelta(hours=1))) if dated else (None, timedelta(1))
    ordered = sorted(nodes.values(), key=_order)
    places = {}
    for number, node in enumerate(ordered):
        at = node.published
        x = float(_LABELS if node.article is None else _WIDTH - 8)
        if at and first:
            x = _LABELS + 40 + (at - first) / span * (_WIDTH - _LABELS - 40 - _RIGHT)
        places[node.id] = Place(round(x, 1), _TOP + number * _ROW, _short(node.name), node.article, at is not None)
    lines = [_line(places[row.source_node.id], places[row.target_node.id], row) for row in rows]
    texts = [place for place in places.values() if place.article]
    has_undated = any(not place.is_dated for place in texts)
    height = _TOP + len(ordered) * _ROW
    return LineageChart(_WIDTH, height, list(places.values()), lines, has_undated, len(texts) < len(places))


def _order(node: Node) -> tuple[int, float, str]:
    """Return the place in order: outside sources, then dated texts by time, then undated ones."""
    if node.article is None:
        return 0, 0.0, node.id
    return (1, node.published.timestamp(), node.id) if node.published else (2, 0.0, node.id)


def _line(one: Place, other: Place, row: LineageRow) -> Line:
    bow = 18 if abs(one.x - other.x) < 60 else 0
    cx, cy = (one.x + other.x) / 2 + bow, (one.y + other.y) / 2
    reach = 9.0
    length = max(1.0, ((other.x - cx) ** 2 + (other.y - cy) ** 2) ** 0.5)
    # The arrow ends at the rim of the mark.
    x2, y2 = other.x - (other.x - cx) / length * reach, other.y - (other.y - cy) / length * reach
    to = "is the origin of text in" if row.directed else "shares text with"
    title = f"{row.source_node.name} {to} {row.target_node.name}: {row.share:.0%}; {row.evidence}"
    return Line(one.x, one.y, round(x2, 1), round(y2, 1), round(cx, 1), round(cy, 1), row.directed, row.share, title)


def _short(name: str) -> str:
    return name if len(name) <= _MAX_LABEL else f"{name[: _MAX_LABEL - 1]}…"
