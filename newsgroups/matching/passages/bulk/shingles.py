"""Find the shingles that the two texts of each pair have in common, all pairs at once."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.base.document import Shingled
from newsgroups.matching.passages.base.runs import MAX_PLACES, Places

# A shingle is looked up by this many leading bits. The table fits into the processor cache, and in texts of 1,000 words
# only one foreign shingle in 65 is checked in vain.
_SLOT_BITS = 16
_SLOT_SHIFT = np.uint64(64 - _SLOT_BITS)
# Maximum number of shingles of one text found in a slot. A text with more repeats itself or is very long.
_MAX_IN_SLOT = MAX_PLACES

Texts = tuple[Shingled, Shingled]


class Hits(NamedTuple):
    """Equal shingles: the index of the pair, and the positions in its query and in its article."""

    pairs: Places
    places: Places
    others: Places


class ShinglesOfPairs:
    """The concatenated shingles of the texts of pairs (query, article).

    A query is stored once for consecutive pairs.
    """

    def __init__(self, pairs: Sequence[Texts]) -> None:
        firsts = [n for n, (query, _) in enumerate(pairs) if not n or query is not pairs[n - 1][0]]
        self._texts = [pairs[first][0] for first in firsts]
        queries = [text.shingles for text in self._texts]
        articles = [article.shingles for _, article in pairs]
        self._queries, self._articles = np.concatenate(queries), np.concatenate(articles)
        self._query_ends = np.cumsum([0, *map(len, queries)])
        self._article_ends = np.cumsum([0, *map(len, articles)])
        self._bounds = [*firsts, len(pairs)]
        self._query_of = np.repeat(np.arange(len(firsts)), np.diff(self._bounds))
        self._query_starts = self._query_ends[self._query_of]

    def equal(self) -> tuple[Hits, Places]:
        """Return equal shingles of each pair, in any order, and the pairs for which some may be missing."""
        places, others, missing = self._in_same_slots()
        same = self._queries[places] == self._articles[others]
        places, others = places[same], others[same]
        of_article = np.repeat(np.arange(len(self._query_starts)), np.diff(self._article_ends))
        pairs = of_article[others]
        hits = Hits(pairs, places - self._query_starts[pairs], others - self._article_ends[pairs])
        return hits, np.unique(of_article[missing])

    def of_queries(self, pairs: Places, starts: Places, ends: Places) -> tuple[Places, Places]:
        """Convert ranges of words in the queries of some pairs to ranges of the shingles of all queries."""
        first = self._query_starts[pairs]
        # No shingle begins at the last words of a text.
        return first + starts, np.minimum(first + ends, self._query_ends[self._query_of[pairs] + 1])

    def of_queries_among(self, hashes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which shingles of all queries are among these few hashes."""
        sought = hashes.view(np.uint64)
        held = np.zeros(1 << _SLOT_BITS, dtype=bool)
        held[sought >> _SLOT_SHIFT] = True
        found = held.take((self._queries >> _SLOT_SHIFT).view(np.int64))
        found[found] = np.isin(self._queries[found], sought)
        return found

    def fingerprints_among(self, hashes: NDArray[np.int64], pairs: Places) -> tuple[NDArray[np.bool_], Places]:
        """Return which fingerprints of some pairs' queries are among these hashes.

        Also returns the positions of all these fingerprints among the shingles of all queries, ascending.
        """
        asked = np.unique(self._query_of[pairs]).tolist()
        found = [self._texts[query].winnowed for query in asked]
        values = np.concatenate([np.empty(0, np.int64), *(each for each, _ in found)])
        places = [at + first for (_, at), first in zip(found, self._query_ends[asked].tolist(), strict=True)]
        return np.isin(values, hashes), np.concatenate([np.empty(0, np.int64), *places])

    def _in_same_slots(self) -> tuple[Places, Places, Places]:
        """Return the positions of shingles of a query and of one of its articles that have the same leading bits.

        Also returns the shingles of articles for which there may be more.
        """
        wanted, offered = ((each >> _SLOT_SHIFT).view(np.int64) for each in (self._queries, self._articles))
        numbers, at = np.arange(1, len(wanted) + 1, dtype=np.int32), np.arange(len(offered))
        lookup = _Lookup()
        ends = zip(self._query_ends.tolist(), self._article_ends[self._bounds].tolist(), strict=True)
        for (first, start), (after, end) in pairwise(ends):
            lookup.look_up(wanted[first:after], numbers[first:after], offered[start:end], at[start:end])
        return lookup.whole()


class _Lookup:
    """A table with one entry per slot, cleared before and after each query.

    If several wanted shingles share a slot, it yields the last one, then the one before, and so on.
    """

    def __init__(self) -> None:
        self._table = np.zeros(1 << _SLOT_BITS, np.int32)
        self._found = [np.empty(0, np.int32)]
        self._at, self._missing = [np.empty(0, np.int64)], [np.empty(0, np.int64)]

    def look_up(self, wanted: Places, numbers: NDArray[np.int32], offered: Places, at: Places) -> None:
        table = self._table
        for _ in range(_MAX_IN_SLOT):
            table[wanted] = numbers
            found = table.take(offered)
            hits = found.nonzero()[0]
            offered, at = offered[hits], at[hits]
            self._found.append(found[hits])
            self._at.append(at)
            left = (table.take(wanted) != numbers).nonzero()[0]
            table[wanted] = 0
            wanted, numbers = wanted[left], numbers[left]
            if not len(left) or not len(hits):
                return
        self._missing.append(at)

    def whole(self) -> tuple[Places, Places, Places]:
        return np.concatenate(self._found, dtype=np.int64) - 1, np.concatenate(self._at), np.concatenate(self._missing)
