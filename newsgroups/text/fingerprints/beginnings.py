"""The beginning of an article as a set of hashed character n-grams.

In every language, headlines of one story resemble each other in characters before they do in words.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

# Title and first 30 words. The first 100 identify topics rather than events.
WORDS = 30
# Thirty words of any language have fewer characters, except in junk.
_READ_CHARACTERS = 400
GRAM = 4
# Buckets are 16-bit numbers. Of about 250 grams in a beginning, one in 260 collides with another, which no cosine
# reveals; the grams of 200,000 articles take 100 MB.
BUCKETS = 1 << 16

Grams = NDArray[np.uint16]
_WORD = re.compile(r"\w+")
# Scripts without spaces. One of their characters carries about as much information as two letters, so it counts as
# two, which makes a gram span two or three characters, and as half a word.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], dtype=np.uint32)


def grams(title: str, text: str) -> Grams:
    """Return the sorted unique numbers of the character 4-grams of a title and the first words of its text."""
    return grams_of_all([(title, text)])[0]


def grams_of_all(articles: Sequence[tuple[str, str]]) -> list[Grams]:
    """Return the `grams` of many titles and texts; the characters of all are hashed at once."""
    begun = [_beginning(title, text) for title, text in articles]
    codes = np.frombuffer("".join(begun).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum([0, *map(len, begun)])
    mixed = np.zeros(max(len(codes) - GRAM + 1, 0), np.uint32)
    for place, factor in enumerate(_FACTORS):
        mixed += codes[place : place + len(mixed)] * factor
        mixed ^= mixed >> np.uint32(15)
    mixed *= _FACTORS[0]
    # No gram extends past the end of an article.
    counts = np.maximum(np.diff(ends) - GRAM + 1, 0)
    of = np.repeat(np.arange(len(begun), dtype=np.int64), counts)
    places = np.arange(counts.sum()) + np.repeat(ends[:-1] - (np.cumsum(counts) - counts), counts)
    keys = of << 16 | (mixed[places] >> np.uint32(16))
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    bounds = keys.searchsorted(np.arange(len(begun) + 1) << 16).tolist()
    held = keys.astype(np.uint16)
    return [held[start:end] for start, end in pairwise(bounds)]


def _beginning(title: str, text: str) -> str:
    start = len(title) if title and text.startswith(title) else 0
    first = _words(text[start : start + _READ_CHARACTERS], WORDS)
    words = _words(title, len(title)) + first
    return f" {' '.join(words)} " if words else ""


def _words(text: str, most: int) -> list[str]:
    """Return the first words in lower case."""
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
