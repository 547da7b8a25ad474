"""A share with its confidence interval on a scale."""

from dataclasses import dataclass
from typing import Any

from newsgroups.text.display.percentages import percent

_SCALES = (0.1, 0.2, 0.4, 0.6, 1.0)


@dataclass(frozen=True)
class IntervalChart:
    """Positions on the scale, each 0..1; `top` is the share at its end."""

    value: float
    low: float
    high: float
    top: float
    label: str


def interval_chart(estimate: Any, *, top: float | None = None) -> IntervalChart | None:
    """Place an estimate (`value`, `low`, `high`, each 0..1) on a scale up to `top`; None without an estimate.

    Without `top`, the scale is the shortest that holds the interval.
    """
    if estimate is None:
        return None
    end = top or next(scale for scale in _SCALES if scale >= estimate.high or scale == 1)
    value, low, high = (min(1.0, share / end) for share in (estimate.value, estimate.low, estimate.high))
    label = f"{percent(estimate.value)}, 95% interval {percent(estimate.low)} to {percent(estimate.high)}"
    return IntervalChart(value, low, high, end, label)
