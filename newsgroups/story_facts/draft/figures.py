"""The figures of a draft, each beside the figures that the articles of a story give for the same thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgroups.facts.pairing.compatible import compatible, rounds_to
from newsgroups.facts.pairing.figure_pairs import bounded, by_slot, is_worth_scoring, slots
from newsgroups.facts.pairing.pair_features import Signs
from newsgroups.facts.ranking.disagreement_model import Model
from newsgroups.facts.tables.agreements import is_one_thing
from newsgroups.facts.tables.disagreements import SHOWN, SURE, first_place, value_of
from newsgroups.facts.tables.labels import heading, kind, wording
from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Place, Value
from newsgroups.text.mentions.numerals.units import dimension_of, size_of
from newsgroups.text.mentions.types import Figure

from .types import Claim, Verdict

MAX_CLAIMS = 120
MAX_PAIRS = 2_000
MAX_EVIDENCE = 6
# With more values of one kind, none of them is likely to be the one that was meant.
MAX_COMPARABLE = 4
# Relative difference of one measure in two units, each rounded.
_CONVERTED = 0.05
# Overlap of the sentences around an age that the text gives without a name.
_MIN_CONTEXT = 0.12
_VAGUE = frozenset(("vague", "range"))
_TELLING_SLOTS = frozenset(("event", "noun", "age"))
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f '’]\d+)*")
_SEPARATORS = re.compile(r"\D")


@dataclass(frozen=True)
class _Against:
    """An article's figure that cannot be right beside the draft's, and the probability that both are of one thing."""

    place: Place
    probability: float


def figure_claims(story: Story, draft: int, model: Model, texts: Sequence[str]) -> list[Claim]:
    """Return the figures of text number `draft`, in order. `texts` are the whole articles; less may have been read."""
    held: dict[str, list[Place]] = {}
    for place in story.places:
        if place.text != draft:
            held.setdefault(dimension_of(place.figure.unit), []).append(place)
    against = _against(story, draft, model)
    written = {_SEPARATORS.sub("", number) for text in texts for number in _DIGITS.findall(text)}
    claims = []
    for place in _stated(story, draft):
        others = held.get(dimension_of(place.figure.unit), [])
        claims.append(_claim(story, place, others, against.get(id(place), []), written))
    return claims


def _stated(story: Story, draft: int) -> Iterator[Place]:
    """Yield the figures that the draft states, each once."""
    seen: set[tuple[object, ...]] = set()
    for place in story.places_of(draft):
        figure = place.figure
        key = figure.unit, figure.value, figure.event, figure.noun, figure.name, figure.approximator
        if "single" not in figure.flags and key not in seen and len(seen) < MAX_CLAIMS:
            seen.add(key)
            yield place


def _may_be_equal(one: Place, other: Place) -> bool:
    return one.figure.value == other.figure.value or compatible(one.figure, other.figure)


def _is_equal(one: Place, other: Place) -> bool:
    """Return whether two compatible figures are one figure: the same, rounded, or converted; not just both possible."""
    a, b = one.figure, other.figure
    if a.value == b.value and a.unit == b.unit:
        return True
    if a.unit == b.unit:
        return rounds_to(a, b) or rounds_to(b, a) or b.kind in _VAGUE or a.kind in _VAGUE
    sizes = sorted((a.value * size_of(a.unit), b.value * size_of(b.unit)))
    return sizes[1] <= sizes[0] * (1 + _CONVERTED)


def _is_of_one_thing(story: Story, one: Place, other: Place) -> bool:
    here, there = story.words_of(one), story.words_of(other)
    if here == there:
        # One sentence in both: a copied passage.
        return True
    if one.figure.unit == "age" and not (one.figure.name and other.figure.name):
        return story.overlap(here, there) >= _MIN_CONTEXT
    return is_one_thing(story, one, other)


def _comparable(place: Place, others: Sequence[Place]) -> list[Place]:
    """Return what articles give in the same unit, or of the same things: a reader sees at once whether it is meant."""
    mine = {slot for slot in slots(place.figure) if slot[0] in _TELLING_SLOTS or place.figure.unit != "count"}
    found = {each.figure.value: each for each in reversed(others) if mine & set(slots(each.figure))}
    return list(found.values())[::-1] if len(found) <= MAX_COMPARABLE else []


def _claim(story: Story, place: Place, held: Sequence[Place], against: Sequence[_Against], written: set[str]) -> Claim:
    equal = [each for each in held if _may_be_equal(place, each)]
    possible = [each for each in equal if _is_of_one_thing(story, place, each)]
    same = [each for each in possible if _is_equal(place, each)]
    note = ""
    sure = [each.place for each in against if each.probability >= SURE]
    other: Sequence[Place] = ()
    verdict: Verdict
    if same:
        verdict, other = ("disputed", sure) if sure else ("told", ())
    elif sure:
        verdict, other = "differs", sure
    elif against or possible:
        verdict, other = "unsure", [each.place for each in against] or possible
        note = "" if against else "Both can be right."
    elif equal or _digits(story, place) in written:
        verdict, same = "elsewhere", list(equal)
    else:
        verdict, other = "nowhere", _comparable(place, held)
    figure, mentions = place.figure, story.texts[place.text].mentions
    return Claim(
        "figure", heading([figure]), wording(mentions, figure), figure.start, figure.end, verdict, note,
        same=_evidence(story, same), other=_evidence(story, other),
    )  # fmt: skip


def _digits(story: Story, place: Place) -> str:
    """Return the digits of the figure as the draft writes it or, if it is in words, of its value."""
    mentions, figure = story.texts[place.text].mentions, place.figure
    found = _DIGITS.search(mentions.text, figure.start, figure.end)
    return _SEPARATORS.sub("", found.group()) if found else f"{figure.value:.0f}"


def _evidence(story: Story, places: Sequence[Place]) -> list[Value]:
    """Return the first place in each article."""
    found: dict[int, Place] = {}
    for place in places:
        found.setdefault(place.text, place)
    return [value_of(story, found[text]) for text in sorted(found)[:MAX_EVIDENCE]]


def _against(story: Story, draft: int, model: Model) -> dict[int, list[_Against]]:
    """Map each figure of the draft to those of articles that contradict it, the likeliest first."""
    pairs = list(_pairs(story, draft))
    found: dict[int, list[_Against]] = {}
    for (mine, other), probability in zip(pairs, model.probability(Signs(story).of(pairs)).tolist(), strict=True):
        if probability < SHOWN or compatible(first_place(story, mine).figure, first_place(story, other).figure):
            continue
        found.setdefault(id(mine), []).append(_Against(other, _capped(mine.figure, probability)))
    return {key: sorted(each, key=lambda one: -one.probability) for key, each in found.items()}


def _capped(figure: Figure, probability: float) -> float:
    """Return the probability, for durations below what counts as sure: two of them are rarely of one thing."""
    return min(probability, SURE - 0.01) if kind(figure) == "duration" else probability


def _pairs(story: Story, draft: int) -> Iterator[tuple[Place, Place]]:
    seen: set[tuple[int, int]] = set()
    for places in by_slot(story).values():
        mine = [place for place in places if place.text == draft]
        others = bounded([place for place in places if place.text != draft]) if mine else []
        for one in mine:
            for other in others:
                key = id(one), id(other)
                if key in seen or compatible(one.figure, other.figure) or not is_worth_scoring(story, one, other):
                    continue
                seen.add(key)
                yield one, other
                if len(seen) >= MAX_PAIRS:
                    return
