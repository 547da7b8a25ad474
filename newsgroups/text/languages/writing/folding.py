"""Fold letters that are typed in several ways into one, for search, beyond accents and case.

Goes further than `normalize_word`, which compares texts for copied passages: here "Lodz" finds "Łódź" and "٢٠٢٤"
finds "2024".
"""

import re
import unicodedata

from newsgroups.text.tokens.normalize import normalize_word

# Latin letters that Unicode does not decompose, and what is typed instead.
_LATIN = {
    **dict(zip("łøđðıħŧŋŀƒəɓɗƙ", "loddihtnlfebdk", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
    "ĳ": "ij",
    "·": "",
}
# Arabic, Persian, and Urdu write the same letters with or without hamza, and with letters of their own.
_ARABIC = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیېے", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةۀہھۂە", "ه"),
    "ؤ": "و",
    "ئ": "ي",
    "ـ": "",
}
# Five Hebrew letters have a different form at the end of a word; abbreviation marks are dropped.
_HEBREW = {**dict(zip("ךםןףץ", "כמנפצ", strict=True)), "׳": "", "״": "", '"': ""}
# The letters of the Armenian ligature; in capitals it is written with the second pair.
_ARMENIAN = ("եւ", "եվ")
_LETTERS = str.maketrans(_LATIN | _ARABIC | _HEBREW)
# Hebrew and Arabic vowel points, which only names and schoolbooks use.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed]")
_DIGIT = re.compile(r"(?![0-9])\d")
# Letters of two scripts that look alike: a word that mixes Cyrillic letters with these was mistyped or disguised.
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LOOK_ALIKE = str.maketrans("aceopxyiABCEHKMOPTXYI", "асеорхуіАВСЕНКМОРТХУІ")
_LATIN_LETTER = re.compile("[A-Za-z]")


def fold(word: str) -> str:
    """Return a word without case, accents, apostrophes, vowel points, and letter variants."""
    if word.isascii():
        return normalize_word(word)
    folded = _POINTS.sub("", normalize_word(word).translate(_LETTERS)).replace(*_ARMENIAN)
    return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), folded)


def in_one_script(word: str) -> str:
    """Return a Cyrillic word with its Latin look-alikes replaced; any other word unchanged."""
    if word.isascii() or not _CYRILLIC.search(word):
        return word
    replaced = word.translate(_LOOK_ALIKE)
    return word if _LATIN_LETTER.search(replaced) else replaced
