"""The figures of a text: what each counts, in which unit, and how precise it is."""

import re
from dataclasses import replace

from newsgroups.text.mentions.numerals.number_words_of_languages import number_words
from newsgroups.text.mentions.numerals.numbers import Number, read_number
from newsgroups.text.mentions.numerals.times import clock, day_of_month
from newsgroups.text.mentions.numerals.units import CURRENCY_SIGNS, is_per_cent, unit_of
from newsgroups.text.mentions.tokens import Tokens
from newsgroups.text.mentions.types import Figure, Flag
from newsgroups.text.mentions.words_without_topic import is_stop

from .ages import age
from .amounts_or_not import is_amount
from .counted import Counted, counted, event, stem
from .event_words import APPROXIMATE
from .scope import INCLUDING, flags_of_place, flags_of_sentences
from .single_victims import single

# A text with more figures is a table; the rest of it is not read.
MAX_FIGURES = 400
_NEAR, _ROUGH = 0.85, 0.12
_ATTACKERS = frozenset("gunman shooter suspect attacker suspected himself assailant bomber perpetrator".split())
# "At least 30 emergencies" leaves room for 31; "at least 30 killed" is a count at one point in time.
_MIN_OPEN = 1.25
_OWN_DEATH = re.compile(
    r"\b(?:himself|herself|suicide|took (?:his|her) own life|(?:before|and) (?:he|she|the (?:gunman|shooter|suspect)) "
    r"(?:was|died|is dead))\b",
    re.IGNORECASE,
)
_OF_MONEY = frozenset(("de", "d", "di"))
_ONE_OF = frozenset("person man woman boy girl child officer soldier victim student teenager other dead killed".split())


def figures(tokens: Tokens) -> list[Figure]:
    """Return the figures of the text in order, at most MAX_FIGURES."""
    found: list[Figure] = []
    scope = flags_of_sentences(tokens)
    place = 0
    starts = _beginnings(tokens.language)
    while place < len(tokens.lower) and len(found) < MAX_FIGURES:
        word = tokens.lower[place]
        number = read_number(tokens, place) if word[0].isdigit() or word in starts else None
        if number is None:
            if one := single(tokens, place, scope):
                found.append(one)
            place += 1
            continue
        figure, last = _figure(tokens, number, scope)
        figure = figure or _part_of_last(tokens, number, found)
        if figure:
            found.append(figure)
        place = max(last, place + 1)
    return found


def _part_of_last(tokens: Tokens, number: Number, found: list[Figure]) -> Figure | None:
    """Return a bare number as a part of the count before it: "17 people died, including 12 in the first bus"."""
    before = tokens.lower[max(0, number.first - 2) : number.first]
    is_named_part = before[-1:] and (before[-1] in INCLUDING or before == ["among", "them"])
    if not found or number.kind not in ("figure", "word") or not is_named_part:
        return None
    whole = found[-1]
    is_part = whole.unit == "count" and whole.event and whole.sentence == tokens.sentence[number.first]
    if not is_part or not 1 < number.value < whole.value:
        return None
    return replace(
        whole, start=tokens.starts[number.first], end=tokens.ends[number.last - 1], value=number.value,
        low=number.value, high=number.value, kind=number.kind, approximator="",
        flags=whole.flags | {"subset", "no_noun"}, label="",
    )  # fmt: skip


def _beginnings(language: str) -> frozenset[str]:
    words = number_words(language)
    first = {each.split(" ")[0] for each in words.small} | set(words.vague)
    return frozenset(first | ({"a", "half"} if language == "en" else set()))


def _figure(tokens: Tokens, number: Number, scope: list[frozenset[Flag]]) -> tuple[Figure | None, int]:
    """Return the figure, if the number is one, and the token to continue with."""
    first, approximator = _approximator(tokens, number.first)
    for read in (_time, _age, _measure, _count):
        figure = read(tokens, number, first, approximator, scope)
        if figure:
            return figure
    return None, number.last


Read = tuple[Figure | None, int] | None


def _time(tokens: Tokens, number: Number, first: int, approximator: str, scope: list[frozenset[Flag]]) -> Read:
    if number.kind == "word":
        return None
    place = number.first
    if found := clock(tokens, place, about=approximator == "about"):
        figure = _made(tokens, first, found.last, number, found.minutes, "clock", scope)
        return replace(figure, low=figure.value - found.before, high=figure.value + found.behind), found.last
    if day := day_of_month(tokens, place):
        month, of_month, last = day
        start = min(place, place - 1 if last == place + 1 else place)
        if tokens.at(start) == ".":
            # "Feb. 8"
            start -= 1
        return _made(tokens, start, last, number, 100.0 * month + of_month, "date", scope), last
    return None


def _age(tokens: Tokens, number: Number, first: int, approximator: str, scope: list[frozenset[Flag]]) -> Read:
    found = age(tokens, number.first, number.last, number.value)
    if not found:
        return None
    figure = _made(tokens, first, found.last, number, number.value, "age", scope, name=found.name)
    return figure, found.last


def _measure(tokens: Tokens, number: Number, first: int, approximator: str, scope: list[frozenset[Flag]]) -> Read:
    """Return a figure with a unit next to it."""
    sign = CURRENCY_SIGNS.get(tokens.at(first - 1)) or CURRENCY_SIGNS.get(tokens.at(number.first - 1))
    last = number.last
    place = last + 1 if tokens.at(last) == "-" else last
    if number.kind == "scaled" and tokens.at(place) in _OF_MONEY:
        # "3,5 millones de dólares", "1,5 million d'euros"
        place += 2 if tokens.at(place + 1) in ("'", "’") else 1
    if sign:
        unit, start = sign, first - 1 if CURRENCY_SIGNS.get(tokens.at(first - 1)) else first
        start, said = _approximator(tokens, start)
        approximator = said or approximator
    elif tokens.at(place) in CURRENCY_SIGNS:
        unit, start, last = CURRENCY_SIGNS[tokens.at(place)], first, place + 1
    elif tokens.at(place) == "%" or is_per_cent(tokens.at(place), tokens.at(place + 1)):
        unit, start, last = "percent", first, place + (1 if tokens.at(place) == "%" else 2)
    elif tokens.at(number.first - 1) == "magnitude" or tokens.at(place) == "magnitude":
        unit, start = "magnitude", first
    elif (known := unit_of(tokens.at(place))) and not (number.value == 1 and number.kind == "word"):
        unit, start, last = known[1], first, place + 1
        if unit in ("meter", "hectare") and len(tokens.at(place)) == 1 and tokens.language == "en":
            return None
    else:
        return None
    what = _beside(tokens, last)
    low, high = _bounds(number, approximator)
    sentence = tokens.sentence[number.first]
    happened = event(tokens, start, last, what) if unit in ("acre", "hectare") else ""
    return Figure(
        tokens.starts[start], tokens.ends[last - 1], number.value, low, high, unit, sentence, number.kind,
        what.noun, what.modifiers, happened, approximator, scope[sentence] | flags_of_place(tokens, start, last),
        label=_label(tokens, last, what.last),
    ), last  # fmt: skip


def _label(tokens: Tokens, first: int, last: int) -> str:
    """Return the words from token ``first`` to ``last`` as written."""
    return " ".join(tokens.text[tokens.starts[first] : tokens.ends[last - 1]].split()) if last > first else ""


def _beside(tokens: Tokens, last: int) -> Counted:
    """Return what a measure applies to: "35% of voters", "two years in prison"."""
    place = last + 1 if tokens.at(last) in ("of", "in", "de", "di", "for") else last
    words = [word for word in tokens.lower[place : place + 3] if _is_telling(word, tokens.language)]
    ends = place + 1 if words and tokens.at(place) == words[0] else last
    return Counted(stem(words[0], tokens.language) if words else "", "", ends, frozenset())


def _is_telling(word: str, language: str) -> bool:
    return word[0].isalpha() and len(word) > 3 and not is_stop(word, language)


def _count(tokens: Tokens, number: Number, first: int, approximator: str, scope: list[frozenset[Flag]]) -> Read:
    what = counted(tokens, number.last)
    happened = event(tokens, first, number.last, what)
    if not is_amount(tokens, number, what, happened):
        return None
    after = tokens.at(number.last)
    if number.kind == "word" and number.value == 1 and (after not in _ONE_OF or tokens.language != "en"):
        return None
    flags: set[Flag] = {*scope[tokens.sentence[number.first]], *flags_of_place(tokens, first, number.last)}
    last = what.last if 0 < what.last - number.last <= 3 else number.last
    noun = what.noun
    if after == "-" and tokens.touches(number.last):
        flags.add("compound")
        noun, last = stem(tokens.at(number.last + 1), tokens.language), number.last + 2
    if not what.word:
        flags.add("no_noun")
    elif tokens.at(number.last) in ("are", "were"):
        # "Three are officers", of four people.
        flags.add("subset")
    low, high = _bounds(number, approximator)
    if not happened and approximator == "least":
        high = max(high, _MIN_OPEN * number.value)
    if happened and _counts_attacker(tokens, last):
        low = min(low, number.value - 1)
    if happened == "dead" and _attacker_died(tokens, number.first):
        high = max(high, number.value + 1)
    return Figure(
        tokens.starts[first], tokens.ends[last - 1], number.value, low, high, "count", tokens.sentence[number.first],
        number.kind, noun, what.modifiers, happened, approximator, frozenset(flags),
        label=_label(tokens, number.last, last),
    ), last  # fmt: skip


def _made(
    tokens: Tokens,
    first: int,
    last: int,
    number: Number,
    value: float,
    unit: str,
    scope: list[frozenset[Flag]],
    *,
    name: str = "",
) -> Figure:
    sentence = tokens.sentence[number.first]
    place = tokens.starts[first], tokens.ends[last - 1]
    flags = scope[sentence] | flags_of_place(tokens, first, last)
    return Figure(*place, value, value, value, unit, sentence, number.kind, flags=flags, name=name)


def _counts_attacker(tokens: Tokens, last: int) -> bool:
    """Return whether the count includes the attacker.

    "Seven people were killed, including the gunman" is six in other reports.
    """
    ahead = tokens.lower[last : last + 10]
    at = ahead.index("including") if "including" in ahead else len(ahead)
    return bool(_ATTACKERS & set(ahead[at : at + 4]))


def _attacker_died(tokens: Tokens, first: int) -> bool:
    """Return whether the sentence tells of the attacker's death beside the figure.

    "He killed five people and then shot himself" is six dead in other reports.
    """
    start, end = tokens.spans[tokens.sentence[first]]
    return bool(_OWN_DEATH.search(tokens.text, start, end))


def _approximator(tokens: Tokens, first: int) -> tuple[int, str]:
    """Return the token at which "at least", "nearly", or the like begins, and its meaning."""
    found, begins = "", first
    for _ in range(2):
        for length in (3, 2, 1):
            words = tokens.lower[max(0, begins - length) : begins]
            kind = APPROXIMATE.get(" ".join(words)) if len(words) == length else None
            if kind is not None and tokens.same_sentence(first, begins - length):
                found, begins = found or kind, begins - length
                break
        else:
            break
    return begins, found


def _bounds(number: Number, approximator: str) -> tuple[float, float]:
    """Return the interval. "At least 80" is exact: compared with 84, it is an earlier count."""
    low, high = number.low, number.high
    if approximator == "more":
        return low, max(high, 1.25 * number.value)
    if approximator in ("nearly", "most", "less"):
        return _NEAR * low, high
    if approximator == "about":
        return min(low, (1 - _ROUGH) * number.value), max(high, (1 + _ROUGH) * number.value)
    return low, high
