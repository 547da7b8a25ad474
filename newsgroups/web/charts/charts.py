"""Geometry of charts: templates draw them as SVG, with a table for readers who cannot see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from newsgroups.text.display.percentages import percent

BAR_GAP = 2
# Without a minimum height, a bar of one among thousands would be invisible.
MIN_HEIGHT = 2


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    label: str
    value: int
    link: str = ""


@dataclass(frozen=True)
class BarChart:
    width: int
    height: int
    bars: list[Bar]

    @property
    def greatest(self) -> int:
        return max((bar.value for bar in self.bars), default=0)


def bar_chart(values: Sequence[tuple[str, int, str]], *, width: int, height: int) -> BarChart:
    """Lay out bars of (label, value, link) from left to right; the greatest value gets the full height."""
    greatest = max((value for _, value, _ in values), default=0)
    step = width / max(1, len(values))
    bars = []
    for place, (label, value, link) in enumerate(values):
        tall = max(MIN_HEIGHT, value / greatest * height) if value else 0
        gap = min(BAR_GAP, step / 4)
        box = place * step, height - tall, step - gap, tall
        bars.append(Bar(*(round(side, 2) for side in box), label, value, link))
    return BarChart(width, height, bars)


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    article: Any


@dataclass(frozen=True)
class Timeline:
    """One row per outlet, one mark per article, and a line between near copies.

    `ticks` are (x, label). Articles without a date are in `undated`, not in the chart.
    """

    width: int
    height: int
    rows: list[tuple[float, str]]
    marks: list[Mark]
    copies: list[tuple[float, float, float, float]]
    ticks: list[tuple[float, str]]
    undated: int


_LABELS, _ROW, _WIDTH, _TICKS = 170, 26, 860, 4


def timeline(articles: Sequence[Any], copies: Sequence[tuple[int, int]]) -> Timeline | None:
    """Lay out the dated articles of a story over time; None if there is only one.

    `copies` are pairs of ids of near copies.
    """
    dated = [article for article in articles if article.published]
    if len(dated) < 2:
        return None
    first = min(article.published for article in dated)
    span = max(max(article.published for article in dated) - first, timedelta(hours=1))
    outlets = list(dict.fromkeys(article.source.name for article in dated))
    rows = {name: 16 + place * _ROW for place, name in enumerate(outlets)}

    def across(moment: datetime) -> float:
        return round(_LABELS + (moment - first) / span * (_WIDTH - _LABELS - 45), 1)

    marks = {a.pk: Mark(across(a.published), rows[a.source.name], a) for a in dated}
    lines = [(marks[a].x, marks[a].y, marks[b].x, marks[b].y) for a, b in copies if a in marks and b in marks]
    has_times = all(article.moment and article.moment.has_time for article in dated)
    moments = _ticks(first, span, of_days=not has_times or span >= timedelta(days=4))
    form = "%-d %b, %H:%M" if has_times and span < timedelta(days=4) else "%-d %b %Y"
    ticks = [(across(moment), f"{moment:{form}}") for moment in moments]
    shown = [(y, name if len(name) < 25 else f"{name[:23]}…") for name, y in rows.items()]
    height, undated = 16 + len(rows) * _ROW + 20, len(articles) - len(dated)
    return Timeline(_WIDTH, height, shown, list(marks.values()), lines, ticks, undated)


def _ticks(first: datetime, span: timedelta, *, of_days: bool) -> list[datetime]:
    """Return five moments over the span, or at most that many midnights."""
    first = first.astimezone(UTC)
    if not of_days:
        return [first + span * place / _TICKS for place in range(_TICKS + 1)]
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    start = midnight if midnight == first else midnight + timedelta(days=1)
    number = max(0, (first + span - start).days) + 1
    return [start + timedelta(days=day) for day in range(0, number, -(-number // (_TICKS + 1)))]


@dataclass(frozen=True)
class Point:
    """A bin of probabilities: its mark, the ends of its confidence interval, and its label."""

    x: float
    y: float
    low: float
    high: float
    label: str


@dataclass(frozen=True)
class CalibrationChart:
    """Predicted probability on the horizontal axis, observed frequency on the vertical.

    Both are equal on the diagonal.
    """

    size: int
    left: int
    points: list[Point]
    ticks: list[tuple[float, float, str]]

    @property
    def bottom(self) -> int:
        return self.size + _TOP


_TOP, _MARGIN = 12, 44


def calibration_chart(bins: Sequence[Any], *, size: int = 300) -> CalibrationChart | None:
    """Mark bins by their mean prediction (`said`) and the share that was correct (`true`); None without bins."""
    if not bins:
        return None

    def up(share: float) -> float:
        return round(_TOP + size * (1 - share), 1)

    points = [
        Point(
            round(_MARGIN + size * each.said, 1),
            up(each.true.value),
            up(each.true.low),
            up(each.true.high),
            f"predicted {percent(each.said)}, actual {percent(each.true.value)} "
            f"({percent(each.true.low)} to {percent(each.true.high)}), {each.pairs} pairs",
        )
        for each in bins
    ]
    ticks = [(round(_MARGIN + size * part / 4, 1), up(part / 4), f"{part * 25}%") for part in range(5)]
    return CalibrationChart(size, _MARGIN, points, ticks)
