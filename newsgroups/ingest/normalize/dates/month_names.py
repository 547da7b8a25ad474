"""Names of months, days, and halves of the day from Unicode's CLDR, for the languages in which news is published."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.languages import get_official_languages

# All of Babel's 312 languages take a hundred megabytes; hardly any of the others has a newspaper on the web.
LANGUAGES = (
    "en de fr es it pt nl pl ru uk cs sk sl hr sr bs mk bg ro hu fi et lv lt sv da nb nn is ga cy ca gl eu sq el tr az "
    "ka hy he ar fa ur hi bn mr ta te ml kn gu pa th vi id ms fil sw af am kk uz mn my km lo si ne ja ko zh be mt lb"
).split()
# Spellings without accents, from before a spelling reform, or in an abbreviation that newspapers use.
_ALSO = {
    1: "jänner janvier ene januara", 2: "fevrier feber fevr februara", 3: "maerz mrz marta", 4: "avr aprila",
    5: "maj mai maja", 6: "juin juna", 7: "juil jula", 8: "aout augusta", 9: "setiembre sept set septembra",
    10: "okt oct oktobra", 11: "studenog novembra", 12: "decembre dez dic decembra",
}  # fmt: skip
# Languages whose months have other names in some countries: Arabic in the Levant, Algeria, and Morocco.
_VARIANTS = ("ar_LB", "ar_DZ", "ar_MA", "sr_Latn", "de_AT")


# Joiners and direction marks inside names, and marks of abbreviation: some programs write them, others do not.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff'’׳״॰\"]")
# Shorter names of a half of the day are words of other languages as well: French "du", Spanish "de".
_MIN_HALF_LENGTH = 3
# Parts of the day that belong to one half of it. Night belongs to both.
_PARTS = {"morning": False, "afternoon": True, "evening": True}


@cache
def month_names(country: str = "") -> dict[str, int]:
    """Month number by lowercased name without periods. Where languages disagree on a name ("listopad"), those spoken in
    `country`, a top-level domain, decide, and otherwise the majority.
    """
    if country:
        spoken = [language for language in get_official_languages(country.upper()) if language in LANGUAGES]
        return month_names() | dict(_names_in(spoken))
    said: dict[str, Counter[int]] = defaultdict(Counter)
    for name, month in _names_in((*LANGUAGES, *_VARIANTS)):
        said[name][month] += 1
    for month, names in _ALSO.items():
        for name in names.split():
            said[name][month] += len(LANGUAGES)
    return {name: found.most_common(1)[0][0] for name, found in said.items() if _is_word(name)}


@cache
def compound_names() -> tuple[re.Pattern[str], dict[str, int]]:
    """An expression for names that are more than one word (Irish "meán fómhair", Thai "ม.ค."), with their months."""
    names = {
        name: month
        for name, month in _names_in((*LANGUAGES, *_VARIANTS))
        if not _is_word(name) and re.search(r"[^\W\d]", name)
    }
    names = {name: month for name, month in names.items() if re.search(r"[ .\-]", name)}
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])({either})(?!\d)[^\W\d_]{{0,3}}\.?", re.IGNORECASE), names


@cache
def half_names() -> dict[bool, list[str]]:
    """Names of the forenoon (False) and the afternoon (True), the longest first."""
    found: dict[bool, set[str]] = {False: set(), True: set()}
    for language in LANGUAGES:
        for widths in Locale.parse(language).day_periods.values():
            for names in widths.values():
                for period, given in names.items():
                    name = unicodedata.normalize("NFKC", given).strip(" .").lower()
                    if period in ("am", "pm") and (
                        len(name) >= _MIN_HALF_LENGTH or (len(name) > 1 and not name.isascii())
                    ):
                        found[period == "pm"].add(name)
                    elif period[:-1] in _PARTS and _is_in_another_script(name):
                        found[_PARTS[period[:-1]]].add(name)
    return {half: sorted(names, key=len, reverse=True) for half, names in found.items()}


def _is_in_another_script(name: str) -> bool:
    """Whether a part of the day is in letters other than Latin: "Soir" and "Tarde" are names of newspapers."""
    return len(name) >= _MIN_HALF_LENGTH and not unicodedata.name(name[0], "LATIN").startswith("LATIN")


def _names_in(languages: "list[str] | tuple[str, ...]") -> Iterator[tuple[str, int]]:
    for language in languages:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[context][width].items():
                    yield plain_name(name), month


@cache
def day_names() -> frozenset[str]:
    """Names of the days of the week, lowercased and without periods."""
    found: set[str] = set()
    for language in LANGUAGES:
        days = Locale.parse(language).days
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found |= {plain_name(name) for name in days[context][width].values()}
    return frozenset(found)


def plain_name(name: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFC", name)).strip().strip(".").lower()


def _is_word(name: str) -> bool:
    return len(name) >= 2 and not any(character.isdigit() or character in " ." for character in name)
