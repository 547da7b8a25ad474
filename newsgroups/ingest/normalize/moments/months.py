"""Month names from Unicode's CLDR, for the languages in which news is published."""

import unicodedata
from collections import Counter, defaultdict
from functools import cache

from babel import Locale

# All of Babel's 312 languages take a hundred megabytes; hardly any of the others has a newspaper on the web.
LANGUAGES = (
    "en de fr es it pt nl pl ru uk cs sk sl hr sr bs mk bg ro hu fi et lv lt sv da nb nn is ga cy ca gl eu sq el tr az "
    "ka hy he ar fa ur hi bn mr ta te ml kn gu pa th vi id ms fil sw af am kk uz mn my km lo si ne ja ko zh be mt lb"
).split()
# Spellings without accents, from before a spelling reform, or in an abbreviation that newspapers use.
_ALSO = {
    1: "jänner janvier ene", 2: "fevrier feber fevr", 3: "maerz mrz", 4: "avr", 5: "maj mai", 6: "juin", 7: "juil",
    8: "aout", 9: "setiembre sept set", 10: "okt oct", 11: "studenog", 12: "decembre dez dic",
}  # fmt: skip


@cache
def month_names() -> dict[str, int]:
    """Month number by lowercased name without periods. Where languages disagree on a name, the majority decides."""
    said: dict[str, Counter[int]] = defaultdict(Counter)
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[context][width].items():
                    said[plain_name(name)][month] += 1
    for month, names in _ALSO.items():
        for name in names.split():
            said[name][month] += len(LANGUAGES)
    return {name: found.most_common(1)[0][0] for name, found in said.items() if _is_word(name)}


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
    return unicodedata.normalize("NFC", name).strip().strip(".").lower()


def _is_word(name: str) -> bool:
    return len(name) >= 2 and not any(character.isdigit() for character in name) and " " not in name
