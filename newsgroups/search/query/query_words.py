"""Converts text to index terms: word splitting, case and accent folding, and stemming where the field has it.

A term is a stem in the language of the text. Each language has its own stems; `coded` maps the words of one language.
"""

from functools import cache
from zlib import crc32

from newsgroups.text.languages.analysis import ENGLISH, MAX_TERM_LENGTH, Analysis, analysis_of
from newsgroups.text.languages.stems.elision import without_possessive
from newsgroups.text.languages.word_lists.stop_words import stop_words
from newsgroups.text.languages.writing.folding import fold as fold_word
from newsgroups.text.languages.writing.search_words import split, word_spans

__all__ = ["MAX_TERM_LENGTH", "split"]

# Entries per cache below: a batch of articles has fewer words, and each takes about 400 bytes. Longer words are not
# cached, since a visitor can paste a word as long as a text may be.
_CACHED_WORDS = 60_000

# A term of a word and the code of its form, as stored in the index.
Coded = tuple[str, bytes]
# The main term of a word with its code, and further terms (usually none).
CodedWord = tuple[str, bytes, tuple[Coded, ...]]


class _Folded(dict[str, str]):
    """Caches the folded form of each word."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        term = fold_word(word)[:MAX_TERM_LENGTH]
        if len(word) <= MAX_TERM_LENGTH:
            self[word] = term
        return term


class CodedWords(dict[str, CodedWord]):
    """Caches each word's main term, the code of its form, and further terms (usually none)."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__()
        self.analysis = analysis

    def __missing__(self, word: str) -> CodedWord:
        if sum(map(len, _coded.values())) >= _CACHED_WORDS:
            for cache_ in _coded.values():
                cache_.clear()
        terms, form = self.analysis.terms(word), self.analysis.form(word)
        codes = [(term, form_code(term, form).to_bytes(2, "little")) for term in terms]
        coded_word = (*codes[0], tuple(codes[1:])) if codes else ("", b"\0\0", ())
        if len(word) <= MAX_TERM_LENGTH:
            self[word] = coded_word
        return coded_word


_folded = _Folded()
_coded: dict[str, CodedWords] = {}


def coded(language: str) -> CodedWords:
    """Return the cache for a language, given by its code ("" for unknown)."""
    return _of_analysis(analysis_of(language))


def _of_analysis(analysis: Analysis) -> CodedWords:
    cached = _coded.get(analysis.code)
    if cached is None:
        cached = _coded[analysis.code] = CodedWords(analysis)
    return cached


def coded_query_terms(analysis: Analysis, word: str) -> tuple[Coded, ...]:
    """Return the terms of a query word in a language, each with the code of its form."""
    terms = analysis.special_query_terms(word)
    if terms:
        form = analysis.form(word)
        return tuple((term, form_code(term, form).to_bytes(2, "little")) for term in terms)
    term, code, more = _of_analysis(analysis)[word]
    return ((term, code), *more) if term else ()


def form_code(term: str, form: str) -> int:
    """Return a 16-bit number that distinguishes the forms of one term; 0 if the word is its own stem.

    Among the few forms of a stem, two share a code about once in ten thousand stems.
    """
    return 0 if term == form else crc32(form.encode()) % 0xFFFF + 1


spans = word_spans


def stems(text: str, language: str = "") -> list[str]:
    """Return the main term (the stem in that language) of each word in order; "harbour's" and "harbours" share one."""
    read = coded(language)
    return [read[word][0] for word in split(text)]


def folded(text: str) -> list[str]:
    """Return each word, in order, without case, accents and apostrophes but with its ending.

    Example: "The harbour's Café" gives ["the", "harbours", "cafe"].
    """
    return [_folded[word] for word in split(text)]


def fold(word: str) -> str:
    """Return one word without case, accents and apostrophes."""
    return _folded[word]


def fold_name(word: str) -> str:
    """Return one word as it is offered to readers: as `fold`, and without its possessive."""
    return _folded[without_possessive(word)]


def is_stop_word(word: str, language: str = ENGLISH) -> bool:
    return _folded[word] in stop_words(language)


def stem(word: str, language: str = "") -> str:
    """Return the main term of one word."""
    return coded(language)[word][0]


@cache
def stop_stems(language: str = ENGLISH) -> frozenset[str]:
    return frozenset(stem(word, language) for word in stop_words(language))
