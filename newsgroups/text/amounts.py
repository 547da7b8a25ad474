"""The numbers, months and weekdays of a phrase as values, whether in figures or in words."""

import re
from collections.abc import Iterable
from fractions import Fraction

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_SMALL = (
    {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())}
    | {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
    | {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
    | {"dozen": 12}
)
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_MONTHS = {
    name: number
    for number, names in enumerate(
        "January,Jan February,Feb March,Mar April,Apr May June,Jun July,Jul August,Aug September,Sept,Sep "
        "October,Oct November,Nov December,Dec".split(),
        start=1,
    )
    for name in names.split(",")
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "Monday,Mon Tuesday,Tues,Tue Wednesday,Wed Thursday,Thurs,Thu Friday,Fri Saturday,Sat Sunday,Sun".split()
    )
    for name in names.split(",")
}
# Figures with what groups their thousands, a scale written right behind them, and words.
_FIGURE = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"({_FIGURE})(bn|mn|tn|[kmKM](?![^\W\d_]))?|([^\W\d_]+)")


def numbers(text: str) -> frozenset[Fraction]:
    """Every number of the text: `1.2 million`, `1,200,000` and `1.2m` are one, `twenty-one` and `21st` are one."""
    found: list[Fraction] = []
    open_number = False
    for figure, scale, word in _TOKEN.findall(text):
        if word == "and":
            continue
        value, factor = _value(figure, word.lower()), _SCALES.get(word.lower()) or _SHORT_SCALES.get(scale.lower(), 1)
        if value is not None:
            joins = open_number and bool(word) and value < 20 <= found[-1]
            found[-1:] = [found[-1] + value * factor] if joins else [*found[-1:], value * factor]
        elif factor > 1:
            found[-1:] = [found[-1] * factor] if open_number else [*found[-1:], Fraction(factor)]
        open_number = value is not None or factor > 1
    return frozenset(found)


def months(text: str) -> frozenset[int]:
    """Months by number from 1; they have a capital, which tells them from verbs."""
    return _named(text, _MONTHS)


def weekdays(text: str) -> frozenset[int]:
    """Weekdays by number from 0, Monday."""
    return _named(text, _WEEKDAYS)


def _named(text: str, names: dict[str, int]) -> frozenset[int]:
    return frozenset(names[word] for word in _words(text) if word in names)


def _words(text: str) -> Iterable[str]:
    return (word for _, _, word in _TOKEN.findall(text) if word)


def _value(figure: str, word: str) -> Fraction | None:
    if not figure:
        return Fraction(_SMALL[word]) if word in _SMALL else None
    grouped = re.sub(r"[,\u00a0\u202f](?=\d{3}(?!\d))", "", figure)
    return Fraction(grouped.replace(",", "."))
