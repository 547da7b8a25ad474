"""Parse the numbers, months, and weekdays of a phrase, in figures or in words."""

import re
from fractions import Fraction

from newsgroups.text.languages.english_calendar import MONTH_FORMS, WEEKDAY_FORMS
from newsgroups.text.mentions.numerals.amount_values import values

# Only with a capital: "may" and "sat" are verbs.
_MONTHS = {form.capitalize(): number for form, number in MONTH_FORMS.items()}
_WEEKDAYS = {form.capitalize(): number for form, number in WEEKDAY_FORMS.items()}
_WORD = re.compile(r"[^\W\d_]+")
# 10.30am, 10:30 a.m., 22:30, 22h30; with a period only if a.m. or p.m. follows.
_TIME = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:(?:[:h](\d\d)|\.(\d\d)(?=\s?[ap]\.?m\b))(?![\d:])|(?=\s?[ap]\.?m\b))"
    r"(?:\s?([ap])\.?m\b\.?)?|\b(noon|midnight)\b",
    re.IGNORECASE,
)


def numbers(text: str, *, point: str = ".") -> frozenset[Fraction]:
    """Return every number in the text except times of day.

    Different spellings give equal values: `1.2 million`, `1,200,000`, and `1.2m`; `twenty-one` and `21st`; `2½` and
    `two and a half`; `two dozen` and `24`. A number after a minus sign is negative. See `values` for `point`.
    """
    return values(_TIME.sub(" ", text), point=point)


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
    return frozenset(names[word] for word in _WORD.findall(text) if word in names)
