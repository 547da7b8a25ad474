"""Months as bars of several parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

# Pixels. Across, positions are in percent, so that text and lines keep their size at every width.
_TOP, _HEIGHT = 8, 150
# Share of its month that a bar takes.
_FILLED = 0.7
# Room for the numbers of the scale, in percent of the width.
_SCALE = 4.0
_MAX_LABELS = 12
# On small screens, every so many labels are shown.
_MAJOR = 3
# Percent; bars of a few months only would be as wide as boxes.
_MAX_WIDTH = 8.0


@dataclass(frozen=True)
class Part:
    """A part of a bar. `place` is that of its kind among all kinds, from 0."""

    y: float
    height: float
    place: int
    kind: str
    label: str
    value: int


@dataclass(frozen=True)
class Stack:
    """A month: `x` and `width` in percent.

    `name` stands below the bar, or is empty where there is no room; `is_minor` if a small screen has none for it.
    """

    x: float
    width: float
    label: str
    name: str
    month: str
    parts: list[Part]
    kinds: int
    is_minor: bool = False

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def numbers(self) -> list[int]:
        """Return the value of each kind, 0 where there is none."""
        of_place = {part.place: part.value for part in self.parts}
        return [of_place.get(place, 0) for place in range(self.kinds)]

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)


@dataclass(frozen=True)
class StackedChart:
    """`height` is where the bars stand; `lines` are (y, label) of the scale."""

    height: int
    kinds: list[tuple[str, str]]
    stacks: list[Stack]
    lines: list[tuple[float, str]]

    @property
    def greatest(self) -> int:
        return max(stack.total for stack in self.stacks)


def stacked_chart(
    months: Sequence[tuple[str, Mapping[str, int]]], kinds: Sequence[tuple[str, str]]
) -> StackedChart | None:
    """Lay out ("2018-09", numbers by kind) from the first month to the last; None for fewer than two months.

    `kinds` are values and labels, the lowest part first.
    """
    counts = dict(months)
    if len(counts) < 2:
        return None
    names = _months(min(counts), max(counts))
    top = _top(max(sum(numbers.values()) for numbers in counts.values()))
    step = (100 - _SCALE) / len(names)
    every = -(-len(names) // _MAX_LABELS)
    stacks = []
    for place, name in enumerate(names):
        first = date(int(name[:4]), int(name[5:]), 1)
        is_minor = bool(place % (every * _MAJOR))
        below = "" if place % every else f"{first:%b %Y}" if not is_minor or first.month <= every else f"{first:%b}"
        width = min(_MAX_WIDTH, step * _FILLED)
        x = _SCALE + step * (place + 0.5) - width / 2
        parts = _parts(counts.get(name, {}), kinds, top)
        stacks.append(Stack(round(x, 2), round(width, 2), f"{first:%b %Y}", below, name, parts, len(kinds), is_minor))
    halves = [top // 2, top] if top > 1 and top % 2 == 0 else [top]
    lines = [(_HEIGHT, ""), *((round(_HEIGHT - _tall(value, top), 1), f"{value:,}") for value in halves)]
    return StackedChart(_HEIGHT, list(kinds), stacks, lines)


def _top(greatest: int) -> int:
    """Return the end of the scale: the next 1, 2, 4, 6, or 8 followed by zeros."""
    power = 1
    while True:
        for digit in (1, 2, 4, 6, 8):
            if digit * power >= greatest:
                return digit * power
        power *= 10


def _tall(value: int, top: int) -> float:
    return value / top * (_HEIGHT - _TOP)


def _parts(numbers: Mapping[str, int], kinds: Sequence[tuple[str, str]], greatest: int) -> list[Part]:
    parts, top = [], float(_HEIGHT)
    for place, (kind, label) in enumerate(kinds):
        if value := numbers.get(kind, 0):
            height = _tall(value, greatest)
            top -= height
            parts.append(Part(round(top, 2), round(height, 2), place, kind, label, value))
    return parts


def _months(first: str, last: str) -> list[str]:
    names = []
    year, month = map(int, first.split("-"))
    while (name := f"{year}-{month:02}") <= last:
        names.append(name)
        year, month = year + month // 12, month % 12 + 1
    return names
