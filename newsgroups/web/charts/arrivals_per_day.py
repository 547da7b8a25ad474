"""Geometry of stacked bars: one bar per day, one segment per outlet."""

from dataclasses import dataclass
from datetime import date

from newsgroups.common.dates.formats import DAY
from newsgroups.ingest.feeds.ingest_report import Arrivals

WIDTH, HEIGHT, GAP = 860, 160, 3


@dataclass(frozen=True)
class BarSegment:
    x: float
    y: float
    width: float
    height: float
    colour: int
    label: str


@dataclass(frozen=True)
class StackedChart:
    """`legend` lists outlets with their color numbers; `rows` lists days with counts in the legend's order."""

    width: int
    height: int
    pieces: list[BarSegment]
    legend: list[tuple[int, str]]
    rows: list[tuple[date, list[int], int]]
    greatest: int


def arrivals_chart(arrivals: Arrivals) -> StackedChart | None:
    """Return None if nothing arrived."""
    rows = [(day, [arrivals.counts.get((day, name), 0) for name in arrivals.outlets]) for day in arrivals.days]
    greatest = max((sum(counts) for _, counts in rows), default=0)
    if not greatest:
        return None
    step = WIDTH / len(rows)
    pieces = []
    for place, (day, counts) in enumerate(rows):
        top = float(HEIGHT)
        for colour, (name, count) in enumerate(zip(arrivals.outlets, counts, strict=True), start=1):
            tall = count / greatest * HEIGHT
            top -= tall
            if count:
                box = place * step, top, step - GAP, tall
                x, y, across, down = (round(side, 2) for side in box)
                pieces.append(BarSegment(x, y, across, down, colour, f"{day:{DAY}}, {name}: {count:,}"))
    legend = list(enumerate(arrivals.outlets, start=1))
    table = [(day, counts, sum(counts)) for day, counts in reversed(rows) if sum(counts)]
    return StackedChart(WIDTH, HEIGHT, pieces, legend, table, greatest)
