"""Korean: words carry particles and are written together, so the search uses pairs of syllables."""

import re

_HANGUL = re.compile("[\uac00-\ud7a3]+")
# Particles after a word of one syllable ("물은"; "집에서" yields the pair "집에").
_AFTER_ONE_SYLLABLE = "은는이가을를에의도로와과만"
# Particles that words rarely or never end with on their own.
_PARTICLE = re.compile(
    "(?<=[\uac00-\ud7a3]{2})(?:에서는|으로는|에게는|에서|에게|으로|까지|부터|에는|에도|이라고|라고|은|는|을|를|의)$"
)

# Further particles, with which some words end on their own ("고양이" is "cat", not a subject).
_UNSURE_PARTICLE = re.compile("(?<=[\uac00-\ud7a3]{2})(?:이|가|로|도|만|와|과|나|들|들이|들은|들을|들의)$")


def pairs(start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the pairs of syllables in a run; a single one stays alone."""
    return [(first, first + 2) for first in range(start, end - 1)] or [(start, end)]


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a word that has Korean letters into pairs of syllables and parts in other letters."""
    found, at = [], start
    for run in _HANGUL.finditer(text, start, end):
        if run.start() > at:
            found.append((at, run.start()))
        found += pairs(*run.span())
        at = run.end()
    return [*found, (at, end)] if at < end else found


def has_hangul(text: str, start: int, end: int) -> bool:
    return _HANGUL.search(text, start, end) is not None


def without_particle(word: str) -> str:
    """Return a query word without its trailing particle, if two syllables are left."""
    return _PARTICLE.sub("", word)


def without_unsure_particle(word: str) -> str:
    """Like `without_particle`, for particles that may be part of the word; used if the word itself is not found."""
    return _UNSURE_PARTICLE.sub("", word)


def syllable_terms(word: str) -> tuple[str, ...]:
    """Return a one-syllable word with each particle that it may carry; empty for any other word."""
    if len(word) != 1 or not _HANGUL.match(word):
        return ()
    return (word, *(word + after for after in _AFTER_ONE_SYLLABLE))
