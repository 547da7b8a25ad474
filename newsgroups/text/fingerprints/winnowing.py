"""Winnowing: a few hashes of a text that are sure to match any text with which it shares a long run of words.

Schleimer, Wilkerson, Aiken: Winnowing: local algorithms for document fingerprinting, SIGMOD 2003.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.tokens.tokenizer import Tokens, word_hashes

# Measured on recombined news: 5-grams with window 8 always find a pasted 40-word paragraph and, with 30% of its words
# changed, find it in 99% of cases; 8-grams with window 16 find it in 83%.
SHINGLE_WORDS = 5
WINDOW = 8
# Two texts that share this many words in a row share a fingerprint.
GUARANTEED_RUN = SHINGLE_WORDS + WINDOW - 1

# Words before and after a fingerprint whose traces are kept: a shared run of the guaranteed length around the
# fingerprint extends at most this far. A trace has four bits; one in fifteen other words has the same trace.
BESIDE = GUARANTEED_RUN - SHINGLE_WORDS
_TRACE_BITS = 4
# A fingerprint whose words occur at several places, selected there or not, has no single context.
SEVERAL = -1
# Positions of the words around a fingerprint, relative to its first word: those before it, then those after it,
# nearest first.
_BESIDE_AT = np.array([-n for n in range(1, BESIDE + 1)] + [SHINGLE_WORDS + n for n in range(BESIDE)])
_TRACE_UNITS = 1 << (_TRACE_BITS * np.arange(2 * BESIDE))
_SIDE_BITS = _TRACE_BITS * BESIDE
_BESIDE_END = 1 << _SIDE_BITS
_FIRST_BITS = sum(1 << bit for bit in range(0, 2 * _SIDE_BITS, _TRACE_BITS))

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB))


def shingles(hashes: NDArray[np.uint64], words: int = SHINGLE_WORDS) -> NDArray[np.uint64]:
    """Return the hash of each run of ``words`` words, by the position of its first word; empty for shorter texts."""
    count = len(hashes) - words + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    rolled = hashes[:count].copy()
    for offset in range(1, words):
        rolled *= _MULTIPLIER
        rolled += hashes[offset : offset + count]
    return _mixed(rolled)


def winnow(tokens: Tokens) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the selected hashes and the positions of their first words, in text order.

    Robust winnowing: each window of 8 shingles selects its smallest hash; among equal ones, the one already selected,
    else the rightmost. A text of 5 to 11 words is one window; a shorter one has none.
    """
    return selected(shingles(tokens.hashes))


class FingerprintsWithContext(NamedTuple):
    """Sorted unique fingerprints of a text, traces of the words around each, and the position of its first word."""

    hashes: NDArray[np.int64]
    around: NDArray[np.int64]
    places: NDArray[np.int32]


def context_fingerprints(text: str) -> FingerprintsWithContext:
    return fingerprints_with_context(word_hashes(text))


def fingerprints_with_context(hashes: NDArray[np.uint64]) -> FingerprintsWithContext:
    """Return the fingerprints of a text, given its word hashes."""
    values = shingles(hashes)
    return with_surroundings(*selected(values), hashes, np.sort(values))


def with_surroundings(
    values: NDArray[np.int64], places: NDArray[np.int32], hashes: NDArray[np.uint64], ordered: NDArray[np.uint64]
) -> FingerprintsWithContext:
    """Return selected fingerprints with the traces of the seven words before and after each.

    `hashes` covers all words, `ordered` all shingles by hash. A trace is 1 to 15, or 0 if the text has no such word;
    `SEVERAL` marks a fingerprint that occurs at several places.
    """
    unique, first = np.unique(values, return_index=True)
    sought = unique.view(np.uint64)
    is_several = ordered.searchsorted(sought, "right") - ordered.searchsorted(sought) > 1
    return FingerprintsWithContext(unique, surroundings(hashes, places[first], is_several), places[first])


def surroundings(
    hashes: NDArray[np.uint64], places: NDArray[np.integer], is_several: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the traces around the fingerprints at these positions; a hash of 0 means no word."""
    traces = np.zeros(len(hashes) + 2 * BESIDE + SHINGLE_WORDS, dtype=np.int64)
    words = traces[BESIDE : BESIDE + len(hashes)]
    words[:] = hashes >> np.uint64(64 - _TRACE_BITS)
    np.maximum(words, hashes != 0, out=words)
    beside = traces[(places + BESIDE)[:, None] + _BESIDE_AT]
    return np.where(is_several, SEVERAL, beside @ _TRACE_UNITS)


def longest_runs(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return an upper bound, from traces, on the length of the shared run around each common fingerprint.

    Never too low, up to the 19 words that traces cover, and rarely too high.
    """
    either = one | other
    # Bits that differ, plus the first bit of each trace missing on both sides, since a missing word is not shared.
    lacking = either | either >> 1
    lacking |= lacking >> 2
    differ = (one ^ other) | (~lacking & _FIRST_BITS)
    same = _traces_below(differ | _BESIDE_END) + _traces_below(differ >> _SIDE_BITS | _BESIDE_END)
    return np.where(either == SEVERAL, SHINGLE_WORDS + 2 * BESIDE, SHINGLE_WORDS + same)


def _traces_below(differ: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many whole traces are below the lowest set bit."""
    lower: NDArray[np.uint8] = np.bitwise_count((differ - 1) & ~differ)
    return lower.astype(np.int64) // _TRACE_BITS


def fingerprints_of(text: str) -> NDArray[np.int64]:
    """Return the fingerprints of a text, without positions."""
    return np.unique(selected(shingles(word_hashes(text)))[0])


def selected(values: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return what `winnow` selects among the shingles of a text."""
    return _winnowed(values.view(np.int64))


def _winnowed(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    if len(values) == 0:
        return values, np.empty(0, dtype=np.int32)
    width = min(WINDOW, len(values))
    smallest = sliding_minimum(values, width)
    # A window with the same minimum as the preceding one selects the same position, unless hashes are equal.
    is_fresh = np.ones(len(smallest), dtype=bool)
    np.not_equal(smallest[1:], smallest[:-1], out=is_fresh[1:])
    fresh = np.flatnonzero(is_fresh)
    places = rightmost_smallest(values, fresh, width)
    if places[-1] < len(smallest) - 1 or (places[:-1] < fresh[1:] - 1).any():
        places = _keep_selected(values, rightmost_smallest(values, np.arange(len(smallest)), width))
    return values[places], places.astype(np.int32)


def sliding_minimum(values: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Return the minimum of every `width` consecutive values, by doubling: 5, 3, 4, 1, 2 by threes give 3, 1, 1."""
    smallest, reach = values, 1
    while reach < width:
        step = min(reach, width - reach)
        smallest = np.minimum(smallest[:-step], smallest[step:])
        reach += step
    return smallest


def rightmost_smallest(values: NDArray[np.int64], windows: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Return the position of each window's minimum, given the window starts; the last one among equal values."""
    last = windows + width - 1
    return np.asarray(last - values[last[:, None] - np.arange(width)].argmin(axis=1), dtype=np.int64)


def fingerprints(tokens: Tokens) -> NDArray[np.int64]:
    """Return the sorted unique selected hashes: what the posting table stores for a text."""
    return np.unique(winnow(tokens)[0])


def _keep_selected(values: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the unique positions that windows select.

    Among equal hashes, the one selected earlier is kept while it is in the window.
    """
    kept = [-1]
    for window, place in enumerate(places.tolist()):
        current = kept[-1]
        if current < window or values[current] != values[place]:
            kept.append(place)
    return np.array(kept[1:], dtype=np.int64)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the values mixed by SplitMix64's finalizer (Steele, Lea, Flood 2014), so that the minimum is random."""
    for shift, factor in _MIX:
        values ^= values >> shift
        values *= factor
    values ^= values >> np.uint64(31)
    return values
