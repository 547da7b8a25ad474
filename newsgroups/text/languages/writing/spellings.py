"""Expressions for all ways to write a word: with accents, ligatures, full-width letters, or marks inside."""

import re
from functools import cache

from newsgroups.text.tokens.normalize import APOSTROPHES, INVISIBLE

from .folding import fold

# Characters that may occur inside a word without being letters: "O'Brien", "U.S.", a combining accent.
_BETWEEN = f"[\u0300-\u036f.{APOSTROPHES}{INVISIBLE}]*"
# Lowercase Latin letters beyond ASCII, including ligatures and full-width letters; uppercase ones match through them.
_RANGES = ((0xC0, 0x250), (0x1E00, 0x1F00), (0xFB00, 0xFB07), (0xFF10, 0xFF1A), (0xFF41, 0xFF5B))
_LATIN = [chr(code) for first, end in _RANGES for code in range(first, end) if not chr(code).isupper()]


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


def any_spelling(prefix: str, longest: int = 3) -> str:
    """Return an expression for all ways to write the beginning of a word, given in folded letters.

    A ligature may extend past its end; those of more than `longest` letters are left out.
    """
    parts, at = [], 0
    while at < len(prefix):
        rest = prefix[at:]
        fitting = {
            folded: characters
            for folded, characters in _ligatures().items()
            if len(folded) <= longest and (rest.startswith(folded) or folded.startswith(rest))
        }
        inside = rest[: max(map(len, fitting), default=1)]
        if not fitting:
            parts.append(_variants(inside))
        else:
            ways = [any_spelling(inside, len(inside) - 1) if len(inside) > 1 else _variants(inside)]
            for folded, characters in fitting.items():
                left = inside[len(folded) :]
                ways.append(f"[{characters}]{_BETWEEN + any_spelling(left, longest) if left else ''}")
            parts.append(f"(?:{'|'.join(ways)})")
        at += len(inside)
    return _BETWEEN.join(parts)
