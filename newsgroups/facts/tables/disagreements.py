"""Build rows of disagreements from pairs of figures; the likeliest pair leads its row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from newsgroups.facts.pairing.compatible import compatible
from newsgroups.facts.pairing.figure_pairs import candidates, may_be_one, slots
from newsgroups.facts.pairing.pair_features import Signs
from newsgroups.facts.ranking.disagreement_model import Model
from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Fact, Place, Value, Verdict
from newsgroups.text.mentions.numerals.units import dimension_of

from .labels import heading, kind, wording

# Chosen leaving out one story at a time on 33 labeled stories; benchmarks/facts.py prints the table.
SHOWN = 0.3
# Below this, a disagreement is shown as possible. Of rows of unlabeled stories of the archive, 29 of 37 that reach it
# were real when read, and 4 of 11 from .45 up to it.
SURE = 0.6
MAX_ROWS = 12
# Sentences that share less, and whose surroundings share less and no name, tell of two events, as three of four such
# rows did that were read.
_SHARED, _SHARED_AROUND = 0.05, 0.03
# Long conflicts have many attackers: of the rows read below this, none told of one group.
_SHARED_OF_ATTACKERS = 0.08
# Polls, prices, and rates change within so many seconds: two figures of them may both be right.
_MEASURED, _MEASURED_AGAIN = frozenset(("percent", "money")), 14 * 86_400.0
_POINTS = frozenset(("point", "punkt", "punto", "points"))
# Two durations are rarely of one thing ("seven years before parole", "20 years in prison"): never a certain row.
_NEVER_SURE = "duration"
# Figures that rise or fall as the news develops: a later one supersedes.
_COUNTED_ON = frozenset(
    "dead hurt arrested missing evacuated destroyed aboard area officer hostage rescued critical".split()
)
# Of these, the ones that fall when somebody is found, freed, or out of danger; a toll that falls supersedes nothing.
_FALLING = frozenset(("missing", "hostage", "critical"))
# A value this large that occurs twice in a text almost always refers to one thing.
_TELLING = 20
_ELSE = frozenset(("past", "record", "subset"))
_SAME_ROW = ("event", "noun", "age", "area")


@dataclass
class Row:
    """The leading pair, its probability, and all places that belong to the row."""

    lead: tuple[Place, Place]
    probability: float
    places: list[Place] = field(default_factory=list)

    def includes(self, one: Place, other: Place) -> bool:
        known = {id(place) for place in self.places}
        if id(one) in known or id(other) in known:
            return True
        return bool(_keys(*self.lead) & _keys(one, other))


def _keys(one: Place, other: Place) -> set[tuple[str, str, str]]:
    """Return what a row is about: "killed" for people in general is a different row from "foreigners killed"."""
    figures = one.figure, other.figure
    return {(*slot, figure.noun) for figure in figures for slot in slots(figure) if slot[0] in _SAME_ROW}


def disagreements(story: Story, model: Model, *, shown: float = SHOWN) -> list[Fact]:
    """Return rows of figures that cannot both be right, the likeliest first, at most MAX_ROWS."""
    pairs = [pair for pair in candidates(story) if not compatible(pair[0].figure, pair[1].figure)]
    probabilities = model.probability(Signs(story).of(pairs))
    rows: list[Row] = []
    for number in np.argsort(-probabilities, kind="stable").tolist():
        if probabilities[number] < shown:
            break
        add(rows, pairs[number], float(probabilities[number]))
    return [_fact(story, row) for row in rows if not _is_worded_alike(story, row)][:MAX_ROWS]


def _is_worded_alike(story: Story, row: Row) -> bool:
    """Return whether the two texts first give the values in words that allow both: "more than 170", "at least 176"."""
    one, other = (first_place(story, place).figure for place in row.lead)
    return compatible(one, other)


def add(rows: list[Row], pair: tuple[Place, Place], probability: float) -> None:
    """Add a pair to the row it belongs to, or to a new one."""
    for row in rows:
        if row.includes(*pair):
            row.places += pair
            return
    rows.append(Row(pair, probability, list(pair)))


def _fact(story: Story, row: Row) -> Fact:
    lead = [first_place(story, place) for place in row.lead]
    lead.sort(key=lambda place: _order(story, place))
    others = _of_other_texts(story, lead, row.places)
    figure = lead[0].figure
    rises = lead[0].figure.value < lead[1].figure.value
    is_later = figure.event in _FALLING or (figure.event in _COUNTED_ON and rises)
    verdict: Verdict = "superseded" if is_later else "contradiction"
    values = [replace(value_of(story, place), side=_side(place, lead)) for place in [*lead, *others]]
    what = kind(figure)
    is_unsure = what == _NEVER_SURE or _may_both_hold(story, *lead)
    confidence = min(row.probability, SURE - 0.01) if is_unsure else row.probability
    return Fact(heading([place.figure for place in [*lead, *others]]), what, verdict, confidence, values)


def _may_both_hold(story: Story, one: Place, other: Place) -> bool:
    """Return whether the figures may be of two events, two groups, or two times of measuring."""
    a, b = one.figure, other.figure
    overlap = story.overlap(story.words_of(one), story.words_of(other))
    if a.event == b.event == "attacker" and (a.noun != b.noun or overlap < _SHARED_OF_ATTACKERS):
        # "One of two suspects in the photo" and "three attackers" are no two counts of one group.
        return True
    if dimension_of(a.unit) in _MEASURED or a.noun in _POINTS:
        first, second = story.texts[one.text].age, story.texts[other.text].age
        if first is not None and second is not None and abs(first - second) > _MEASURED_AGAIN:
            return True
    (words, names), (others, other_names) = story.around(one), story.around(other)
    return (
        a.unit == "count"
        and overlap < _SHARED
        and story.overlap(words, others) < _SHARED_AROUND
        and not names & other_names
    )


def _side(place: Place, lead: Sequence[Place]) -> int:
    return next((side for side, each in enumerate(lead) if compatible(place.figure, each.figure)), -1)


def first_place(story: Story, place: Place) -> Place:
    """Return where the text first states the value: what readers meet and other outlets quote."""
    ours = set(slots(place.figure))
    for other in story.places_of(place.text):
        same = other.figure.value == place.figure.value and other.figure.unit == place.figure.unit
        nouns = {other.figure.noun, place.figure.noun}
        is_one = len(nouns) == 1 and bool(ours & set(slots(other.figure)))
        is_large = place.figure.unit != "age" and other.figure.value >= _TELLING
        is_telling = is_one or (is_large and len(nouns - {""}) < 2)
        if same and is_telling and not other.figure.flags & _ELSE and may_be_one(place.figure, other.figure):
            return other
    return place


def _order(story: Story, place: Place) -> tuple[float, int]:
    age = story.texts[place.text].age
    return (float("inf") if age is None else age, place.text)


def _of_other_texts(story: Story, lead: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """Return what the other texts say in the slot of the leading pair.

    Each text contributes the figure that matches one of the two, or else one that the row was built from.
    """
    texts = {place.text for place in lead}
    found: dict[int, Place] = {}
    for place in places:
        if place.text not in texts:
            found.setdefault(place.text, place)
    ours = {slot for place in lead for slot in slots(place.figure) if slot[0] in _SAME_ROW}
    for place in story.places:
        if place.text in texts or place.figure.flags & _ELSE:
            continue
        if ours & set(slots(place.figure)) and any(_same(place, each) for each in lead):
            found[place.text] = place if found.get(place.text, place) in places else found.get(place.text, place)
            texts = texts | {place.text}
    return [found[text] for text in sorted(found)]


def _same(one: Place, other: Place) -> bool:
    a, b = one.figure, other.figure
    return a.value == b.value and a.unit == b.unit and a.event == b.event


def value_of(story: Story, place: Place) -> Value:
    text = story.texts[place.text]
    return Value(text.article, wording(text.mentions, place.figure), place.figure.start, place.figure.end)
