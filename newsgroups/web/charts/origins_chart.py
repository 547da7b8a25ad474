"""Where the text of a story comes from: a row for each outlet, its articles in time, and who carries whose text.

Across, positions are in percent, down in pixels, so that text and marks keep their size at every width.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from newsgroups.common.dates.formats import DAY, DAY_AND_TIME
from newsgroups.lineage.table import LineageRow
from newsgroups.text.display.percentages import percent

from .time_axis import Cut, Tick, TimeAxis

ROW = 50
# More rows are a table, not a drawing.
MAX_ROWS = 12
_UNDATED_ROOM, _UNDATED_X, _RIGHT = 8.0, 3.0, 93.0
_DAY = timedelta(days=1)
# Pixels between an arrow's end and the middle of its mark.
_REACH = 9


@dataclass(frozen=True)
class Mark:
    """A text: a circle at `x`, or a bar from `x` to `end` over the day or the span in which it was published.

    `sign` is "own", "copy", "outside", or empty if not known; `share` (like "98%") is what it has from its origin.
    """

    x: float
    y: int
    sign: str
    title: str
    article: int | None = None
    end: float | None = None
    is_dated: bool = True
    share: str = ""

    @property
    def width(self) -> float:
        return round((self.end or self.x) - self.x, 2)

    @property
    def last(self) -> float:
        return self.end if self.end is not None else self.x


@dataclass(frozen=True)
class Row:
    y: int
    name: str
    note: str
    is_outside: bool


@dataclass(frozen=True)
class Flow:
    """From a text to one that shares its words: across at `y1`, then down at `x2`; an arrow if `directed`."""

    x1: float
    y1: int
    x2: float
    y2: int
    directed: bool
    is_outside: bool
    title: str


@dataclass(frozen=True)
class OriginsChart:
    height: int
    rows: list[Row]
    marks: list[Mark]
    flows: list[Flow]
    ticks: list[Tick]
    cuts: list[Cut]
    more_rows: int
    has_undated: bool
    has_days: bool
    has_outside: bool


def origins_chart(
    articles: Sequence[Any], edges: Sequence[LineageRow], signs: Mapping[int, str]
) -> OriginsChart | None:
    """Draw a story; None with fewer than two texts, or without a date. `signs` are of the articles by id."""
    stretches = {article.pk: _stretch(article) for article in articles}
    dated = [stretch for stretch in stretches.values() if stretch]
    if len(articles) < 2 or not dated:
        return None
    edges = _strongest(edges, set(stretches))
    by_row = _rows(articles, edges, stretches)
    shown = dict(list(by_row.items())[:MAX_ROWS])
    undated = any(stretches[each.pk] is None for texts in shown.values() for each in texts)
    axis = TimeAxis.over(dated, left=_UNDATED_ROOM if undated else 2.0, right=_RIGHT)
    shares = {edge.target_node.id: percent(edge.share) for edge in edges if edge.directed}
    marks: dict[str, Mark] = {}
    rows = []
    for number, (name, texts) in enumerate(shown.items()):
        y = ROW * number + ROW // 2
        rows.append(Row(y, name, f"{len(texts)} articles" if len(texts) > 1 else "", not texts))
        for article in texts:
            node = f"a{article.pk}"
            marks[node] = _mark(article, axis, y, signs.get(article.pk, ""), shares.get(node, ""))
        if not texts:
            marks[_outside(name, edges)] = _outside_mark(name, axis, dated, y)
    flows = [_flow(marks[e.source_node.id], marks[e.target_node.id], e) for e in edges if _ends(e) <= marks.keys()]
    return OriginsChart(
        height=ROW * len(rows),
        rows=rows,
        marks=list(marks.values()),
        flows=flows,
        ticks=axis.ticks,
        cuts=axis.cuts,
        more_rows=len(by_row) - len(shown),
        has_undated=undated,
        has_days=any(mark.end is not None and mark.article for mark in marks.values()),
        has_outside=any(row.is_outside for row in rows),
    )


def _stretch(article: Any) -> tuple[datetime, datetime] | None:
    """Return when an article was published: a moment, a whole day, or None if that is not known."""
    moment = article.moment
    if moment is None:
        return None
    return (moment.at, moment.at) if moment.has_time else (moment.at, moment.at + _DAY - timedelta(minutes=1))


def _ends(edge: LineageRow) -> set[str]:
    return {edge.source_node.id, edge.target_node.id}


def _strongest(edges: Sequence[LineageRow], articles: set[int]) -> list[LineageRow]:
    """Return for each text the origin of most of its words; undirected edges only where no origin is known."""
    best: dict[str, LineageRow] = {}
    for edge in edges:
        nodes = edge.source_node, edge.target_node
        if any(node.article is not None and node.article not in articles for node in nodes):
            continue
        known = best.get(edge.target_node.id)
        if known is None or (edge.directed, edge.share) > (known.directed, known.share):
            best[edge.target_node.id] = edge
    known_origin = {node for node, edge in best.items() if edge.directed}
    return [edge for edge in best.values() if edge.directed or not _ends(edge) <= known_origin]


def _rows(
    articles: Sequence[Any], edges: Sequence[LineageRow], stretches: Mapping[int, tuple[datetime, datetime] | None]
) -> dict[str, list[Any]]:
    """Group articles by outlet, families of text together; an outside source has a row without articles."""
    outlet = {f"a{article.pk}": article.source.name for article in articles}
    names = {node.id: outlet.get(node.id, node.name) for edge in edges for node in (edge.source_node, edge.target_node)}
    family: dict[str, str] = {}

    def root(name: str) -> str:
        while family.get(name, name) != name:
            name = family[name]
        return name

    for edge in sorted(edges, key=lambda edge: not edge.directed):
        family[root(names[edge.target_node.id])] = root(names[edge.source_node.id])
    texts: dict[str, list[Any]] = {name: [] for name in [*outlet.values(), *names.values()]}
    for article in articles:
        texts[article.source.name].append(article)
    far = max(stretch[1] for stretch in stretches.values() if stretch) + _DAY

    def when(name: str) -> datetime:
        return min((stretch[0] for each in texts[name] if (stretch := stretches[each.pk])), default=far)

    origins = {names[edge.source_node.id] for edge in edges if edge.directed}
    first = {name: min(when(other) for other in texts if root(other) == root(name)) for name in texts}
    order = sorted(texts, key=lambda name: (first[name], root(name), name not in origins, when(name), name))
    return {name: texts[name] for name in order}


def _mark(article: Any, axis: TimeAxis, y: int, sign: str, share: str) -> Mark:
    moment = article.moment
    title = f"{article.source.name}: {article.title}"
    if moment is None:
        return Mark(_UNDATED_X, y, sign, f"{title} (no date)", article.pk, is_dated=False, share=share)
    if moment.has_time:
        return Mark(axis.x(moment.at), y, sign, f"{title}, {moment.at:{DAY_AND_TIME}}", article.pk, share=share)
    end = axis.x(moment.at + _DAY)
    return Mark(axis.x(moment.at), y, sign, f"{title}, {moment.at:{DAY}}", article.pk, end, share=share)


def _outside(name: str, edges: Sequence[LineageRow]) -> str:
    return next(
        node.id
        for edge in edges
        for node in (edge.source_node, edge.target_node)
        if node.article is None and node.name == name
    )


def _outside_mark(name: str, axis: TimeAxis, dated: Sequence[tuple[datetime, datetime]], y: int) -> Mark:
    """Return a bar over the time in which a text outside the archive can have appeared."""
    first, last = min(start for start, _ in dated), max(end for _, end in dated)
    return Mark(axis.x(first), y, "outside", f"{name}, not in the archive; time not known", end=axis.x(last))


def _flow(one: Mark, other: Mark, edge: LineageRow) -> Flow:
    # A bar is met where the other text's time allows the shortest line.
    x2 = min(max(one.x, other.x), other.last) if one.end is None else max(other.x, one.x)
    x1 = min(max(x2, one.x), one.last)
    y2 = other.y - _REACH if other.y > one.y else other.y + _REACH
    to = "is the origin of text in" if edge.directed else "shares text, in unknown order, with"
    title = f"{edge.source_node.name} {to} {edge.target_node.name}: {percent(edge.share)}; {edge.evidence}"
    return Flow(x1, one.y, x2, y2, edge.directed, edge.source_node.article is None, title)
