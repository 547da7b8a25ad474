"""The small chart of a story in lists: one dot per article, one column per day (or per part of a single day)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsgroups.common.dates.formats import DAY, DAY_OF_YEAR, TIME

# As many columns as dots of this size fit side by side in the narrowest chart.
MAX_COLUMNS = 14
# A column with more articles becomes a bar with their number.
MAX_DOTS = 8
_STEP, _BASE, _BAR_HEIGHT = 9.5, 6, 52


@dataclass(frozen=True)
class Dot:
    """`x` in percent of the width, `y` in pixels from the top; `sign` is "own", "copy", or "" if unknown."""

    x: float
    y: float
    sign: str


@dataclass(frozen=True)
class CountBar:
    x: float
    y: float
    height: float
    count: int

    @property
    def label_y(self) -> float:
        return self.y - 4


@dataclass(frozen=True)
class MiniTimeline:
    height: float
    dots: list[Dot]
    bars: list[CountBar]
    first: str
    last: str


def mini_timeline(dots: Sequence[tuple[datetime, str]], *, are_days: bool) -> MiniTimeline | None:
    """Lay out moments and their signs as dots above a line; None for fewer than two.

    With `are_days`, some moments have no time of day, so no times are shown.
    """
    if len(dots) < 2:
        return None
    moments = [moment.astimezone(UTC) for moment, _ in dots]
    places, columns = _columns(moments, are_days=are_days)
    by_column: dict[int, list[str]] = {}
    for place, (_, sign) in sorted(zip(places, dots, strict=True), key=lambda dot: (dot[0], dot[1][1] != "own")):
        by_column.setdefault(place, []).append(sign)
    tallest = max(_BAR_HEIGHT if len(signs) > MAX_DOTS else len(signs) * _STEP for signs in by_column.values())
    height = max(34.0, round(tallest + 16, 1))
    shown: list[Dot] = []
    bars = []
    for place, signs in by_column.items():
        x = round((place + 0.5) / columns * 100, 1)
        if len(signs) > MAX_DOTS:
            bars.append(CountBar(x, height - _BAR_HEIGHT, _BAR_HEIGHT, len(signs)))
        else:
            shown += [Dot(x, round(height - _BASE - row * _STEP, 1), sign) for row, sign in enumerate(signs)]
    return MiniTimeline(height, shown, bars, *_ends(min(moments), max(moments), are_days=are_days))


def _columns(moments: Sequence[datetime], *, are_days: bool) -> tuple[list[int], int]:
    """Return the column of each moment, and the number of columns."""
    first, last = min(moments), max(moments)
    days = (last.date() - first.date()).days + 1
    if days > 1 or are_days:
        columns = min(days, MAX_COLUMNS)
        return [(moment.date() - first.date()).days * columns // days for moment in moments], columns
    span = max(last - first, timedelta(minutes=1))
    return [min(MAX_COLUMNS - 1, int((moment - first) / span * MAX_COLUMNS)) for moment in moments], MAX_COLUMNS


def _ends(first: datetime, last: datetime, *, are_days: bool) -> tuple[str, str]:
    """Return the labels under the first and the last column."""
    if first.year != last.year:
        return f"{first:{DAY}}", f"{last:{DAY}}"
    if are_days or first.date() != last.date():
        return f"{first:{DAY_OF_YEAR}}", f"{last:{DAY_OF_YEAR}}" if first.date() != last.date() else ""
    return f"{first:{TIME}}", f"{last:{TIME}}" if first != last else ""
