"""Runs of words that the two texts of each of many pairs share, all pairs at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.document import Shingled
from newsgroups.matching.passages.join import WIDEST_GAP
from newsgroups.matching.passages.runs import MOST_PLACES, PLACE_BITS, Hashes, Places, joined_on_diagonals, shared_runs
from newsgroups.matching.passages.types import Run
from newsgroups.text.fingerprint import GUARANTEED_RUN, SHINGLE_WORDS

# Shingles of articles that are looked up together: what is made of them fits into the processor's cache.
_AT_ONCE = 60_000
# At most one in so many shingles of other texts is looked for in vain: this power of two.
_SPARE_BITS = 4
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Texts = tuple[Shingled, Shingled]


def shared_runs_of_pairs(pairs: Sequence[Texts], least: NDArray[np.float64]) -> Iterator[list[Run]]:
    """`shared_runs` of each pair (query, article) in a third of the time or less; none where the blocks that can be
    joined of them are less than the share `least[i]` of both. Pairs of one query should follow each other.
    """
    first = words = 0
    for place, (_, article) in enumerate(pairs):
        if words and words + len(article.shingles) > _AT_ONCE:
            yield from _runs_of(pairs[first:place], least[first:place])
            first, words = place, 0
        words += len(article.shingles)
    yield from _runs_of(pairs[first:], least[first:])


def _runs_of(pairs: Sequence[Texts], least: NDArray[np.float64]) -> list[list[Run]]:
    if not pairs:
        return []
    found: list[list[Run]] = [[] for _ in pairs]
    starts, places, others, frequent = _shared_shingles(pairs)
    run_places, run_others, lengths = joined_on_diagonals(places, others, SHINGLE_WORDS)
    of = np.searchsorted(starts, run_others, "right") - 1
    run_others -= starts[of]
    words = np.array([(query.words, article.words) for query, article in pairs]).T
    both = zip((run_places, run_others), words, strict=True)
    shares = [words_at_most(of, at, lengths, len(pairs)) / np.maximum(each, 1) for at, each in both]
    kept = (np.maximum(*shares) >= least)[of].nonzero()[0]
    columns = of[kept], run_places[kept], run_others[kept], lengths[kept]
    for pair, place, other, length in zip(*(column.tolist() for column in columns), strict=True):
        found[pair].append(Run(place, other, length))
    for pair in frequent:
        found[pair] = shared_runs(*pairs[pair])
    return found


def words_at_most(pairs: Places, places: Places, lengths: Places, count: int) -> NDArray[np.int64]:
    """At most how many words of each of `count` pairs lie in blocks of its runs, on the side of these places: where
    runs no further apart than a gap have words enough for a block, those from the first to the last.
    """
    starts = pairs << PLACE_BITS | places
    order = np.argsort(starts)
    starts, pairs, lengths = starts[order], pairs[order], lengths[order]
    ends = np.maximum.accumulate(starts + lengths)
    first = np.flatnonzero(np.append(True, starts[1:] - ends[:-1] > WIDEST_GAP)[: len(starts)])
    if not len(first):
        return np.zeros(count, np.int64)
    reach = ends[np.append(first[1:], len(starts)) - 1] - starts[first]
    reach[np.add.reduceat(lengths, first) < GUARANTEED_RUN] = 0
    return np.bincount(pairs[first], reach, count).astype(np.int64)


def _shared_shingles(pairs: Sequence[Texts]) -> tuple[Places, Places, Places, list[int]]:
    """Where each article starts among all, so far apart that no run goes from one to the next; places of equal shingles
    in the query, and in the articles; and which pairs have a shingle too often to be among these.
    """
    queries = list({id(query): query for query, _ in pairs}.values())
    number = {id(query): place for place, query in enumerate(queries)}
    lengths = np.array([len(article.shingles) for _, article in pairs])
    offered = np.concatenate([article.shingles for _, article in pairs])
    table = _Table(queries)
    hits, first = table.found(
        np.repeat(np.array([number[id(query)] for query, _ in pairs], np.uint64), lengths), offered
    )
    ends = np.cumsum(lengths)
    of = np.searchsorted(ends, hits, "right")
    asked, times = np.unique(of * len(table) + first, return_counts=True)
    frequent = np.unique(asked[times > MOST_PLACES] // len(table)) if len(asked) else asked
    if len(frequent):
        is_rare = ~np.isin(of, frequent)
        hits, first, of = hits[is_rare], first[is_rare], of[is_rare]
    places, nth = table.each_place(first, offered[hits])
    gaps = np.arange(len(pairs)) * (SHINGLE_WORDS + 1)
    return ends - lengths + gaps, places, (hits + gaps[of])[nth], frequent.tolist()


class _Table:
    """The shingles of some queries in order: by the query's number, then by their first bits, as many as find room in
    a number of 64 bits with the place among all, some 38. What has these is looked at whole.
    """

    def __init__(self, queries: Sequence[Shingled]) -> None:
        self._hashes = flat = np.concatenate([query.shingles for query in queries])
        lengths = [len(query.shingles) for query in queries]
        self._starts = np.cumsum([0, *lengths])
        place_bits = len(flat).bit_length()
        self._hash_bits = 64 - place_bits - len(queries).bit_length()
        of = np.repeat(np.arange(len(queries), dtype=np.uint64), lengths)
        keys = self._keys(of, flat) << np.uint64(place_bits)
        keys |= np.arange(len(flat), dtype=np.uint64)
        keys.sort()
        self._ordered = keys >> np.uint64(place_bits)
        self._places = (keys & np.uint64((1 << place_bits) - 1)).astype(np.int64)
        self._shift = np.uint64(64 - place_bits - _SPARE_BITS)
        self._held = np.zeros(1 << place_bits + _SPARE_BITS, dtype=bool)
        self._held[self._slots(self._ordered)] = True

    def __len__(self) -> int:
        return len(self._ordered)

    def found(self, of: NDArray[np.uint64], hashes: Hashes) -> tuple[Places, Places]:
        """Which of the shingles may stand in the query of the number beside them, and the first in order that may equal
        each.
        """
        keys = self._keys(of, hashes)
        hits = self._held.take(self._slots(keys)).nonzero()[0]
        wanted = keys[hits]
        first = np.searchsorted(self._ordered, wanted)
        same = self._ordered.take(first, mode="clip") == wanted if len(self) else np.zeros(len(first), bool)
        return hits[same], first[same]

    def each_place(self, first: Places, hashes: Hashes) -> tuple[Places, Places]:
        """All places in their query of the shingles that were found, each with the number of the shingle."""
        counts = np.searchsorted(self._ordered, self._ordered[first], "right") - first
        nth = np.repeat(np.arange(len(first)), counts)
        places = self._places[np.arange(len(nth)) + (first - np.cumsum(counts) + counts)[nth]]
        same = self._hashes[places] == hashes[nth]
        places, nth = places[same], nth[same]
        return places - self._starts[np.searchsorted(self._starts, places, "right") - 1], nth

    def _keys(self, of: NDArray[np.uint64], hashes: Hashes) -> NDArray[np.uint64]:
        return np.asarray(of << np.uint64(self._hash_bits) | hashes >> np.uint64(64 - self._hash_bits))

    def _slots(self, keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
        return np.asarray(keys * _MULTIPLIER >> self._shift)
