"""Geometry of charts: templates draw them as SVG, with a table for readers who cannot see them."""

from collections.abc import Sequence
from dataclasses import dataclass
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
        x, y, across, down = (round(side, 2) for side in box)
        bars.append(Bar(x, y, across, down, label, value, link))
    return BarChart(width, height, bars)


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
    """Mark bins by their mean prediction (`predicted`) and the share that was correct (`true`); None without bins."""
    if not bins:
        return None

    def up(share: float) -> float:
        return round(_TOP + size * (1 - share), 1)

    points = [
        Point(
            round(_MARGIN + size * each.predicted, 1),
            up(each.true.value),
            up(each.true.low),
            up(each.true.high),
            f"predicted {percent(each.predicted)}, actual {percent(each.true.value)} "
            f"({percent(each.true.low)} to {percent(each.true.high)}), {each.pairs} pairs",
        )
        for each in bins
    ]
    ticks = [(round(_MARGIN + size * part / 4, 1), up(part / 4), f"{part * 25}%") for part in range(5)]
    return CalibrationChart(size, _MARGIN, points, ticks)
