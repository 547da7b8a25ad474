"""The values of numbers in a phrase, however they are written: in figures of any convention, in words, or both."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from .scale_words import ATTACHED, HAN, HAN_SCALES, HAN_TENS, PARTS, SCALE_OF, SMALL

_FRACTION_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SIGN = r"(?<![\w.,)-])[-\u2212\u2013]"
_FIGURE = (
    r"\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|"
    r"\d+(?:[.,]\d+)*|(?<![\w.])\.\d+"
)
_TOKEN = re.compile(
    rf"(?P<sign>{_SIGN})?(?P<figure>{_FIGURE})(?:\s?(?P<part>[{_FRACTION_SIGNS}]|(?<=\s)\d/\d{{1,2}}(?![\d/])))?"
    rf"(?P<below>\u2044\d{{1,2}})?(?P<attached>[kKmMbB](?![^\W\d_]))?"
    rf"|(?P<alone>[{_FRACTION_SIGNS}])|(?P<scale>[{''.join(HAN_SCALES)}])|(?P<han>[{''.join(HAN)}{''.join(HAN_TENS)}]+)"
    r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f\u0900-\u097f]+[^\W\d_]*)*)"
)
_AND_A_HALF = re.compile(r"\band a half\b", re.IGNORECASE)
_PROPER = re.compile(r"(?<![\d/.,])(?<!\d )(\d{1,2})/(\d{1,2})(?![\d/])")
_JOINING = frozenset(("and", "a", "an"))
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*|\d{1,2}(?:(,)\d{2})+,\d{3}")


class _Number(NamedTuple):
    """A number so far: finished thousands, what is below them, the kind of its last word, and whether that continued
    an earlier number.
    """

    whole: Fraction
    part: Fraction
    last: Literal["small", "hundred", "scale", "part"]
    continues: bool = False

    @property
    def value(self) -> Fraction:
        return self.whole + self.part


def values(text: str, *, point: str = ".") -> frozenset[Fraction]:
    """Return every number of a phrase. `point` says how a lone mark before three digits is read: 1.250 is 1.25 with
    ".", and 1250 with ",".
    """
    return frozenset(_numbers(_PROPER.sub(_with_bar, _AND_A_HALF.sub("½", text)), point))


def _with_bar(fraction: re.Match[str]) -> str:
    """Return 3/4 with the bar of fractions, and 24/7 as it is."""
    return f"{fraction[1]}\u2044{fraction[2]}" if 0 < int(fraction[1]) < int(fraction[2]) else fraction[0]


def _numbers(text: str, point: str) -> Iterator[Fraction]:
    number: _Number | None = None
    sign, before = 1, ""
    for token in _TOKEN.finditer(text):
        word = (token["word"] or "").lower()
        if (word in _JOINING and (number or word != "and")) or (word == "of" and number and number.last == "part"):
            before = word
            continue
        if word in ("minus", "negative"):
            sign = -1
            continue
        longer = _with(number, token, word, before, point)
        if number and not (longer and longer.continues):
            yield number.value
        number = longer
        if number and not number.continues and (sign < 0 or token["sign"]):
            number = number._replace(whole=-number.whole, part=-number.part)
        sign, before = 1, word
    if number:
        yield number.value


def _with(number: _Number | None, token: re.Match[str], word: str, before: str, point: str) -> _Number | None:
    """Return the number with one more token, or the one that begins with it; None if it is part of none."""
    if token["figure"]:
        return _figure(number, token, point)
    if token["alone"]:
        half = _fraction(token["alone"])
        return _longer(number, number.part + half, "part") if number else _new(half, "part")
    if token["han"]:
        return _new(Fraction(_han(token["han"]))) if _is_amount(token, number) else None
    if scale := HAN_SCALES.get(token["scale"] or "") or _scale(word):
        return _scaled(number, scale)
    if word in PARTS:
        if number and number.last == "small" and number.part > 0:
            return _longer(number, number.part * PARTS[word], "part")
        return _new(PARTS[word], "part") if word == "half" or before in ("a", "one") else None
    return _small(number, Fraction(SMALL[word])) if word in SMALL else None


def _new(part: Fraction, last: Literal["small", "hundred", "scale", "part"] = "small") -> _Number:
    return _Number(Fraction(0), part, last)


def _longer(number: _Number, part: Fraction, last: Literal["small", "hundred", "scale", "part"]) -> _Number:
    return _Number(number.whole, part, last, continues=True)


def _figure(number: _Number | None, token: re.Match[str], point: str) -> _Number:
    value = _plain(token["figure"], point)
    value += _fraction(token["part"].strip()) if token["part"] else 0
    value /= int(token["below"][1:]) if token["below"] else 1
    value *= SCALE_OF[token["attached"].lower()] if token["attached"] else 1
    # 2 million 300 thousand, 3億2000万.
    if number and number.last == "scale" and value < abs(number.whole) and not token["sign"]:
        return _longer(number, value, "small")
    return _new(value)


def _scaled(number: _Number | None, scale: int) -> _Number:
    if number is None or number.part == 0:
        last: Literal["hundred", "scale"] = "hundred" if scale == 100 else "scale"
        return _new(Fraction(100), last) if scale == 100 else _Number(Fraction(scale), Fraction(0), last)
    if scale == 100:
        return _longer(number, number.part * 100, "hundred")
    return _Number(number.whole + number.part * scale, Fraction(0), "scale", continues=True)


def _small(number: _Number | None, value: Fraction) -> _Number:
    if number is None:
        return _new(value)
    part = number.part
    if number.last in ("hundred", "scale") or (20 <= part < 100 and part % 10 == 0 and 0 < value < 10):
        return _longer(number, part + value, "small")
    if part % 100 >= 20 and part % 10 == 0 and 0 < value < 10 and number.last == "small":
        return _longer(number, part + value, "small")
    # Nineteen ninety-nine.
    if number.whole == 0 and 10 <= part < 100 and value >= 10:
        return _longer(number, part * 100 + value, "small")
    return _new(value)


def _scale(word: str) -> int:
    return 0 if word in ATTACHED else SCALE_OF.get(word, 0)


def _is_amount(token: re.Match[str], number: _Number | None) -> bool:
    """Whether Chinese numerals count something: a single one may be part of a name or word (三菱, 一番)."""
    after = token.string[token.end() : token.end() + 1]
    return len(token["han"]) > 1 or after in HAN_SCALES or (number is not None and number.last == "scale")


def _han(numerals: str) -> int:
    value, digit = 0, 0
    if not any(each in HAN_TENS for each in numerals):
        return int("".join(str(HAN[each]) for each in numerals))
    for each in numerals:
        if each in HAN:
            digit = HAN[each]
        else:
            value, digit = value + (digit or 1) * HAN_TENS[each], 0
    return value + digit


def _plain(figure: str, point: str) -> Fraction:
    """Return the value of a figure in the convention that its marks show, or in that of `point` if they do not."""
    figure = re.sub(r"[\s\u00a0\u202f\u2009'’]", "", figure)
    marks = re.findall("[.,]", figure)
    if grouped := _GROUPED.fullmatch(figure):
        mark = grouped[1] or grouped[2]
        if len(marks) > 1 or mark != point:
            return Fraction(figure.replace(mark, ""))
    if len(set(marks)) == 2 and figure.count(marks[-1]) == 1:
        return Fraction(figure.replace(marks[0], "").replace(",", "."))
    if len(marks) > 1:
        # A version, a date, or an address.
        return Fraction(re.sub("[.,]", "", figure))
    return Fraction(f"0{figure}".replace(",", "."))


def _fraction(written: str) -> Fraction:
    """Parse ½ or 1/2; a zero denominator gives 0."""
    above, _, below = unicodedata.normalize("NFKC", written).replace("\u2044", "/").partition("/")
    return Fraction(int(above), int(below)) if int(below) else Fraction(0)
