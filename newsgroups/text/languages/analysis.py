"""Turn a word of a language into the terms under which a search finds it.

A word has one form, which quoted phrases compare, and one or more terms at the same position. An English word has one
term: the stem of the folded word. In other languages, stemmers rely on accents that readers often omit when typing. A
text therefore has the folded stem of the word as written and that of the word without accents; where Snowball stems the
singular further than the plural, it also has the stem of the stem.
"""

import re
from collections.abc import Iterator
from functools import cache

from newsgroups.text.languages.stems.elision import elided_anywhere, without_elision, without_ending, without_possessive
from newsgroups.text.languages.stems.light import MIN_LEFT, light_stemmer, respelled, shortened
from newsgroups.text.languages.stems.snowball import NEIGHBORS, stemmer_of
from newsgroups.text.languages.writing.folding import fold, in_one_script
from newsgroups.text.languages.writing.korean import syllable_terms
from newsgroups.text.languages.writing.scripts import script_of
from newsgroups.text.languages.writing.signed_words import is_signed, parts_of_signed, signed

from .language_names import english_name

# Longer "words" are junk (encoded pictures, endless URLs) and would only bloat the dictionary.
MAX_TERM_LENGTH = 64
ENGLISH = "en"

# Scripts of languages that are not written in Latin letters alone. Words in other scripts are analyzed as the most
# common language of that script.
_SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg"), ("Cyrillic",)),
    "sr": ("Latin", "Cyrillic"),
    "el": ("Greek",),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ug", "ku"), ("Arabic",)),
    **dict.fromkeys(("he", "yi"), ("Hebrew",)),
    **dict.fromkeys(("hi", "ne", "mr"), ("Devanagari",)),
    "ta": ("Tamil",),
    "hy": ("Armenian",),
    **dict.fromkeys(("bn", "gu", "pa", "te", "kn", "ml", "ka"), ("",)),
}
_OF_SCRIPT = {
    "Cyrillic": "ru",
    "Greek": "el",
    "Arabic": "ar",
    "Hebrew": "he",
    "Devanagari": "hi",
    "Tamil": "ta",
    "Armenian": "hy",
    "Latin": ENGLISH,
}
_BY_CHARACTERS = {
    "ko": "pairs of syllables",
    **dict.fromkeys(("ja", "zh", "th", "lo", "km", "my"), "runs of characters"),
}
# Letters that are typed as two where a keyboard lacks them. German's own stemmer handles this.
_TWO_LETTERS = {
    **dict.fromkeys(("da", "no"), (("aa", "å"), ("ae", "æ"), ("oe", "ø"))),
    "sv": (("aa", "å"), ("ae", "ä"), ("oe", "ö")),
}
_GERMAN = re.compile("(?<![aeiouqäöü])(?:([ao])e|(u)e(?![aeiou]))")
_DOTTED = str.maketrans({"I": "ı", "İ": "i"})
# Ukrainian letters mapped to the ones that Russian's stemmer knows.
_AS_RUSSIAN = str.maketrans("іїєґў", "ииегу")


class Analysis:
    """The analysis of one language, created once for each; see `analysis_of`."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.scripts = _SCRIPTS.get(code, ("Latin",))
        self._stem = stemmer_of(code) or fold
        self._light = light_stemmer(code)

    def __repr__(self) -> str:
        return f"Analysis({self.code!r})"

    def terms(self, word: str) -> tuple[str, ...]:
        """Return all terms of a word in a text, the main one first; empty for a word that is only marks."""
        word = in_one_script(word)
        if is_signed(word):
            plain = [term for part in parts_of_signed(word) for term in self.terms(part)]
            return _distinct([*plain, signed(word)])
        return _distinct(self._of(word)._stems(word))

    def query_terms(self, word: str) -> tuple[str, ...]:
        """Return the terms of a word in a query."""
        return self.special_query_terms(word) or self.terms(word)

    def special_query_terms(self, word: str) -> tuple[str, ...]:
        """Return the query's terms if they differ from those of a text, else an empty tuple.

        A sign that is typed is meant, and a single Korean syllable stands for itself with each particle.
        """
        return (signed(word),) if is_signed(word) else syllable_terms(word)

    def form(self, word: str) -> str:
        """Return what separates the forms of a term: the folded word without elision."""
        if is_signed(word):
            return signed(word)
        return self._of(word)._folded(word)[:MAX_TERM_LENGTH]

    def _of(self, word: str) -> "Analysis":
        """Return the analysis that handles the script of a word."""
        if "Latin" in self.scripts and word.isascii():
            return self
        script = script_of(word)
        return self if script in self.scripts else analysis_of(_OF_SCRIPT.get(script, ENGLISH))

    def _folded(self, word: str) -> str:
        if self.code == ENGLISH:
            return fold(word)
        return fold(self._lower(without_elision(word, self.code)))

    def _stems(self, word: str) -> Iterator[str]:
        if self.code == ENGLISH:
            yield self._stem(fold(without_possessive(word)))
            if elided := elided_anywhere(word):
                yield self._stem(fold(elided))
            return
        bare = without_ending(without_possessive(without_elision(word, self.code)), self.code)
        lower, folded = self._lower(bare), fold(self._lower(bare))
        for spelling in (lower, folded, *respelled(folded, self.code)):
            stem = self._stemmed(spelling)
            yield stem
            yield self._stemmed(stem)
            yield from shortened(stem, self.code)
        if self._light:
            for stem in self._light(folded):
                yield stem
                yield from shortened(stem, self.code)
        if self.code in _TWO_LETTERS and folded != (plain := fold(bare)):
            # In "broen" and "Israel", the two letters are two.
            yield self._stemmed(plain)
            yield from self._light(plain) if self._light else ()
        if elided := elided_anywhere(bare):
            yield from self._stems(elided)

    def _stemmed(self, word: str) -> str:
        """Return the folded stem, or the word if too little is left: Turkish cuts "deniz" to two letters."""
        stem = fold(self._stem(word))
        return fold(word) if self.code == "tr" and len(stem) < MIN_LEFT < len(word) else stem

    def _lower(self, word: str) -> str:
        """Return the word in the letters that its stemmer knows."""
        if self.code in ("tr", "az"):
            word = word.translate(_DOTTED)
        word = in_one_script(word).lower()
        if self.code in ("uk", "be"):
            return word.translate(_AS_RUSSIAN)
        if self.code == "de":
            return _GERMAN.sub(lambda match: {"a": "ä", "o": "ö", "u": "ü"}[match[1] or match[2]], word)
        if self.code == "he":
            # Without points, a consonant or a long vowel may be written with two letters.
            return word.replace("וו", "ו").replace("יי", "י")
        for two, one in _TWO_LETTERS.get(self.code, ()):
            word = word.replace(two, one)
        return word


def _distinct(terms: "Iterator[str] | list[str]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(term[:MAX_TERM_LENGTH] for term in terms if term))


@cache
def analysis_of(language: str) -> Analysis:
    """Return the analysis for a language code ("de", "pt-BR"); English if the language is unknown or empty."""
    code = language.lower().replace("_", "-").partition("-")[0]
    code = NEIGHBORS.get(code, code)
    return _made(code if stemmer_of(code) or light_stemmer(code) else ENGLISH)


def how_read(language: str) -> str:
    """Describe how a language is handled, in a few words for the site's operator."""
    code = language.lower().partition("-")[0]
    if code in _BY_CHARACTERS:
        return _BY_CHARACTERS[code]
    if code in NEIGHBORS:
        return f"stems of {english_name(NEIGHBORS[code])}"
    if stemmer_of(code):
        return "stems"
    return "light stems" if light_stemmer(code) else "words as written, except for English endings"


@cache
def _made(code: str) -> Analysis:
    return Analysis(code)
