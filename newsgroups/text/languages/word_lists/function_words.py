"""Function words of languages other than English ("der", "nicht", "qu'il"), which say nothing about a story.

In an archive of English articles they occur in few texts, so they would count as rare. The lists are those of the
Snowball project (snowballstem.org, BSD license). Sets of languages are bit masks.
"""

import re
from collections import Counter
from functools import reduce
from operator import and_

import numpy as np

from newsgroups.text.languages.read_lists import read_lists

_LISTS = {
    code: frozenset(words)
    for code, words in read_lists("newsgroups.text.languages.word_lists", "function_words.txt").items()
}
_BITS = {language: 1 << bit for bit, language in enumerate(sorted(_LISTS.keys() - {"en"}))}
# The Norwegian list covers both written standards.
_WRITTEN = {"nb": "no", "nn": "no"}
# A text is in a language if this share of its words are function words of it. In German news it is a third or more; in
# English news, no other language exceeds a seventh.
MIN_SHARE = 0.2
# Fewer may be just a name: San Diego de la Cruz.
MIN_FOUND = 4
LOOKED_AT = 1_000
# Below this share, a language is hardly that of the text. A tenth of Spanish words are English function words ("a",
# "no").
MIN_OWN_SHARE = 0.15
# Another language needs so many function words, and so many times those of the first, to deny it.
MIN_OTHERS = 8
_CLEARLY_MORE = 2.5
_WORD = re.compile(r"[^\W\d_]+")


def _languages_by_word() -> dict[str, int]:
    found: dict[str, int] = {}
    for language, bit in _BITS.items():
        # The lists predate the spelling of "dass" with ss.
        for word in _LISTS[language] | {word.replace("ß", "ss") for word in _LISTS[language]}:
            found[word] = found.get(word, 0) | bit
    return found


_LANGUAGES = _languages_by_word()
# The sets of languages that a word, or two words joined by an apostrophe, can be function words of: 126.
_SETS = sorted({one & other for one in _LANGUAGES.values() for other in _LANGUAGES.values()} | {0})
_CLASSES = {languages: number for number, languages in enumerate(_SETS)}
# Long enough that every byte is a valid index; values that are not classes map to no language.
LANGUAGES_OF_CLASS = np.zeros(256, np.uint32)
LANGUAGES_OF_CLASS[: len(_SETS)] = _SETS


def language_bit(code: str) -> int:
    """Return the bit of a language code ("de", "de-AT"); 0 for English and for languages without a list."""
    language = code[:2].lower() if not code[2:3].isalpha() else ""
    return _BITS.get(_WRITTEN.get(language, language), 0)


def languages_of(word: str) -> int:
    """Return the languages in which a lowercase word is, or is composed of, function words ("d'une")."""
    if "'" in word:
        return reduce(and_, (_LANGUAGES.get(part, 0) for part in word.split("'")))
    return _LANGUAGES.get(word, 0)


def function_class(word: str) -> int:
    """Return the index (0..127) into `LANGUAGES_OF_CLASS` for a lowercase word."""
    return _CLASSES.get(languages_of(word), 0)


def is_function_word(word: str, language: str) -> bool:
    """Return whether a lowercase word is a function word of the given language, other than English."""
    return bool(languages_of(word.replace("’", "'")) & language_bit(language))


def language_by_function_words(text: str) -> str:
    """Return the code of the non-English language with the most function words among the first words.

    Empty if the text is English or the result is uncertain. Takes 0.1 ms and loads no model.
    """
    words = Counter(_WORD.findall(text[:LOOKED_AT].lower()))
    held = {code: sum(often for word, often in words.items() if word in _LISTS[code]) for code in _LISTS}
    best = max(held, key=lambda code: (held[code], code == "en"))
    return best if best != "en" and held[best] >= max(MIN_FOUND, MIN_SHARE * words.total()) else ""


def fits_function_words(language: str, text: str) -> bool:
    """Return whether a text can be in a language as far as function words tell.

    It cannot if it has hardly any of the language's, but those of another one. Always true without a list.
    """
    code = _WRITTEN.get(language.partition("-")[0], language.partition("-")[0])
    if code not in _LISTS:
        return True
    words = _WORD.findall(text[:LOOKED_AT].lower())
    own = sum(word in _LISTS[code] for word in words)
    if own >= max(MIN_FOUND, MIN_OWN_SHARE * len(words)):
        return True
    most = max(sum(word in _LISTS[other] for word in words) for other in _LISTS)
    return most < max(MIN_OTHERS, MIN_SHARE * len(words)) or own * _CLEARLY_MORE > most
