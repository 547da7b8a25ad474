"""Korean: words carry their particles and are written together, so that pairs of syllables are what is searched."""

import re

_HANGUL = re.compile("[\uac00-\ud7a3]+")
# What follows a word of one syllable ("물은", "집에서" has the pair "집에").
_AFTER_ONE_SYLLABLE = "은는이가을를에의도로와과만"
# Particles that no word ends with by itself, or hardly any.
_PARTICLE = re.compile(
    "(?<=[\uac00-\ud7a3]{2})(?:에서는|으로는|에게는|에서|에게|으로|까지|부터|에는|에도|이라고|라고|은|는|을|를|의)$"
)

# More particles, with which some words end by themselves ("고양이" is a cat and no subject).
_UNSURE_PARTICLE = re.compile("(?<=[\uac00-\ud7a3]{2})(?:이|가|로|도|만|와|과|나|들|들이|들은|들을|들의)$")


def pairs(start: int, end: int) -> list[tuple[int, int]]:
    """Places of the pairs of syllables of a run of them; a single one stays alone."""
    return [(first, first + 2) for first in range(start, end - 1)] or [(start, end)]


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A word with Korean letters in it, cut into pairs of syllables and what is written in other letters."""
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
    """A word as it is asked for, without the particle behind it, if two syllables are left."""
    return _PARTICLE.sub("", word)


def without_unsure_particle(word: str) -> str:
    """The same for particles that may be a part of the word: for one that is found nowhere as it is."""
    return _UNSURE_PARTICLE.sub("", word)


def syllable_terms(word: str) -> tuple[str, ...]:
    """A word of a single syllable with each particle that it may carry; nothing for any other word."""
    if len(word) != 1 or not _HANGUL.match(word):
        return ()
    return (word, *(word + after for after in _AFTER_ONE_SYLLABLE))
