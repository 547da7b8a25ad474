"""How much two texts have in common in the same words, without the places of it."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.blocks_of_pairs import Blocks, blocks_of_pairs
from newsgroups.matching.passages.boilerplate import is_boilerplate
from newsgroups.matching.passages.runs import PLACE_BITS, Places
from newsgroups.matching.passages.runs_of_pairs import shared_runs_of_pairs
from newsgroups.matching.passages.shingles_of_pairs import ShinglesOfPairs, Texts
from newsgroups.matching.passages.types import AlignmentKind, PassageKind, kind_of

# Shingles of articles that are looked up together, so that what is made of them is small.
_AT_ONCE = 120_000


@dataclass(frozen=True, slots=True)
class Copied:
    """What `align` tells of two texts, without passages: shares of words 0..1, words in a row that are the same, words
    of the query that are boilerplate.
    """

    of_query: float
    of_article: float
    longest_run: int
    boilerplate_words: int
    kind: AlignmentKind


NOTHING = Copied(0.0, 0.0, 0, 0, "none")


def copied_of_pairs(
    pairs: Sequence[Texts],
    least: Sequence[float],
    *,
    boilerplate: AbstractSet[int] = frozenset(),
) -> Iterator[Copied]:
    """The shares of `align` of each pair (query, article) in a fraction of its time. Pairs of one query should follow
    each other.

    `boilerplate` are fingerprints that stand in very many articles. Where both shares of a pair are less than its
    `least`, boilerplate included, the answer is `NOTHING`.
    """
    first = words = 0
    for place, (_, article) in enumerate(pairs):
        if words and words + len(article.shingles) > _AT_ONCE:
            yield from _copied(pairs[first:place], least[first:place], boilerplate)
            first, words = place, 0
        words += len(article.shingles)
    yield from _copied(pairs[first:], least[first:], boilerplate)


def _copied(pairs: Sequence[Texts], least: Sequence[float], boilerplate: AbstractSet[int]) -> list[Copied]:
    found = [NOTHING] * len(pairs)
    if not pairs:
        return found
    shingles = ShinglesOfPairs(pairs)
    words = np.array([(query.words, article.words) for query, article in pairs]).T
    blocks = blocks_of_pairs(shared_runs_of_pairs(pairs, shingles))
    enough = _shares(blocks, words).max(axis=0) >= least
    blocks = blocks.where(enough[blocks.pairs])
    is_common = _boilerplate(pairs, shingles, blocks, boilerplate)
    for pair, copied in _told(blocks, is_common, words):
        found[pair] = copied
    return found


def _told(blocks: Blocks, is_common: NDArray[np.bool_], words: NDArray[np.int64]) -> Iterator[tuple[int, Copied]]:
    """What is told of each pair with blocks."""
    count = words.shape[1]
    own, common = blocks.where(~is_common), blocks.where(is_common)
    longest = np.zeros(count, np.int64)
    np.maximum.at(longest, own.pairs, own.longest)
    common_words = np.bincount(common.pairs, common.query_ends - common.query_starts, count).astype(np.int64)
    changed = np.bincount(own.pairs, ~own.are_identical, count) > 0
    held = np.unique(blocks.pairs)
    columns = *_shares(own, words), longest, common_words, changed
    each = (column[held].tolist() for column in columns)
    for pair, query, article, run, boilerplate, is_changed in zip(held.tolist(), *each, strict=True):
        kinds: set[PassageKind] = set() if not run else {"small changes"} if is_changed else {"identical"}
        yield pair, Copied(query, article, run, boilerplate, kind_of(kinds, query, article))


def _boilerplate(
    pairs: Sequence[Texts], shingles: ShinglesOfPairs, blocks: Blocks, common: AbstractSet[int]
) -> NDArray[np.bool_]:
    """Which of the blocks are boilerplate."""
    found = np.zeros(len(blocks.pairs), dtype=bool)
    # Most blocks have no such shingles, which is told sooner than which of them are fingerprints.
    before = np.append(0, np.cumsum(shingles.of_queries_among(common)))
    starts = shingles.query_starts[blocks.pairs]
    # The last words of a text begin no shingle.
    ends = np.minimum(starts + blocks.query_ends, len(before) - 1)
    some = (before[ends] > before[starts + blocks.query_starts]).nonzero()[0]
    columns = (column[some].tolist() for column in (blocks.pairs, blocks.query_starts, blocks.query_ends))
    for place, pair, start, end in zip(some.tolist(), *columns, strict=True):
        found[place] = is_boilerplate(pairs[pair][0], start, end, common)
    return found


def _shares(blocks: Blocks, words: NDArray[np.int64]) -> NDArray[np.float64]:
    """As `join.shares`, of all pairs (2, pairs)."""
    sides = (blocks.query_starts, blocks.query_ends), (blocks.article_starts, blocks.article_ends)
    covered = [_covered(blocks.pairs, *side, words.shape[1]) for side in sides]
    return np.asarray(np.stack(covered) / np.maximum(words, 1), dtype=np.float64)


def _covered(pairs: Places, starts: Places, ends: Places, count: int) -> NDArray[np.float64]:
    """How many words of each of `count` pairs lie in any of its ranges."""
    keys = pairs << PLACE_BITS | starts
    order = np.argsort(keys)
    pairs, starts, ends = pairs[order], keys[order], (keys + ends - starts)[order]
    until = np.maximum.accumulate(ends)
    added = ends - np.maximum(starts, np.append(0, until[:-1])[: len(starts)])
    return np.asarray(np.bincount(pairs, np.maximum(added, 0), count), dtype=np.float64)
