"""Compute the fingerprints of many texts at once, with the same results as `winnowing`."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.tokens.ranges import ranges

from .winnowing import (
    BESIDE,
    GUARANTEED_RUN,
    SHINGLE_WORDS,
    WINDOW,
    FingerprintsWithContext,
    fingerprints_with_context,
    rightmost_smallest,
    shingles,
    sliding_minimum,
    surroundings,
)

# Words between texts: as many as are kept beside a fingerprint, so that no shingle spans two texts.
_GAP = BESIDE + SHINGLE_WORDS
_MANY = 3

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]


def all_fingerprints_with_context(texts: Sequence[Words]) -> list[FingerprintsWithContext]:
    """Return the fingerprints of texts, given their word hashes, with traces of the words around them."""
    if len(texts) < _MANY:
        return list(map(fingerprints_with_context, texts))
    return _Joined(texts).fingerprints_with_context()


class _Joined:
    """Concatenated texts with a gap after each, and the number of `windows` in each.

    Texts shorter than a window are processed `alone`, as are those with equal hashes in one window.
    """

    def __init__(self, texts: Sequence[Words]) -> None:
        gap = np.zeros(_GAP, np.uint64)
        self.texts = texts
        self.words = np.concatenate([part for text in texts for part in (text, gap)])
        lengths = np.array([len(text) for text in texts])
        self.starts = np.cumsum(lengths + _GAP) - lengths - _GAP
        self.shingles = shingles(self.words).view(np.int64)
        self.windows = np.maximum(lengths - GUARANTEED_RUN + 1, 0)
        self.alone = self.windows == 0

    def fingerprints_with_context(self) -> list[FingerprintsWithContext]:
        bounds, places = self._selected()
        found = [
            self._unique(self.shingles[start : start + windows + WINDOW - 1], places[first:after])
            for start, windows, (first, after) in zip(
                self.starts.tolist(), self.windows.tolist(), pairwise(bounds), strict=True
            )
        ]
        values, places, several = (np.concatenate(parts) for parts in zip(*found, strict=True))
        around = surroundings(self.words, places, several)
        ends = np.cumsum([0, *(len(each[0]) for each in found)]).tolist()
        local = (places - self.starts.repeat(np.diff(ends))).astype(np.int32)
        return [
            fingerprints_with_context(text)
            if alone
            else FingerprintsWithContext(values[first:after], around[first:after], local[first:after])
            for text, alone, (first, after) in zip(self.texts, self.alone.tolist(), pairwise(ends), strict=True)
        ]

    def _selected(self) -> tuple[list[int], Ints]:
        """Return the positions that windows select, and the offsets of each text's positions."""
        smallest = sliding_minimum(self.shingles, WINDOW)
        is_fresh = np.zeros(len(smallest), dtype=bool)
        is_fresh[ranges(self.starts, self.windows)] = True
        is_fresh[1:] &= smallest[1:] != smallest[:-1]
        is_fresh[self.starts[~self.alone]] = True
        fresh = is_fresh.nonzero()[0]
        of = self.starts.searchsorted(fresh, "right") - 1
        places = rightmost_smallest(self.shingles, fresh, WINDOW)
        until = np.minimum(np.append(fresh[1:], len(smallest)), (self.starts + self.windows)[of]) - 1
        self.alone[of[places < until]] = True
        return of.searchsorted(np.arange(len(self.texts) + 1)).tolist(), places

    def _unique(self, every: Ints, places: Ints) -> tuple[Ints, Ints, NDArray[np.bool_]]:
        """Return a text's selected shingles, sorted and unique, with their first positions.

        Also returns a mask of those that occur more than once.
        """
        values = self.shingles[places]
        order = values.argsort(kind="stable")
        values, places = values[order], places[order]
        ordered = np.sort(every)
        again = ordered[1:][ordered[1:] == ordered[:-1]]
        if not len(again):
            return values, places, np.zeros(len(values), dtype=bool)
        is_first = np.ones(len(values), dtype=bool)
        np.not_equal(values[1:], values[:-1], out=is_first[1:])
        values, places = values[is_first], places[is_first]
        return values, places, again.searchsorted(values, "right") > again.searchsorted(values)
