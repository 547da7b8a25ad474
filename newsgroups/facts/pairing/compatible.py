"""Decide whether two figures can both be right: their intervals overlap, or one rounds to the other."""

from math import floor, log10

from newsgroups.text.mentions.numerals.units import dimension_of, size_of
from newsgroups.text.mentions.types import Figure

from . import tolerances


def compatible(one: Figure, other: Figure) -> bool:
    """Return whether two figures of one dimension can both be right; different units are converted."""
    slack = tolerances.BY_DIMENSION.get(dimension_of(one.unit), 0.0)
    a, b = size_of(one.unit), size_of(other.unit)
    low, high = sorted(((one.low * a, one.high * a), (other.low * b, other.high * b)))
    if "least" in (one.approximator, other.approximator) and _is_rough(one) + _is_rough(other) == 1:
        low = (low[0], low[1] * tolerances.OF_AT_LEAST)
    if one.value != other.value and any(f.approximator == "least" and f.value == 1 for f in (one, other)):
        # "At least one person was killed" is not a count.
        return max(one.value, other.value) <= tolerances.MAX_FOR_AT_LEAST_ONE
    if {one.approximator, other.approximator} == {"more", "nearly"}:
        if one.value == other.value:
            return False
        more, nearly = (one, other) if one.approximator == "more" else (other, one)
        if one.unit == other.unit and more.value < nearly.value <= more.value + _magnitude(more.value):
            # "More than 200" and "nearly 300" are both true of 276.
            return True
    if high[0] <= low[1] * (1 + slack) + 1e-9:
        return True
    return rounds_to(one, other) or rounds_to(other, one) if one.unit == other.unit else False


def _magnitude(value: float) -> float:
    """Return the power of ten of the first digit: 100 for 276."""
    return float(10 ** floor(log10(value))) if value > 0 else 0.0


def _is_rough(figure: Figure) -> bool:
    return figure.approximator in ("about", "nearly", "more", "most", "less") or figure.kind in ("vague", "range")


def rounds_to(one: Figure, other: Figure) -> bool:
    """Return whether the round figure ``one`` is ``other`` rounded up or down."""
    if one.unit in ("clock", "date", "age") or one.value <= 0 or other.value <= 0:
        return False
    if one.value == int(one.value) and other.value != int(other.value):
        return abs(one.value - other.value) <= tolerances.OF_WHOLE_NUMBERS
    if one.approximator in ("nearly", "more") and (one.value < other.value) == (one.approximator == "nearly"):
        return False
    step = _step(one)
    is_round = step >= (tolerances.MIN_STEP_OF_VICTIMS if one.event else tolerances.MIN_STEP)
    steps = tolerances.OF_TENS if step <= tolerances.MIN_STEP else tolerances.OF_HUNDREDS
    return is_round and other.value % step != 0 and abs(one.value - other.value) < step * steps


def _step(figure: Figure) -> float:
    """Return the step a figure seems rounded to: 100 for 1,200, 10 for 150, 1 if exact."""
    value, step = figure.value, 1.0
    while value >= 10 and value % 10 == 0 and step < 10 ** max(0, floor(log10(figure.value)) - 1):
        value, step = value / 10, step * 10
    return step if figure.value >= 10**tolerances.ROUNDED_DIGITS else min(step, 10.0)
