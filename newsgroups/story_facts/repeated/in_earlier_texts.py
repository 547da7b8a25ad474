"""Values that an earlier text of the story has stated already, in whatever words."""

from collections.abc import Sequence
from typing import Any, NamedTuple

_AGREEING = frozenset(("agreed", "rounding", "conversion"))


class KnownValue(NamedTuple):
    """A passage of an article whose value the article `by` gave before."""

    start: int
    end: int
    by: int


def known_values(facts: Sequence[dict[str, Any]], order: Sequence[int]) -> dict[int, list[KnownValue]]:
    """Map articles to the values that one before them has; `order` holds the ids of articles by time.

    In a disagreement, a value is known if an earlier article takes the same side.
    """
    place = {article: number for number, article in enumerate(order)}
    found: dict[int, list[KnownValue]] = {}
    for fact in facts:
        first: dict[int, int] = {}
        values = sorted((v for v in fact["values"] if v["article"] in place), key=lambda v: place[v["article"]])
        for value in values:
            side = 0 if fact["verdict"] in _AGREEING else value["side"]
            if side < 0:
                continue
            by = first.setdefault(side, value["article"])
            if by != value["article"]:
                found.setdefault(value["article"], []).append(KnownValue(value["start"], value["end"], by))
    return found
