"""Winnowing: few hashes of a text that still meet those of any text which shares a run of words.

Schleimer, Wilkerson, Aiken: Winnowing, local algorithms for document fingerprinting, SIGMOD 2003.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.tokens.tokenizer import Tokens, word_hashes

# Measured on recombined news: 5-grams with window 8 find a pasted 40-word paragraph always and, with
# 30 % of its words changed, in 99 of 100 cases; 8-grams with window 16 in 83.
SHINGLE_WORDS = 5
WINDOW = 8
# Two texts that share this many words in a row share a fingerprint.
GUARANTEED_RUN = SHINGLE_WORDS + WINDOW - 1

# Words before a fingerprint and behind it whose traces are kept: a shared run of the guaranteed length that holds the
# fingerprint has this many words beside it. Four bits a word: one in fifteen other words leaves the same trace.
BESIDE = GUARANTEED_RUN - SHINGLE_WORDS
_TRACE_BITS = 4
# A fingerprint whose words stand at several places, selected there or not, has several surroundings.
SEVERAL = -1
# Where the words beside a fingerprint stand, seen from its first one: nearest first, those before it first.
_BESIDE_AT = np.array([-n for n in range(1, BESIDE + 1)] + [SHINGLE_WORDS + n for n in range(BESIDE)])
_TRACE_UNITS = 1 << (_TRACE_BITS * np.arange(2 * BESIDE))
_SIDE_BITS = _TRACE_BITS * BESIDE
_BESIDE_END = 1 << _SIDE_BITS
_FIRST_BITS = sum(1 << bit for bit in range(0, 2 * _SIDE_BITS, _TRACE_BITS))

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB))


def shingles(hashes: NDArray[np.uint64], words: int = SHINGLE_WORDS) -> NDArray[np.uint64]:
    """Hash of each run of ``words`` words, by the place of its first word; empty for shorter texts."""
    count = len(hashes) - words + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    rolled = hashes[:count].copy()
    for offset in range(1, words):
        rolled *= _MULTIPLIER
        rolled += hashes[offset : offset + count]
    return _mixed(rolled)


def winnow(tokens: Tokens) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The selected hashes and the places of their first words, in the order of the text.

    Robust winnowing: of each window of 8 shingles the smallest hash, and among equals the one already
    selected, else the rightmost. A text of 5 to 11 words is one window; a shorter one has none.
    """
    return selected(shingles(tokens.hashes))


class Surrounded(NamedTuple):
    """Fingerprints of a text, each once, sorted; traces of the words around each, and the place of its first word."""

    hashes: NDArray[np.int64]
    around: NDArray[np.int64]
    places: NDArray[np.int32]


def surrounded_fingerprints(text: str) -> Surrounded:
    return surrounded(word_hashes(text))


def surrounded(hashes: NDArray[np.uint64]) -> Surrounded:
    """The fingerprints of a text of words with these hashes."""
    values = shingles(hashes)
    return with_surroundings(*selected(values), hashes, np.sort(values))


def with_surroundings(
    values: NDArray[np.int64], places: NDArray[np.int32], hashes: NDArray[np.uint64], ordered: NDArray[np.uint64]
) -> Surrounded:
    """Selected fingerprints with the traces of seven words before and seven behind each.

    `hashes` are of all words, `ordered` all shingles by their hash. A trace is 1 to 15, 0 where the text has no such
    word; `SEVERAL` stands for a fingerprint at several places.
    """
    unique, first = np.unique(values, return_index=True)
    sought = unique.view(np.uint64)
    is_several = ordered.searchsorted(sought, "right") - ordered.searchsorted(sought) > 1
    return Surrounded(unique, surroundings(hashes, places[first], is_several), places[first])


def surroundings(
    hashes: NDArray[np.uint64], places: NDArray[np.integer], is_several: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The traces beside fingerprints at these places of all words; a hash of 0 stands for no word."""
    traces = np.zeros(len(hashes) + 2 * BESIDE + SHINGLE_WORDS, dtype=np.int64)
    words = traces[BESIDE : BESIDE + len(hashes)]
    words[:] = hashes >> np.uint64(64 - _TRACE_BITS)
    np.maximum(words, hashes != 0, out=words)
    beside = traces[(places + BESIDE)[:, None] + _BESIDE_AT]
    return np.where(is_several, SEVERAL, beside @ _TRACE_UNITS)


def longest_runs(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """At most how many words in a row are the same around fingerprints that two texts share, from their traces.

    Never less than it is, up to the 19 words that traces tell of; seldom more.
    """
    either = one | other
    # Bits that differ, and the first bit of each trace that both lack, which is no word that they share.
    lacking = either | either >> 1
    lacking |= lacking >> 2
    differ = (one ^ other) | (~lacking & _FIRST_BITS)
    same = _traces_below(differ | _BESIDE_END) + _traces_below(differ >> _SIDE_BITS | _BESIDE_END)
    return np.where(either == SEVERAL, SHINGLE_WORDS + 2 * BESIDE, SHINGLE_WORDS + same)


def _traces_below(differ: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many whole traces lie below the lowest bit that is set."""
    lower: NDArray[np.uint8] = np.bitwise_count((differ - 1) & ~differ)
    return lower.astype(np.int64) // _TRACE_BITS


def fingerprints_of(text: str) -> NDArray[np.int64]:
    """The fingerprints of a text whose places do not matter."""
    return np.unique(selected(shingles(word_hashes(text)))[0])


def selected(values: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """What `winnow` selects of the shingles of a text."""
    return _winnowed(values.view(np.int64))


def _winnowed(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    if len(values) == 0:
        return values, np.empty(0, dtype=np.int32)
    width = min(WINDOW, len(values))
    smallest = sliding_minimum(values, width)
    # A window whose minimum is that of the one before selects what that one selected, unless equal hashes meet.
    is_fresh = np.ones(len(smallest), dtype=bool)
    np.not_equal(smallest[1:], smallest[:-1], out=is_fresh[1:])
    fresh = np.flatnonzero(is_fresh)
    places = rightmost_smallest(values, fresh, width)
    if places[-1] < len(smallest) - 1 or (places[:-1] < fresh[1:] - 1).any():
        places = _keep_selected(values, rightmost_smallest(values, np.arange(len(smallest)), width))
    return values[places], places.astype(np.int32)


def sliding_minimum(values: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """The smallest of each `width` values in a row, by doubling."""
    smallest, reach = values, 1
    while reach < width:
        step = min(reach, width - reach)
        smallest = np.minimum(smallest[:-step], smallest[step:])
        reach += step
    return smallest


def rightmost_smallest(values: NDArray[np.int64], windows: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Where the smallest value of each window stands, given where these begin; among equals the last one."""
    last = windows + width - 1
    return np.asarray(last - values[last[:, None] - np.arange(width)].argmin(axis=1), dtype=np.int64)


def fingerprints(tokens: Tokens) -> NDArray[np.int64]:
    """The selected hashes, each once, sorted: what the posting table holds for a text."""
    return np.unique(winnow(tokens)[0])


def _keep_selected(values: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of the place that each window selects by itself each once; among equal hashes the one selected earlier while it
    is in the window.
    """
    kept = [-1]
    for window, place in enumerate(places.tolist()):
        current = kept[-1]
        if current < window or values[current] != values[place]:
            kept.append(place)
    return np.array(kept[1:], dtype=np.int64)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The values after the finaliser of SplitMix64 (Steele, Lea, Flood 2014), so that the smallest is a random one."""
    for shift, factor in _MIX:
        values ^= values >> shift
        values *= factor
    values ^= values >> np.uint64(31)
    return values
