"""Geometry of a bar chart: templates draw it as SVG, with a table for readers who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass

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
