"""Rows of figures on which independent texts agree: exactly, after rounding, or in different units."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsgroups.facts.pairing.compatible import compatible
from newsgroups.facts.pairing.figure_pairs import slots
from newsgroups.facts.pairing.tolerances import LARGE_COUNT, OF_LARGE_COUNTS
from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Fact, Place, Verdict
from newsgroups.text.mentions.numerals.units import dimension_of, size_of
from newsgroups.text.mentions.types import Figure

from .disagreements import value_of
from .labels import heading, kind

MAX_ROWS = 8
# Two mentions of a value refer to one thing from this score. A common slot is worth half, an unusual value up to .4.
# Of labeled stories, three rows are right in .864 with this score (recall .552), against .831 (.524) with .62.
_JOINED = 0.56
_IN_SLOT, _IN_UNIT, _OVERLAP = 0.5, 0.15, 0.6
# A count this large is unlikely to occur twice in one story for different things.
_TELLING = 100
# A value with more places than this comes from a table; the rest adds nothing.
_MAX_PLACES = 60
_PLAIN_UNITS = {"time": 0.55, "date": 0.8, "clock": 0.9, "age": 1.0, "count": 1.0, "money": 1.1, "percent": 1.1}
_EVENT = 1.4
_BACKGROUND = 0.5


_Row = tuple[float, int, list[Place]]


def agreements(story: Story, taken: set[tuple[int, int]]) -> list[Fact]:
    """Return rows that at least two independent texts support, the most informative first.

    Places in ``taken`` (article and start) are in dispute and lead no row.
    """
    rows: list[_Row] = []
    for places in _by_value(story).values():
        for cluster in _clusters(story, places):
            chosen = _one_a_text(story, cluster)
            reports = _reports(story, chosen)
            is_free = not any((story.texts[p.text].article, p.figure.start) in taken for p in chosen)
            if reports > 1 and is_free:
                rows.append((_rank(story, chosen, reports), reports, chosen))
    rows.sort(key=lambda row: (-row[0], row[2][0].text, row[2][0].figure.start))
    rows = _one_an_event(rows)
    return [_fact(story, chosen, reports, rank) for rank, reports, chosen in rows[:MAX_ROWS]]


def _one_an_event(rows: list[_Row]) -> list[_Row]:
    """Move a second row of deaths behind other facts: it counts some of the dead, or other people."""
    seen: set[str] = set()
    first: list[_Row] = []
    later: list[_Row] = []
    for row in rows:
        event = next((place.figure.event for place in row[2] if place.figure.event), "")
        (later if event in seen else first).append(row)
        seen |= {event} - {""}
    return [*first, *later]


def _by_value(story: Story) -> dict[tuple[str, int], list[Place]]:
    """Group places by dimension and value; large values are grouped by chains of near values."""
    held: dict[str, list[Place]] = defaultdict(list)
    for place in story.places:
        held[dimension_of(place.figure.unit)].append(place)
    found: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for dimension, places in held.items():
        places.sort(key=lambda place: _size(place.figure))
        chain = 0
        for number, place in enumerate(places):
            if number and not _near(places[number - 1].figure, place.figure):
                chain += 1
            if len(found[dimension, chain]) < _MAX_PLACES:
                found[dimension, chain].append(place)
    return found


def _size(figure: Figure) -> float:
    return figure.value * size_of(figure.unit)


def _near(one: Figure, other: Figure) -> bool:
    a, b = _size(one), _size(other)
    if {one.approximator, other.approximator} == {"more", "nearly"}:
        return False
    if a == b:
        return True
    is_large = dimension_of(one.unit) not in ("age", "date", "clock") and (b >= LARGE_COUNT or one.unit != other.unit)
    return is_large and b <= a * (1 + OF_LARGE_COUNTS) and compatible(one, other)


def _clusters(story: Story, places: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield mentions of one value that refer to one thing. Each joins the first cluster with a member it fits."""
    clusters: list[list[Place]] = []
    for place in sorted(places, key=lambda each: (each.figure.sentence, each.text)):
        for cluster in clusters:
            if any(is_one_thing(story, place, other) for other in cluster[:8]):
                cluster.append(place)
                break
        else:
            clusters.append([place])
    return (cluster for cluster in clusters if len({place.text for place in cluster}) > 1)


def is_one_thing(story: Story, one: Place, other: Place) -> bool:
    """Return whether two equal or nearly equal figures of different texts refer to one thing."""
    a, b = one.figure, other.figure
    if (a.flags ^ b.flags) & {"past", "subset"} and a.event and a.value < _TELLING:
        return False
    if a.event and b.event and a.event != b.event:
        return False
    if a.unit == "age":
        return bool(set(slots(a)) & set(slots(b)))
    here, there = story.words_of(one), story.words_of(other)
    same = bool({slot for slot in slots(a) if slot[1]} & {slot for slot in slots(b) if slot[1]})
    score = (
        _IN_SLOT * same
        + _IN_UNIT * (a.unit not in ("count", "percent", "money"))
        + _unusual(a)
        + story.cosine(here, there)
        + _OVERLAP * story.overlap(here, there)
    )
    return score >= _JOINED


def _unusual(figure: Figure) -> float:
    """Return how unlikely it is that two figures are equal by chance."""
    if figure.unit in ("clock", "date"):
        return 0.4 if figure.value % 60 and figure.unit == "clock" else 0.3
    if figure.unit == "magnitude":
        return 0.6
    if figure.value != int(figure.value):
        return 0.4
    return 0.4 if figure.value >= 1_000 else 0.3 if figure.value > 100 else 0.2 if figure.value > 12 else 0.0


def _one_a_text(story: Story, cluster: Sequence[Place]) -> list[Place]:
    """Return the first mention in each text."""
    found: dict[int, Place] = {}
    for place in sorted(cluster, key=lambda each: each.figure.start):
        found.setdefault(place.text, place)
    return [found[text] for text in sorted(found)]


def _reports(story: Story, places: Sequence[Place]) -> int:
    """Return how many independent texts say it: copies count once, as does a sentence shared by two texts."""
    families = {story.families[place.text] for place in places}
    sentences = {story.words_of(place) for place in places}
    return min(len(families), len(sentences))


def _rank(story: Story, places: Sequence[Place], reports: int) -> float:
    figure = max((place.figure for place in places), key=lambda each: bool(each.event))
    lead = sum(1 / (1 + place.figure.sentence / 6) for place in places) / len(places)
    telling = _EVENT if figure.event else _PLAIN_UNITS.get(dimension_of(figure.unit), 0.9)
    past = any(place.figure.flags & {"past", "record", "modal"} for place in places)
    small = 0.7 if figure.unit == "count" and figure.value < 3 and not figure.event else 1.0
    return float(reports**1.2 * (0.3 + lead) * telling * (_BACKGROUND if past else 1.0) * small)


def _fact(story: Story, places: Sequence[Place], reports: int, rank: float) -> Fact:
    figures = [place.figure for place in places]
    verdict: Verdict = "agreed"
    if len({dimension_of(figure.unit) + figure.unit for figure in figures}) > 1:
        verdict = "conversion"
    elif any(a.value != b.value for a, b in pairwise(figures)):
        verdict = "rounding"
    values = [value_of(story, place) for place in places]
    return Fact(heading(figures), kind(figures[0]), verdict, min(1.0, rank / (rank + 1)), values, reports)
