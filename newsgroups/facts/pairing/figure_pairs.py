"""Pairs of figures in two texts that may refer to the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Place
from newsgroups.text.mentions.numerals.units import dimension_of
from newsgroups.text.mentions.types import Figure

from .figure_location import hold_elsewhere, where

# Within a slot, each value is compared in at most this many texts, and at most this many values are compared.
TEXTS_A_VALUE, VALUES_A_SLOT = 4, 16
MAX_PAIRS = 2_500
_CLOCK_APART, _AGE_APART = 45.0, 6.0
# People have birthdays between an arrest and a verdict: a higher age in a text that is later by this many seconds.
_LATER, _YEAR = 20 * 86_400.0, 365.25 * 86_400.0
# Minimum overlap of contexts for figures that say nothing else about what they measure.
_MIN_CONTEXT = {
    "money": 0.12,
    "time": 0.2,
    "date": 0.2,
    "count": 0.07,
    "percent": 0.1,
    "length": 0.1,
    "weight": 0.3,
    "speed": 0.1,
}
_YEARS = re.compile(r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d%]|-\w|[.,]\d)")
READ_LANGUAGES = frozenset(("en", "de", "fr", "es", "it"))
_BARE = 1_000.0
# If a specific noun's figure is this much smaller than a figure of people in general, it counts a part of them.
SPECIAL_RATIO = 1.3
_CUT = frozenset(("part", "subset"))
# Above this ratio, two figures of one class count different things: three officers and 140 children killed.
MAX_RATIO = 30.0
# What can have happened to a group of people: two of these are no two counts of one thing.
_HAPPENED = frozenset("dead hurt arrested missing hostage evacuated rescued shot critical".split())
_MANY_NOUNS = frozenset(("attacker", "officer", "destroyed", "evacuated"))
_OTHER_EVENTS, _APART = frozenset(("past", "record")), frozenset(("subset", "past", "record", "several"))
_WITH_PAST = frozenset(("dead", "hurt", "aboard", "arrested"))


def slots(figure: Figure) -> Iterator[tuple[str, str]]:
    """Yield slots in which figures of one thing meet. "A man was killed" has none: others may have died, too."""
    if "single" in figure.flags:
        return
    dimension = dimension_of(figure.unit)
    if figure.unit == "age":
        if figure.name:
            yield "age", figure.name.split(" ")[-1]
    elif figure.unit == "count":
        if figure.event:
            yield "event", figure.event
        if figure.noun:
            yield "noun", figure.noun
        if not figure.event and figure.value >= _BARE:
            yield "large", ""
    else:
        yield dimension, figure.event


def by_slot(story: Story) -> dict[tuple[str, str], list[Place]]:
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in story.places:
        for slot in slots(place.figure):
            found[slot].append(place)
    return found


def candidates(story: Story) -> list[tuple[Place, Place]]:
    """Return at most MAX_PAIRS pairs from different texts, whether they agree or not."""
    found: dict[tuple[int, int], tuple[Place, Place]] = {}
    for places in by_slot(story).values():
        for one, other in combinations(bounded(places), 2):
            if one.text != other.text and is_worth_scoring(story, one, other):
                found.setdefault((id(one), id(other)), (one, other))
                if len(found) >= MAX_PAIRS:
                    return list(found.values())
    return list(found.values())


def bounded(places: Sequence[Place]) -> list[Place]:
    """Return the first mentions of the values that the most texts have."""
    texts: dict[float, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        texts[place.figure.value][place.text].append(place)
    often = sorted(texts.values(), key=lambda held: -len(held))[:VALUES_A_SLOT]
    return [place for held in often for text in list(held)[:TEXTS_A_VALUE] for place in held[text][:3]]


def is_worth_scoring(story: Story, one: Place, other: Place) -> bool:
    """Return whether two figures of a slot are worth scoring."""
    a, b = one.figure, other.figure
    if not {story.texts[place.text].mentions.language for place in (one, other)} <= READ_LANGUAGES:
        # Without word lists for numbers and parts, a language's figures can agree, but a difference proves nothing.
        return False
    if a.unit == "age":
        is_one = b.unit == "age" and abs(a.value - b.value) <= _AGE_APART and _same_name(a.name, b.name)
        return is_one and not _had_birthday(story, one, other)
    if "date" in (a.unit, b.unit) or ("compound" in a.flags ^ b.flags and a.event != b.event):
        return False
    if a.unit == "clock" or b.unit == "clock":
        return a.unit == b.unit and abs(a.value - b.value) <= _CLOCK_APART
    if min(a.value, b.value) <= 0 or max(a.value, b.value) > MAX_RATIO * min(a.value, b.value):
        return False
    if a.unit == "count" and (_is_part(a, b) or _is_part(b, a)):
        return False
    if (a.event or b.event) and "several" in a.flags | b.flags:
        # A round-up adds up what other texts count one by one, and each does so at another time.
        return False
    if in_other_years(story, one, other):
        return False
    if not may_be_one(a, b) or hold_elsewhere(*(where(story.texts[p.text].mentions, p.figure) for p in (one, other))):
        return False
    if a.event == b.event == "hurt" and (_with_dead(story, one) == b.value or _with_dead(story, other) == a.value):
        return False
    if a.unit == "count" and (_same_event(a, b) or (a.noun and a.noun == b.noun)):
        if (a.flags ^ b.flags) & _OTHER_EVENTS and a.event in _WITH_PAST:
            return False
        if a.event in _WITH_PAST and (_told_as_part(story, one, other) or _told_as_part(story, other, one)):
            return False
        return _one_kind(a, b)
    if a.event == "area" or dimension_of(a.unit) == "area":
        return True
    least = _MIN_CONTEXT.get(dimension_of(a.unit), 0.1)
    return story.overlap(story.words_of(one), story.words_of(other)) >= least


def in_other_years(story: Story, one: Place, other: Place) -> bool:
    """Return whether the two sentences name years, and none that is the same: "in 2015", "in 2017"."""
    years = [frozenset(_YEARS.findall(story.sentence_of(place))) for place in (one, other)]
    return all(years) and not years[0] & years[1]


def may_be_one(a: Figure, b: Figure) -> bool:
    """Return whether what happened to both may be the same: two men arrested are no count of three men killed."""
    return a.event == b.event or not {a.event, b.event} <= _HAPPENED


def _is_part(a: Figure, b: Figure) -> bool:
    """Return whether the smaller figure counts some of the larger.

    For example, "63 teachers" of the 176 people on board, or "two other attackers" of three.
    """
    if a.value < b.value and _same_event(a, b) and not b.flags & _CUT and (a.flags & _CUT or (a.noun and not b.noun)):
        return True
    if SPECIAL_RATIO * a.value > b.value:
        return False
    return (bool(a.noun) and not b.noun and not b.flags & _CUT) or bool((a.flags - b.flags) & _CUT)


def _had_birthday(story: Story, one: Place, other: Place) -> bool:
    """Return whether the person may have aged from one text to the other."""
    times = story.texts[one.text].age, story.texts[other.text].age
    if times[0] is None or times[1] is None:
        return False
    gap = times[1] - times[0]
    grown = other.figure.value - one.figure.value
    return abs(gap) >= _LATER and 0 < grown * (1 if gap > 0 else -1) <= abs(gap) / _YEAR + 1


def _told_as_part(story: Story, one: Place, other: Place) -> bool:
    """Return whether the text of one gives the other's value itself, as a part or for an earlier event.

    "In all, 17 people died, including 12 in the attack" does not contradict 12.
    """
    mine = other.figure
    told = (each.figure for each in story.places_of(one.text) if each.figure.value == mine.value)
    return any(
        figure.unit == mine.unit and figure.flags & _APART and (figure.event == mine.event or "subset" in figure.flags)
        for figure in told
    )


def _with_dead(story: Story, place: Place) -> float:
    """Return the number of injured and killed that the sentence of a number of injured gives together."""
    dead = [
        each.figure.value
        for each in story.places_of(place.text)
        if each.figure.event == "dead" and each.figure.sentence == place.figure.sentence
    ]
    return place.figure.value + dead[0] if dead else -1.0


def _one_kind(a: Figure, b: Figure) -> bool:
    """Return whether both nouns may mean the same: "13 foreigners", "14 foreign travelers"; "homes", "structures"."""
    if a.noun == b.noun:
        return True
    if not a.noun or not b.noun:
        # Of the people on board, some are passengers and others are crew.
        return a.event != "aboard"
    return a.noun in b.modifiers or b.noun in a.modifiers or (_same_event(a, b) and a.event in _MANY_NOUNS)


def _same_event(a: Figure, b: Figure) -> bool:
    return bool(a.event) and a.event == b.event


def _same_name(one: str, other: str) -> bool:
    """Return whether two full names share a last name and have first names that may belong to one person."""
    a, b = one.split(" "), other.split(" ")
    return a[-1] == b[-1] and (a[0] == b[0] or (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))))
