"""Signs that separate a disagreement from two figures of different things: named measures of a pair."""

from collections import defaultdict
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Place
from newsgroups.text.mentions.numerals.units import dimension_of
from newsgroups.text.mentions.types import Figure

from .compatible import compatible
from .figure_pairs import by_slot, slots

EVENTS = ("dead", "hurt", "arrested", "attacker", "officer", "missing", "aboard", "evacuated", "destroyed", "area")
_UNITS = ("count", "money", "percent", "time", "clock", "age", "length")
SIGNS = (
    "log ratio of values", "difference at most 2", "log of lesser value", "same event", "event of one alone",
    "same noun",
    "people in general",
    "one noun alone", "shared modifiers", "modifiers differ", "overlap of sentences", "cosine of sentences",
    "better compatible rival", "best for each other", "value told by the other", "value told by third",
    "values of slot",
    "figures of slot in one text", "subset of one", "subset", "part of one", "part", "past of one", "past", "record",
    "modal", "compound", "no noun", "first sentences", "later sentence", "at least", "about", "vague", "scaled",
    "scope words differ", "months differ", "shared names", "names of one alone", "figures in sentences", "same outlet",
    "by the rule", "more against nearly", *(f"event {name}" for name in EVENTS), *(f"unit {name}" for name in _UNITS),
)  # fmt: skip
_SCOPE = frozenset(
    "forecast expect project previous prior revis total sinc week month year day quarter averag daili cumul season "
    "adjust record overal nationwid global worldwid countri state citi counti first second third yesterday "
    "today monday "
    "tuesday wednesday thursday friday saturday sunday poll percent survey estim alon later earlier initi "
    "final so".split()
)
_MONTHS = frozenset(
    "januari februari march april june juli august septemb octob novemb decemb januar februar juni juli".split()
)
_LEAD = 6


class Signs:
    """Measures pairs of figures of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._slots = by_slot(story)
        self._by_text: dict[tuple[tuple[str, str], int], list[Place]] = defaultdict(list)
        for slot, places in self._slots.items():
            for place in places:
                self._by_text[slot, place.text].append(place)
        self._in_sentence: dict[tuple[int, int], int] = defaultdict(int)
        for place in story.places:
            self._in_sentence[place.text, place.figure.sentence] += 1

    def of(self, pairs: Sequence[tuple[Place, Place]]) -> NDArray[np.float32]:
        """Return one row per pair and one column per sign of SIGNS."""
        return np.array([self._row(one, other) for one, other in pairs], np.float32).reshape(len(pairs), len(SIGNS))

    def _row(self, one: Place, other: Place) -> list[float]:
        a, b = one.figure, other.figure
        sentences, slot = self._of_sentences(one, other), self._of_slot(one, other)
        nearness = {a.approximator, b.approximator} == {"more", "nearly"}
        told, best = slot[0] > 0, sentences[3] > 0
        return [
            *_of_values(a, b), *sentences, *slot, *_of_flags(a, b), *self._of_scope(one, other),
            float((not told or a.unit == "age") and _by_rule(a, b, best=best)), float(nearness), *_of_kind(a, b),
        ]  # fmt: skip

    def _of_sentences(self, one: Place, other: Place) -> list[float]:
        here, there = self.story.words_of(one), self.story.words_of(other)
        overlap = self.story.overlap(here, there)
        rivals = [
            self.story.overlap(here, self.story.words_of(each))
            for each in self._same_slot(one.figure, other.text)
            if compatible(one.figure, each.figure)
        ] + [
            self.story.overlap(there, self.story.words_of(each))
            for each in self._same_slot(other.figure, one.text)
            if compatible(other.figure, each.figure)
        ]
        best = self._is_best(one, other, overlap) and self._is_best(other, one, overlap)
        return [overlap, self.story.cosine(here, there), max(rivals, default=0.0) - overlap, float(best)]

    def _is_best(self, one: Place, other: Place, overlap: float) -> bool:
        here = self.story.words_of(one)
        return all(
            self.story.overlap(here, self.story.words_of(each)) <= overlap + 1e-9
            for each in self._same_slot(one.figure, other.text)
        )

    def _same_slot(self, figure: Figure, text: int) -> list[Place]:
        return [place for slot in slots(figure) for place in self._by_text.get((slot, text), ())][:12]

    def _of_slot(self, one: Place, other: Place) -> list[float]:
        a, b = one.figure, other.figure
        told = sum(compatible(a, each.figure) for each in self._same_slot(a, other.text)) > 0
        told_too = sum(compatible(b, each.figure) for each in self._same_slot(b, one.text)) > 0
        places = [place for slot in slots(a) for place in self._slots[slot]][:60]
        third = {place.text for place in places if place.figure.value in (a.value, b.value)} - {one.text, other.text}
        values = len({place.figure.value for place in places})
        most = max(len(self._same_slot(a, one.text)), len(self._same_slot(b, other.text)))
        return [float(told) + float(told_too), float(min(len(third), 3)), log(values + 1), float(most)]

    def _of_scope(self, one: Place, other: Place) -> list[float]:
        here, there = self.story.words_of(one), self.story.words_of(other)
        names, others = self.story.names_of(one), self.story.names_of(other)
        months = here & _MONTHS, there & _MONTHS
        figures = max(self._in_sentence[place.text, place.figure.sentence] for place in (one, other))
        same = self.story.texts[one.text].outlet == self.story.texts[other.text].outlet
        return [
            float(len((here ^ there) & _SCOPE)),
            float(bool(months[0] and months[1] and months[0] != months[1])),
            float(len(names & others)),
            float(min(len(names - others), len(others - names))),
            float(figures),
            float(same),
        ]


def _by_rule(a: Figure, b: Figure, *, best: bool) -> bool:
    """Return whether a reader would assume one thing without reading on: both count the dead, or one name's age."""
    if (a.flags | b.flags) & {"past", "part", "subset", "record", "modal"}:
        return False
    if a.unit == "age" or dimension_of(a.unit) == "area" or (a.unit == "clock" and best):
        return True
    if a.event != b.event or not a.event:
        return False
    return a.noun == b.noun and not (a.modifiers ^ b.modifiers and not a.modifiers & b.modifiers)


def _of_values(a: Figure, b: Figure) -> list[float]:
    ratio = abs(log(a.value / b.value)) if a.value > 0 and b.value > 0 else 3.0
    both = a.modifiers & b.modifiers
    return [
        ratio,
        float(abs(a.value - b.value) <= 2),
        log(1 + max(0.0, min(a.value, b.value))),
        float(bool(a.event) and a.event == b.event),
        float(a.event != b.event),
        float(bool(a.noun) and a.noun == b.noun),
        float(not a.noun and not b.noun),
        float(bool(a.noun) != bool(b.noun)),
        float(len(both)),
        float(bool(a.modifiers ^ b.modifiers) and not both),
    ]


def _of_flags(a: Figure, b: Figure) -> list[float]:
    either, differ = a.flags | b.flags, a.flags ^ b.flags
    approximators = {a.approximator, b.approximator}
    return [
        float("subset" in differ), float("subset" in either), float("part" in differ), float("part" in either),
        float("past" in differ), float("past" in either), float("record" in either), float("modal" in either),
        float("compound" in either), float("no_noun" in either),
        float(max(a.sentence, b.sentence) < _LEAD), log(1 + max(a.sentence, b.sentence)),
        float("least" in approximators), float(bool(approximators & {"about", "nearly", "more", "most", "less"})),
        float("vague" in (a.kind, b.kind)), float("scaled" in (a.kind, b.kind)),
    ]  # fmt: skip


def _of_kind(a: Figure, b: Figure) -> list[float]:
    event = a.event if a.event == b.event else ""
    dimension = "clock" if a.unit == "clock" else dimension_of(a.unit)
    return [float(event == name) for name in EVENTS] + [float(dimension == name) for name in _UNITS]
