"""Predicted probabilities and how many of the pairs were of one story, by bins, as an SVG chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsgroups.text.display.percentages import percent


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
