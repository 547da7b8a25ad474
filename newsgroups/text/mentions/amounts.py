"""Parse the numbers, months, and weekdays of a phrase, in figures or in words."""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from newsgroups.text.languages.calendar_words import MONTH_FORMS, WEEKDAY_FORMS

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_SMALL = (
    {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())}
    | {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
    | {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
    | {"half": Fraction(1, 2)}
)
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
# Only with a capital: "may" and "sat" are verbs.
_MONTHS = {form.capitalize(): number for form, number in MONTH_FORMS.items()}
_WEEKDAYS = {form.capitalize(): number for form, number in WEEKDAY_FORMS.items()}
# Figures with thousands separators, an attached scale, and words.
_FIGURE = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_FRACTION_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
# 2½, 2 1/2, and ½; a sign before a figure, unless it is between two figures.
_PART = rf"\s?[{_FRACTION_SIGNS}]|\s\d/\d{{1,2}}(?![\d/])"
_SIGN = r"(?<![\w.,)-])[-\u2212\u2013]"
_TOKEN = re.compile(
    rf"({_SIGN})?({_FIGURE})({_PART})?(?:(?:\s(?=[bmt]l?n\b))?(bn|mln|mn|tn|[kKmMB])(?![^\W\d_]))?|([{_FRACTION_SIGNS}])|([^\W\d_]+)"
)
# 10.30am, 10:30 a.m., 22:30, 22h30; with a period only if a.m. or p.m. follows.
_TIME = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:(?:[:h](\d\d)|\.(\d\d)(?=\s?[ap]\.?m\b))(?![\d:])|(?=\s?[ap]\.?m\b))"
    r"(?:\s?([ap])\.?m\b\.?)?|\b(noon|midnight)\b",
    re.IGNORECASE,
)
_HALVES = re.compile(r"\band a half\b", re.IGNORECASE)


def numbers(text: str) -> frozenset[Fraction]:
    """Return every number in the text except times of day.

    Different spellings give equal values: `1.2 million`, `1,200,000`, and `1.2m`; `twenty-one` and `21st`; `2½` and
    `two and a half`; `two dozen` and `24`. A number after a minus sign is negative.
    """
    found: list[Fraction] = []
    open_number, is_negative, last_word = False, False, ""
    for sign, figure, part, scale, alone, word in _TOKEN.findall(_HALVES.sub("½", _TIME.sub(" ", text))):
        if word == "and" or (word == "a" and last_word == "half"):
            continue
        if word in ("minus", "negative"):
            is_negative, last_word = True, word
            continue
        value, factor = _value(figure, part, alone, word.lower()), _factor(scale, word)
        if alone and open_number and value is not None:
            # Two and a half.
            found[-1] += value
            continue
        if value is not None:
            value = -value if sign or is_negative else value
            joins = open_number and bool(word) and value < 20 <= found[-1]
            found[-1:] = [found[-1] + value * factor] if joins else [*found[-1:], value * factor]
        elif factor > 1:
            found[-1:] = [found[-1] * factor] if open_number else [*found[-1:], Fraction(factor)]
        open_number = value is not None or factor > 1
        is_negative, last_word = False, word.lower()
    return frozenset(found)


def times(text: str) -> frozenset[int]:
    """Return times of day in minutes after midnight: `10.30am` equals `10:30 a.m.`, `10.30pm` equals `22:30`.

    A time without a.m. or p.m. is read on a 24-hour clock.
    """
    found = []
    for hour, minute, pointed, half, named in _TIME.findall(text):
        if named:
            found.append(12 * 60 if named.lower() == "noon" else 0)
        elif int(hour) < 25 and int(minute or pointed or 0) < 60:
            hours = int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour) % 24
            found.append(hours * 60 + int(minute or pointed or 0))
    return frozenset(found)


def months(text: str) -> frozenset[int]:
    """Return months by number from 1. They must be capitalized, which separates them from verbs."""
    return _named(text, _MONTHS)


def weekdays(text: str) -> frozenset[int]:
    """Return weekdays by number from 0 (Monday)."""
    return _named(text, _WEEKDAYS)


def is_day_or_month(word: str) -> bool:
    return word in _MONTHS or word in _WEEKDAYS


def _named(text: str, names: dict[str, int]) -> frozenset[int]:
    return frozenset(names[word] for word in _words(text) if word in names)


def _words(text: str) -> Iterable[str]:
    return (word for *_, word in _TOKEN.findall(text) if word)


def _factor(scale: str, word: str) -> int:
    return _SCALES.get(word.lower()) or _SHORT_SCALES.get(scale.lower(), 1)


def _value(figure: str, part: str, alone: str, word: str) -> Fraction | None:
    if alone:
        return _fraction(alone)
    if not figure:
        return Fraction(_SMALL[word]) if word in _SMALL else None
    grouped = re.sub(r"[,\u00a0\u202f](?=\d{3}(?!\d))", "", figure)
    return Fraction(grouped.replace(",", ".")) + (_fraction(part.strip()) if part else 0)


def _fraction(written: str) -> Fraction:
    """Parse ½ or 1/2; a zero denominator gives 0."""
    above, _, below = unicodedata.normalize("NFKC", written).replace("\u2044", "/").partition("/")
    return Fraction(int(above), int(below)) if int(below) else Fraction(0)
