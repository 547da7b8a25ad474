"""Tell a language that a file or page claims: its code, and whether the text can be in it.

Publishing systems claim the language of their own installation, often `en-US`, whatever the text is written in.
"""

import re
import unicodedata
from functools import cache
from itertools import islice

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from .word_lists.function_words import fits_function_words

_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_MAX_LENGTH = 8
# Languages by their names in English and in themselves ("English", "Deutsch"), for the codes that have a locale.
_NAMED = (
    "en de fr es it pt nl pl ru uk cs sk sl hr sr bs mk bg ro hu fi et lv lt sv da no is ga ca gl eu sq el tr az "
    "ka hy he ar fa ur hi bn ta te ml kn gu pa th vi id ms sw af kk uz my km ne ja ko zh be"
).split()
# How the names of a script's letters begin in Unicode.
_LETTERS = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Arab": ("ARABIC",), "Hebr": ("HEBREW",),
    "Deva": ("DEVANAGARI",), "Jpan": ("HIRAGANA", "KATAKANA", "CJK"), "Hans": ("CJK",), "Hant": ("CJK",),
    "Kore": ("HANGUL", "CJK"), "Thai": ("THAI",), "Beng": ("BENGALI",), "Taml": ("TAMIL",), "Telu": ("TELUGU",),
    "Knda": ("KANNADA",), "Mlym": ("MALAYALAM",), "Gujr": ("GUJARATI",), "Guru": ("GURMUKHI",), "Sinh": ("SINHALA",),
    "Geor": ("GEORGIAN",), "Armn": ("ARMENIAN",), "Ethi": ("ETHIOPIC",), "Mymr": ("MYANMAR",), "Khmr": ("KHMER",),
    "Laoo": ("LAO",),
}  # fmt: skip
# Written in several scripts, so that the script says nothing about them.
_SEVERAL = frozenset("sr bs mn kk ky uz az tk tg tt ku ug pa ks sd ms ha".split())
_READ = 200
# Fewer letters may be a name in a caption.
_MIN_LETTERS = 40
# In a text of a language, most letters are of its script; foreign names and quotations are the rest.
_MIN_SHARE = 0.3
# Chinese texts quote few Japanese words; a third of a Japanese text and more is kana.
_KANA = ("HIRAGANA", "KATAKANA")
_MAX_KANA = 0.1
# Codes for several languages, none, and one that is not known.
_NO_LANGUAGE = frozenset(("mul", "und", "zxx", "mis"))


def language_code(given: str) -> str:
    """Return the code that `given` means ("EN_us" is "en-us", "deu" and "Deutsch" are "de"), "" if it means none."""
    code = given.strip().lower().replace("_", "-")
    code = _by_name().get(code, code)
    if not _CODE.fullmatch(code):
        return ""
    first, dash, rest = code.partition("-")
    first = _two_letters(first)
    if not first:
        return ""
    code = first + dash + rest
    return code if len(code) <= _MAX_LENGTH else code[: _MAX_LENGTH + 1].rpartition("-")[0]


def may_be_in(code: str, text: str) -> bool:
    """Return whether a text can be in the language: by its letters and, where there is a list, its function words."""
    return _fits_letters(code, text) and fits_function_words(code, text)


def _fits_letters(code: str, text: str) -> bool:
    language, _, rest = code.partition("-")
    expected = _LETTERS.get(_script(language), ())
    if not expected or language in _SEVERAL or len(rest) == len("latn"):
        return True
    letters = list(islice((each for each in text if each.isalpha()), _READ))
    found = sum(each.isascii() for each in letters) if expected == ("LATIN",) else 0
    if len(letters) < _MIN_LETTERS or found > _MIN_SHARE * len(letters):
        return True
    names = [unicodedata.name(each, "") for each in letters]
    if expected == ("CJK",) and sum(name.startswith(_KANA) for name in names) > _MAX_KANA * len(letters):
        return False
    return sum(name.startswith(expected) for name in names) >= _MIN_SHARE * len(letters)


@cache
def _script(language: str) -> str:
    return str(get_global("likely_subtags").get(language, "")).partition("_")[2][:4]


@cache
def _two_letters(code: str) -> str:
    """Return the code of two letters where there is one, else the code of three, "" for one that no language has."""
    code = str(get_global("language_aliases").get(code, code)).partition("_")[0]
    return code if code in Locale("en").languages and code not in _NO_LANGUAGE else ""


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in _NAMED:
        for reader in ("en", code):
            try:
                name = Locale.parse(code).get_language_name(reader)
            except (UnknownLocaleError, ValueError):
                continue
            if name:
                found[name.lower()] = code
    return found
