"""Number words, scales, and vague amounts of English, German, French, Spanish, and Italian."""

from dataclasses import dataclass
from functools import cache
from itertools import product

Range = tuple[float, float, float]


@dataclass(frozen=True)
class NumberWords:
    """The number words of a language.

    ``small`` maps words joined by spaces to 1..999; ``scales`` multiply; ``vague`` words stand for a value between two
    bounds; ``joins`` may occur between hundreds and what follows.
    """

    small: dict[str, float]
    scales: dict[str, float]
    vague: dict[str, Range]
    joins: frozenset[str]
    longest: int


def _english() -> dict[str, float]:
    units = "one two three four five six seven eight nine".split()
    teens = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    return _tens(units, teens, tens, "{ten} {unit}")


def _tens(units: list[str], teens: list[str], tens: list[str], pattern: str) -> dict[str, float]:
    found = {word: float(number) for number, word in enumerate([*units, *teens], start=1)}
    for number, ten in enumerate(tens, start=2):
        found[ten] = 10.0 * number
        found |= {pattern.format(ten=ten, unit=unit): 10.0 * number + one for one, unit in enumerate(units, start=1)}
    return found


def _german() -> dict[str, float]:
    units = "ein zwei drei vier fünf sechs sieben acht neun".split()
    teens = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
    tens = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
    small = _tens(units, teens, tens, "{unit}und{ten}") | {"eins": 1.0, "hundert": 100.0}
    small |= {f"{unit}hundert": 100.0 * number for number, unit in enumerate(units, start=1)}
    return small


def _french() -> dict[str, float]:
    units = "un deux trois quatre cinq six sept huit neuf".split()
    teens = [*"dix onze douze treize quatorze quinze seize".split(), "dix sept", "dix huit", "dix neuf"]
    tens = "vingt trente quarante cinquante soixante".split()
    small = _tens(units, teens, tens, "{ten} {unit}")
    small |= {f"{ten} et un": 10.0 * number + 1 for number, ten in enumerate(tens, start=2)}
    small |= {f"soixante {teen}": 70.0 + number for number, teen in enumerate(teens)} | {"soixante et onze": 71.0}
    small |= {f"quatre vingt {word}": 80.0 + n for n, word in enumerate([*units, *teens], start=1)}
    return small | {"quatre vingts": 80.0, "quatre vingt": 80.0, "cent": 100.0, "une": 1.0}


def _spanish() -> dict[str, float]:
    units = "uno dos tres cuatro cinco seis siete ocho nueve".split()
    teens = "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve".split()
    tens = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
    small = _tens(units, teens, tens, "{ten} y {unit}")
    twenties = "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
    small |= {word: 21.0 + number for number, word in enumerate(twenties.split())}
    hundreds = "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
    small |= {word: 100.0 * number for number, word in enumerate(hundreds.split(), start=1)}
    return small | {"un": 1.0, "una": 1.0, "ciento": 100.0, "veintiún": 21.0}


def _italian() -> dict[str, float]:
    units = "uno due tre quattro cinque sei sette otto nove".split()
    teens = "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove".split()
    tens = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()
    small = {word: float(number) for number, word in enumerate([*units, *teens], start=1)}
    small |= {ten: 10.0 * number for number, ten in enumerate(tens, start=2)}
    for (number, ten), (one, unit) in product(enumerate(tens, start=2), enumerate(units, start=1)):
        small[(ten[:-1] if unit[0] in "uo" else ten) + unit.replace("tre", "tré")] = 10.0 * number + one
    return small | {"un": 1.0, "una": 1.0, "cento": 100.0, "duecento": 200.0, "trecento": 300.0}


_DOZENS, _HUNDREDS, _THOUSANDS = (24.0, 20.0, 199.0), (300.0, 150.0, 1999.0), (3e3, 1500.0, 19_999.0)
_SEVERAL = (5.0, 2.0, 19.0)
_LANGUAGES: dict[str, tuple[dict[str, float], dict[str, float], dict[str, Range], str]] = {
    "en": (
        _english(),
        {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0, "m": 1e6}
        | {"bn": 1e9, "mn": 1e6, "k": 1e3, "tn": 1e12, "mln": 1e6, "b": 1e9},
        {"dozens": _DOZENS, "scores": (40.0, 20.0, 199.0), "hundreds": _HUNDREDS, "thousands": _THOUSANDS}
        | {"several": _SEVERAL, "millions": (3e6, 1.5e6, 2e7)},
        "and",
    ),
    "de": (
        _german(),
        {"tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9}
        | {"mrd": 1e9, "billionen": 1e12, "dutzend": 12.0},
        {"dutzende": _DOZENS, "hunderte": _HUNDREDS, "tausende": _THOUSANDS, "mehrere": _SEVERAL, "einige": _SEVERAL},
        "und",
    ),
    "fr": (
        _french(),
        {"cents": 1e2, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9},
        {"dizaines": _DOZENS, "centaines": _HUNDREDS, "milliers": _THOUSANDS, "plusieurs": _SEVERAL},
        "et",
    ),
    "es": (
        _spanish(),
        {"mil": 1e3, "millón": 1e6, "millones": 1e6, "billones": 1e12},
        {"decenas": _DOZENS, "cientos": _HUNDREDS, "centenares": _HUNDREDS, "miles": _THOUSANDS, "varios": _SEVERAL}
        | {"varias": _SEVERAL},
        "y",
    ),
    "it": (
        _italian(),
        {"mila": 1e3, "mille": 1e3, "milione": 1e6, "milioni": 1e6, "miliardo": 1e9, "miliardi": 1e9},
        {"decine": _DOZENS, "centinaia": _HUNDREDS, "migliaia": _THOUSANDS, "diversi": _SEVERAL, "diverse": _SEVERAL},
        "e",
    ),
}


@cache
def number_words(language: str) -> NumberWords:
    """Return the number words of a language; empty if it is unknown, so that only digits are read."""
    if language not in _LANGUAGES:
        return NumberWords({}, {}, {}, frozenset(), 0)
    small, scales, vague, join = _LANGUAGES[language]
    return NumberWords(small, scales, vague, frozenset((join,)), max(word.count(" ") for word in small) + 1)
