"""Expressions for all ways to write a word: with accents, ligatures, full-width letters, or marks inside."""

import re
from functools import cache

from newsgroups.text.tokens.normalize import APOSTROPHES, INVISIBLE

from .folding import fold

# Characters that may occur inside a word without being letters: "O'Brien", "U.S.", a combining accent.
_BETWEEN = f"[\u0300-\u036f.{APOSTROPHES}{INVISIBLE}]*"
# Lowercase Latin letters beyond ASCII, including ligatures and full-width letters; uppercase ones match through them.
_CODES = (*range(0xC0, 0x250), *range(0xFB00, 0xFB07), *range(0xFF10, 0xFF1A), *range(0xFF41, 0xFF5B))
_LATIN = [chr(code) for code in _CODES if not chr(code).isupper()]


@cache
def _variants(letter: str) -> str:
    """Return an expression for a letter and its variants with accents or of another width."""
    others = [character for character in _LATIN if fold(character) == letter]
    return f"[{letter}{''.join(others)}]" if others else re.escape(letter)


@cache
def _ligatures() -> dict[str, str]:
    """Return the ligatures (æ, œ, ß, ﬁ), by the letters that they represent."""
    ligatures: dict[str, str] = {}
    for character in _LATIN:
        folded = fold(character)
        if len(folded) > 1 and folded.isalnum() and folded.isascii():
            ligatures[folded] = ligatures.get(folded, "") + character
    return ligatures


def any_spelling(prefix: str) -> str:
    """Return an expression for all ways to write the beginning of a word, given in folded letters."""
    parts, at = [], 0
    while at < len(prefix):
        letters, length = _variants(prefix[at]), 1
        for folded, characters in _ligatures().items():
            # The ligature may extend past the end of the prefix.
            if prefix.startswith(folded, at) or folded.startswith(prefix[at:]):
                inside = prefix[at : at + len(folded)]
                letters, length = f"(?:{_BETWEEN.join(map(_variants, inside))}|[{characters}])", len(inside)
                break
        parts.append(letters)
        at += length
    return _BETWEEN.join(parts)
