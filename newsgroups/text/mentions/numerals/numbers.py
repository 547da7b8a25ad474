"""The numbers of a text as values, with the bounds that their wording implies."""

import re
from typing import NamedTuple

from newsgroups.text.mentions.tokens import Tokens

from .number_words_of_languages import number_words

# Longer figures are serial numbers or nonsense, and a float cannot hold them exactly.
MAX_DIGITS = 15
_ENGLISH_POINT = frozenset(("en", "ja", "zh", "ko", "he", "th"))
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_SPACES = re.compile(r"[\u00a0\u202f\u2009 '’]")
_RANGE_WORDS = {
    "en": ("or", "to"),
    "de": ("oder", "bis"),
    "fr": ("ou", "à"),
    "es": ("o", "a"),
    "it": ("o", "a"),
}
_DOZENS = frozenset(("dozen", "dutzend"))
_DOZEN_ROOM = 0.15
_DASHES = frozenset("-–—")


class Number(NamedTuple):
    """A number in tokens ``first`` to ``last`` (excluded), with a value between ``low`` and ``high``.

    ``kind`` is how it is written: figure, word, scaled ("2.1 million"), vague ("dozens"), or range ("two or three").
    """

    first: int
    last: int
    value: float
    low: float
    high: float
    kind: str


def read_number(tokens: Tokens, place: int) -> Number | None:
    """Return the number that begins at the token, with its scale and, for a range, its other end."""
    one = _single(tokens, place)
    if one is None or one.kind == "vague":
        return one
    after = tokens.at(one.last)
    if after in _DASHES and tokens.at(one.last + 1) in _RANGE_WORDS.get(tokens.language, ()):
        # "a three- to four-page note"
        one, after = one._replace(last=one.last + 1), tokens.at(one.last + 1)
    if after in _RANGE_WORDS.get(tokens.language, ()) or (after in _DASHES and one.kind == "figure"):
        other = _single(tokens, one.last + 1)
        if other and other.kind != "vague" and _is_range(one, other, after):
            low = one.value * (other.value / _unscaled(other, tokens) if _shares_scale(one, other) else 1.0)
            return Number(place, other.last, (low + other.value) / 2, low, other.value, "range")
    return _single(tokens, place)


def _is_range(one: Number, other: Number, between: str) -> bool:
    """Return whether two numbers form a range: "two or three", "1 to 1.5 million"; not "lost 71-28", "from 4 to 90"."""
    low = one.value * 1e6 if _shares_scale(one, other) and other.value >= 1e6 else one.value
    if between in _DASHES and one.kind != "scaled" and other.kind != "scaled":
        return False
    return 0 < low < other.value <= max(2.0 * low, low + 3)


def _shares_scale(one: Number, other: Number) -> bool:
    return other.kind == "scaled" and one.kind != "scaled" and one.value < 1_000 <= other.value


def _unscaled(number: Number, tokens: Tokens) -> float:
    return parse_figure(tokens.words[number.first], tokens.language) or number.value


def _single(tokens: Tokens, place: int) -> Number | None:
    word = tokens.at(place)
    if not word:
        return None
    words = number_words(tokens.language)
    if word[0].isdigit():
        value = parse_figure(word, tokens.language)
        return None if value is None else _scaled(tokens, place, place + 1, value, is_figure=True)
    if word in words.vague:
        return Number(place, place + 1, *words.vague[word], "vague")
    if tokens.language == "en" and word in ("a", "half", "an") and tokens.at(place + 1) in ("a", "dozen", "hundred"):
        return _dozen(tokens, place)
    value, end = _spelled(tokens, place)
    return _scaled(tokens, place, end, value, is_figure=False) if end > place else None


def _dozen(tokens: Tokens, place: int) -> Number | None:
    """Read "a dozen", "half a dozen", "a hundred"; being round, they leave room."""
    words = [tokens.at(place + ahead) for ahead in range(4)]
    if words[:2] in (["a", "dozen"], ["a", "hundred"]):
        value = 12.0 if words[1] == "dozen" else 100.0
        return Number(place, place + 2, value, 0.85 * value, 1.15 * value, "word")
    half = {("half", "a", "dozen"): 3, ("a", "half", "dozen"): 3, ("half", "dozen"): 2}
    for phrase, length in half.items():
        if tuple(words[: len(phrase)]) == phrase:
            return Number(place, place + length, 6.0, 5.0, 7.0, "word")
    return None


def _spelled(tokens: Tokens, place: int) -> tuple[float, int]:
    """Return the value of number words ("twenty-one") and the token after them; the position itself if none."""
    words = number_words(tokens.language)
    parts: list[str] = []
    ends: list[int] = []
    at = place
    while len(parts) < words.longest:
        if parts and tokens.at(at) == "-":
            at += 1
        word = tokens.at(at)
        if not word or not word[0].isalpha():
            break
        parts.append(word)
        at += 1
        ends.append(at)
    for length in range(len(parts), 0, -1):
        value = words.small.get(" ".join(parts[:length]))
        if value is not None:
            return value, ends[length - 1]
    return 0.0, place


def _scaled(tokens: Tokens, first: int, last: int, value: float, *, is_figure: bool) -> Number:
    """Apply the scales after a number. "2.1 million" may be truncated or rounded to its last digit."""
    words = number_words(tokens.language)
    step = 10.0 ** -_decimals(value) if is_figure else 1.0
    factor = 1.0
    while (scale := words.scales.get(tokens.at(last))) and _is_scale(tokens, last, is_figure):
        value, factor, last = value * scale, factor * scale, last + 1
        join = last + 1 if tokens.at(last) in words.joins else last
        rest, end = _spelled(tokens, join)
        if not is_figure and end > join and rest < scale and scale in (1e2, 1e3):
            value, last = value + rest, end
    if factor >= 1e3 and is_figure:
        half = step * factor / 2
        return Number(first, last, value, value - half, value + 2 * half, "scaled")
    room = _DOZEN_ROOM * value if tokens.at(last - 1) in _DOZENS else 0.0
    return Number(first, last, value, value - room, value + room, "figure" if is_figure else "word")


def _is_scale(tokens: Tokens, place: int, is_figure: bool) -> bool:
    """Return whether the token is a scale. Letters must be attached to the figure: "5m", but "10 m" is meters."""
    return len(tokens.words[place]) > 1 or (is_figure and tokens.touches(place - 1))


def _decimals(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text) - text.index(".") - 1


def parse_figure(figure: str, language: str) -> float | None:
    """Return the value of "1,204.5" (English) or "1.204,5" (other languages).

    Return None for anything that is not an amount, such as "1.2.3", or that has too many digits.
    """
    plain = _SPACES.sub("", figure)
    if len(plain) > MAX_DIGITS + 5 or sum(map(str.isdigit, plain)) > MAX_DIGITS:
        return None
    point, comma = (".", ",") if language in _ENGLISH_POINT else (",", ".")
    whole, _, decimals = plain.partition(point)
    if point in decimals or comma in decimals:
        # Written by the opposite convention, or a version, a date, or an address.
        return _grouped(plain)
    if comma in whole and not _GROUPED.fullmatch(whole):
        return _number(plain.replace(comma, ".")) if whole == plain and whole.count(comma) == 1 else None
    return _number(f"{whole.replace(comma, '')}.{decimals or '0'}")


def _grouped(plain: str) -> float | None:
    return _number(re.sub("[.,]", "", plain)) if _GROUPED.fullmatch(plain) else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
