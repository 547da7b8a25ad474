"""Figures of one event that differ because one text counts a part of what another one counts, and says so itself."""

from collections.abc import Iterator
from itertools import islice

from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Fact, Place

from .disagreements import value_of
from .labels import heading, kind

MAX_ROWS = 3
# People and buildings, of whom a text may count some: the injured of one bus, the dead of the first day.
_EVENTS = ("dead", "hurt", "arrested", "missing", "aboard", "evacuated", "destroyed")
_PART, _ELSE = frozenset(("subset", "part")), frozenset(("past", "record", "modal", "several", "single"))
_CONFIDENCE = 0.5


def scopes(story: Story) -> list[Fact]:
    """Return rows of a whole and its part: one text gives both, another only the part, as if it were all.

    A difference that no text explains is no row: it may be a disagreement, or two events.
    """
    return list(islice((row for event in _EVENTS for row in _of_event(story, event)), MAX_ROWS))


def _of_event(story: Story, event: str) -> Iterator[Fact]:
    wholes, parts = _by_text(story, event, is_part=False), _by_text(story, event, is_part=True)
    for text, places in parts.items():
        for part in places:
            whole = next((each for each in wholes.get(text, []) if each.figure.value > part.figure.value), None)
            if whole is None:
                continue
            others = [
                held[0]
                for other, held in wholes.items()
                if story.families[other] != story.families[text]
                and {each.figure.value for each in held} == {part.figure.value}
                and held[0].figure.noun in ("", whole.figure.noun)
            ]
            if others:
                places_shown = [whole, *others]
                row_heading = heading([each.figure for each in places_shown])
                values = [value_of(story, each) for each in places_shown]
                yield Fact(row_heading, kind(whole.figure), "scope", _CONFIDENCE, values)
                return


def _by_text(story: Story, event: str, *, is_part: bool) -> dict[int, list[Place]]:
    """Return the exact figures of an event by text: those that count a part, or those that count the whole."""
    found: dict[int, list[Place]] = {}
    for place in story.places:
        figure = place.figure
        if figure.event != event or figure.unit != "count" or figure.kind == "vague" or figure.flags & _ELSE:
            continue
        if bool(figure.flags & _PART) == is_part:
            found.setdefault(place.text, []).append(place)
    return found
