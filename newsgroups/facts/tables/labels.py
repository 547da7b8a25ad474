"""Headings of rows and the wording of values."""

from collections import Counter
from collections.abc import Sequence

from newsgroups.text.mentions.numerals.units import dimension_of
from newsgroups.text.mentions.types import Figure, Mentions

_EVENTS = {
    "dead": "Killed", "hurt": "Injured", "arrested": "Arrested", "missing": "Missing", "hostage": "Hostages",
    "aboard": "On board", "evacuated": "Evacuated", "destroyed": "Destroyed", "rescued": "Rescued", "shot": "Shot",
    "critical": "In critical condition", "attacker": "Attackers", "officer": "Officers", "area": "Area burned",
}  # fmt: skip
_DIMENSIONS = {
    "clock": "Time", "date": "Date", "money": "Amount", "percent": "Share", "time": "Duration", "length": "Distance",
    "area": "Area", "weight": "Weight", "temperature": "Temperature", "speed": "Speed", "magnitude": "Magnitude",
}  # fmt: skip
_KINDS = {"clock": "time", "date": "time", "time": "duration"}
LONGEST = 80


def heading(figures: Sequence[Figure]) -> str:
    """Return what the figures of a row are about, in a few words."""
    first = figures[0]
    if first.unit == "age":
        return f"Age of {first.name.title()}" if first.name else "Age"
    labels = Counter(figure.label for figure in figures if figure.label)
    label = labels.most_common(1)[0][0].strip("-–— ") if labels else ""
    if first.event:
        noun = label if any(figure.noun for figure in figures) and first.event not in ("attacker", "officer") else ""
        return f"{_EVENTS[first.event]}: {noun}"[:LONGEST] if noun else _EVENTS[first.event]
    dimension = _DIMENSIONS.get(dimension_of(first.unit), "")
    if dimension:
        is_of = label.startswith(("of ", "in ")) and dimension_of(first.unit) in ("money", "percent")
        return f"{dimension} {label}"[:LONGEST] if is_of else dimension
    return (label[:1].upper() + label[1:])[:LONGEST] or "Number"


def kind(figure: Figure) -> str:
    """Return the kind of a figure: figure, time, duration, or age."""
    return _KINDS.get(dimension_of(figure.unit), "age" if figure.unit == "age" else "figure")


def wording(mentions: Mentions, figure: Figure) -> str:
    """Return the figure as it appears in the text, on one line."""
    return " ".join(mentions.text[figure.start : figure.end].split())[:LONGEST]
