"""The characters that an article begins with, as a set of small numbers: in every language, headlines of one story
are alike before their words are.
"""

import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

# Title and the first thirty words. The first hundred tell topics rather than events.
WORDS = 30
_READ_CHARACTERS = 1_000
GRAM = 4
# Numbers of 16 bits: of some 250 grams of a beginning, one in 260 shares its number with another, which no cosine
# shows, and those of 200,000 articles take 100 MB.
BUCKETS = 1 << 16

Grams = NDArray[np.uint16]
_WORD = re.compile(r"\w+")
# Scripts without spaces. A character of these says about as much as two letters and counts as two, so that a gram
# spans two or three of them, and as half a word.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], dtype=np.uint32)


def grams(title: str, text: str) -> Grams:
    """The numbers of the 4-grams of characters of a title and the first words of its text, ascending, each once."""
    start = len(title) if title and text.startswith(title) else 0
    words = _words(title, len(title)) + _words(text[start : start + _READ_CHARACTERS], WORDS)
    if not words:
        return np.empty(0, np.uint16)
    joined = f" {' '.join(words)} "
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    count = len(codes) - GRAM + 1
    if count < 1:
        return np.empty(0, np.uint16)
    mixed = np.zeros(count, np.uint32)
    for place, factor in enumerate(_FACTORS):
        mixed += codes[place : place + count] * factor
        mixed ^= mixed >> np.uint32(15)
    mixed *= _FACTORS[0]
    return np.unique((mixed >> np.uint32(16)).astype(np.uint16))


def _words(text: str, most: int) -> list[str]:
    """The first words in lower case."""
    if text.isascii():
        return _WORD.findall(text.lower())[:most]
    found, counted = [], 0.0
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).lower()):
        if counted >= most:
            break
        unspaced = len(_UNSPACED.findall(word))
        if unspaced:
            word = word[: max(1, round(2 * (most - counted)))]
        counted += max(1.0, unspaced / 2)
        found.append(_UNSPACED.sub(r"\g<0>\g<0>", word) if unspaced else word)
    return found
