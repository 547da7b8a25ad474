"""Function words of languages beside English ("der", "nicht", "qu'il"), which say nothing about a story.

In an archive of English articles they stand in few, so that they would be taken for rare. The lists are those of
Snowball (Porter), as Whoosh has them; English has `stop_words`. Sets of languages are numbers with a bit for each.
"""

import re
from collections import Counter
from functools import reduce
from operator import and_

import numpy as np
from whoosh.lang.stopwords import stoplists

_BITS = {language: 1 << bit for bit, language in enumerate(sorted(stoplists.keys() - {"en"}))}
# The list of Norwegian holds both ways to write it.
_WRITTEN = {"nb": "no", "nn": "no"}
# A text of which so many words are function words is in the language: in German news it is a third and more, and of
# English news no other language has more than a seventh.
LEAST_SHARE = 0.2
# Fewer are a name: San Diego de la Cruz.
LEAST_FOUND = 4
LOOKED_AT = 1_000
_WORD = re.compile(r"[^\W\d_]+")


def _languages_by_word() -> dict[str, int]:
    found: dict[str, int] = {}
    for language, bit in _BITS.items():
        # The lists are older than the spelling of "dass" with two letters.
        for word in stoplists[language] | {word.replace("ß", "ss") for word in stoplists[language]}:
            found[word] = found.get(word, 0) | bit
    return found


_LANGUAGES = _languages_by_word()
# The sets of languages that a word can be a function word of, or two words with an apostrophe between them: 126.
_SETS = sorted({one & other for one in _LANGUAGES.values() for other in _LANGUAGES.values()} | {0})
_CLASSES = {languages: number for number, languages in enumerate(_SETS)}
# So long that every byte is a place in it, what are no classes those of no language.
LANGUAGES_OF_CLASS = np.zeros(256, np.uint32)
LANGUAGES_OF_CLASS[: len(_SETS)] = _SETS


def language_bit(code: str) -> int:
    """The bit of a language by its code, "de" or "de-AT"; 0 for English and for languages without a list."""
    language = code[:2].lower() if not code[2:3].isalpha() else ""
    return _BITS.get(_WRITTEN.get(language, language), 0)


def languages_of(word: str) -> int:
    """The languages of which a word in lower case is a function word, or is put together of such ("d'une")."""
    if "'" in word:
        return reduce(and_, (_LANGUAGES.get(part, 0) for part in word.split("'")))
    return _LANGUAGES.get(word, 0)


def function_class(word: str) -> int:
    """The place in `LANGUAGES_OF_CLASS`, 0..127, of the languages of which a word in lower case is a function word."""
    return _CLASSES.get(languages_of(word), 0)


def is_function_word(word: str, language: str) -> bool:
    """Whether a word in lower case is a function word of the language with this code, other than English."""
    return bool(languages_of(word.replace("’", "'")) & language_bit(language))


def language_by_function_words(text: str) -> str:
    """The code of the language, other than English, that has most of the first words among its function words;
    empty where it is English or uncertain. A tenth of a millisecond, and no model to load.
    """
    words = Counter(_WORD.findall(text[:LOOKED_AT].lower()))
    held = {code: sum(often for word, often in words.items() if word in stoplists[code]) for code in stoplists}
    best = max(held, key=lambda code: (held[code], code == "en"))
    return best if best != "en" and held[best] >= max(LEAST_FOUND, LEAST_SHARE * words.total()) else ""
