"""A time axis in percent that cuts long empty stretches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsgroups.common.dates.formats import DAY_OF_YEAR, TIME

# A stretch without any event is cut from this share of the whole span and this length on.
_CUT_SHARE, _CUT_FROM = 0.3, timedelta(hours=36)
# Percent of the width that a cut takes, and the least share of the rest for a part of the axis: room for its label.
_CUT_WIDTH, _MIN_PART = 5.0, 0.12
_STEPS = [timedelta(hours=hours) for hours in (1, 3, 6, 12, 24, 48, 168, 672, 2_016, 8_064)]
_MAX_TICKS = 9
# Percent between two labels.
_APART = 5.0


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    is_day: bool


@dataclass(frozen=True)
class Cut:
    """A stretch that is left out, and how long it is in words."""

    x: float
    label: str


@dataclass(frozen=True)
class TimeAxis:
    """`segments` are (start, end, x at the start, x at the end)."""

    segments: list[tuple[datetime, datetime, float, float]]

    @classmethod
    def over(cls, stretches: Sequence[tuple[datetime, datetime]], *, left: float, right: float) -> "TimeAxis":
        """Return an axis from `left` to `right` that shows all stretches; equal ends make a moment."""
        parts = _parts(stretches)
        total = sum((end - start for start, end in parts), timedelta())
        shares = [max(_MIN_PART, (end - start) / total) for start, end in parts]
        room = (right - left - _CUT_WIDTH * (len(parts) - 1)) / sum(shares)
        segments, x = [], left
        for (start, end), share in zip(parts, shares, strict=True):
            width = room * share
            segments.append((start, end, x, x + width))
            x += width + _CUT_WIDTH
        return cls(segments)

    def x(self, at: datetime) -> float:
        for start, end, first, last in self.segments:
            if at <= end:
                return round(first + (last - first) * max(0.0, (at - start) / (end - start)), 2)
        return round(self.segments[-1][3], 2)

    @property
    def cuts(self) -> list[Cut]:
        found = []
        for one, other in zip(self.segments, self.segments[1:], strict=False):
            days = round((other[0] - one[1]) / timedelta(days=1))
            found.append(Cut(round((one[3] + other[2]) / 2, 2), f"{days} day{'' if days == 1 else 's'}"))
        return found

    @property
    def ticks(self) -> list[Tick]:
        """Return at most `_MAX_TICKS` round moments: midnights by their day, others by their time."""
        spans = sum((end - start for start, end, _, _ in self.segments), timedelta())
        step = next((step for step in _STEPS if spans / step <= _MAX_TICKS - 1), _STEPS[-1])
        found = [tick for segment in self.segments for tick in self._ticks_of(segment, step)]
        return found[:_MAX_TICKS]

    def _ticks_of(self, segment: tuple[datetime, datetime, float, float], step: timedelta) -> list[Tick]:
        start, end = segment[:2]
        at = start.replace(hour=0, minute=0, second=0, microsecond=0)
        found = []
        while at <= end:
            if at >= start:
                is_day = at.hour == 0
                found.append(Tick(self.x(at), f"{at:{DAY_OF_YEAR}}" if is_day else f"{at:{TIME}}", is_day))
            at += step
        if not any(tick.is_day for tick in found):
            found = [Tick(self.x(start), f"{start:{DAY_OF_YEAR}}", True), *found]
        kept = [found[0]]
        for tick in found[1:]:
            if tick.x - kept[-1].x >= _APART:
                kept.append(tick)
        return kept


def _parts(stretches: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Join stretches into the parts of the axis; each has some margin."""
    ordered = sorted((start.astimezone(UTC), end.astimezone(UTC)) for start, end in stretches)
    first, last = ordered[0][0], max(end for _, end in ordered)
    span = max(last - first, timedelta(hours=1))
    parts = [list(ordered[0])]
    for start, end in ordered[1:]:
        gap = start - parts[-1][1]
        if gap >= _CUT_FROM and gap >= _CUT_SHARE * span:
            parts.append([start, end])
        else:
            parts[-1][1] = max(parts[-1][1], end)
    margin = max(sum((end - start for start, end in parts), timedelta()) / 30, timedelta(minutes=20))
    return [(start - margin, end + margin) for start, end in parts]
