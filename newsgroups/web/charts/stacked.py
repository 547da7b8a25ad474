"""Months as bars of several parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

_WIDTH, _HEIGHT, _GAP = 860, 90, 2


@dataclass(frozen=True)
class Part:
    """A part of a bar. `place` is that of its kind among all kinds, from 0."""

    y: float
    height: float
    place: int
    label: str
    value: int


@dataclass(frozen=True)
class Stack:
    x: float
    width: float
    label: str
    month: str
    parts: list[Part]
    kinds: int

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
    width: int
    height: int
    kinds: list[str]
    stacks: list[Stack]

    @property
    def greatest(self) -> int:
        return max(stack.total for stack in self.stacks)


def stacked_chart(
    months: Sequence[tuple[str, Mapping[str, int]]], kinds: Sequence[tuple[str, str]]
) -> StackedChart | None:
    """Bars of ("2018-09", numbers by kind), from the first month to the last one; None for fewer than two months, or
    for one kind only. `kinds` are values and labels, the lowest part first.
    """
    counts = dict(months)
    if len(counts) < 2 or len({kind for numbers in counts.values() for kind in numbers}) < 2:
        return None
    names = _months(min(counts), max(counts))
    greatest = max(sum(numbers.values()) for numbers in counts.values())
    step = _WIDTH / len(names)
    stacks = []
    for place, name in enumerate(names):
        gap = min(_GAP, step / 4)
        year, month = map(int, name.split("-"))
        parts = _parts(counts.get(name, {}), kinds, greatest)
        stacks.append(
            Stack(
                round(place * step, 2), round(step - gap, 2), f"{date(year, month, 1):%b %Y}", name, parts, len(kinds)
            )
        )
    return StackedChart(_WIDTH, _HEIGHT, [label for _, label in kinds], stacks)


def _parts(numbers: Mapping[str, int], kinds: Sequence[tuple[str, str]], greatest: int) -> list[Part]:
    parts, top = [], float(_HEIGHT)
    for place, (kind, label) in enumerate(kinds):
        if value := numbers.get(kind, 0):
            height = value / greatest * _HEIGHT
            top -= height
            parts.append(Part(round(top, 2), round(height, 2), place, label, value))
    return parts


def _months(first: str, last: str) -> list[str]:
    names = []
    year, month = map(int, first.split("-"))
    while (name := f"{year}-{month:02}") <= last:
        names.append(name)
        year, month = year + month // 12, month % 12 + 1
    return names
