"""How much verbatim text two articles share, without its location."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.base.boilerplate import COMMON_SHARE
from newsgroups.matching.passages.base.copy_thresholds import NEAR_COPY_SHARE
from newsgroups.matching.passages.base.runs import PLACE_BITS, Places
from newsgroups.text.fingerprints.counting import counting_shingles

from .bulk_blocks import Blocks, blocks_of_pairs
from .bulk_runs import shared_runs_of_pairs
from .shingles import ShinglesOfPairs, Texts

# Number of shingles looked up together, to bound the memory of intermediate arrays.
_BATCH_SIZE = 180_000

Shares = NDArray[np.float64]


class Copied(NamedTuple):
    """What `align` returns for each of many pairs, without passages.

    Holds the shares of words (0..1), the longest run in words, the query's boilerplate words, and the kind as an
    `AlignmentKind`.
    """

    of_query: Shares
    of_article: Shares
    longest_run: Places
    boilerplate_words: Places
    kind: NDArray[np.str_]

    @property
    def share(self) -> Shares:
        """Return the greater of the two shares."""
        return np.maximum(self.of_query, self.of_article)


def copied_of_pairs(
    pairs: Sequence[Texts],
    min_share: Sequence[float] | Shares,
    *,
    boilerplate: AbstractSet[int] = frozenset(),
) -> Copied:
    """Return the shares that `align` computes for each pair (query, article), in a fraction of its time.

    `boilerplate` are fingerprints that occur in very many articles. If both shares of a pair, boilerplate included, are
    below its `min_share`, the pair counts as having nothing copied. Fastest if pairs of one query are consecutive.
    """
    common = np.union1d(np.fromiter(boilerplate, np.int64, len(boilerplate)), counting_shingles())
    found = [_copied(pairs[span], np.asarray(min_share[span]), common) for span in _batches(pairs)]
    return Copied(*map(np.concatenate, zip(nothing_copied(0), *found, strict=True)))


def nothing_copied(pairs: int) -> Copied:
    """Return the result for pairs that share nothing."""
    return _of_blocks(Blocks.empty(), Blocks.empty(), np.zeros((2, pairs), np.int64))


def _batches(pairs: Sequence[Texts]) -> Iterator[slice]:
    first = held = 0
    before = None
    for place, (query, article) in enumerate(pairs):
        more = len(article.shingles) + (len(query.shingles) if query is not before else 0)
        if held and held + more > _BATCH_SIZE:
            yield slice(first, place)
            first, held, more = place, 0, len(article.shingles) + len(query.shingles)
        held += more
        before = query
    if first < len(pairs):
        yield slice(first, len(pairs))


def _copied(pairs: Sequence[Texts], min_share: Shares, common: Places) -> Copied:
    shingles = ShinglesOfPairs(pairs)
    words = np.array([(query.words, article.words) for query, article in pairs]).T
    blocks = blocks_of_pairs(shared_runs_of_pairs(pairs, shingles))
    enough = _shares(blocks, words).max(axis=0) >= min_share
    blocks = blocks.where(enough[blocks.pairs])
    is_common = _boilerplate(shingles, blocks, common)
    return _of_blocks(blocks.where(~is_common), blocks.where(is_common), words)


def _of_blocks(own: Blocks, common: Blocks, words: Places) -> Copied:
    """Summarize pairs with the given word counts (2, pairs); their `common` blocks are boilerplate."""
    count = words.shape[1]
    longest = np.zeros(count, np.int64)
    np.maximum.at(longest, own.pairs, own.longest)
    common_words = np.bincount(common.pairs, common.query_ends - common.query_starts, count).astype(np.int64)
    changed = np.bincount(own.pairs, ~own.are_identical, count) > 0
    shares = _shares(own, words)
    less = shares.min(axis=0)
    kind = np.where(less >= NEAR_COPY_SHARE, "near copy", "partial copy")
    kind[~changed & (less == 1)] = "identical"
    kind[longest == 0] = "none"
    return Copied(shares[0], shares[1], longest, common_words, kind)


def _boilerplate(shingles: ShinglesOfPairs, blocks: Blocks, common: Places) -> NDArray[np.bool_]:
    """Return which of the blocks are boilerplate; see `is_boilerplate`."""
    starts, ends = shingles.of_queries(blocks.pairs, blocks.query_starts, blocks.query_ends)
    # Most blocks contain no common shingle; that is cheaper to check than which shingles are fingerprints.
    some = _counted(shingles.of_queries_among(common), starts, ends) > 0
    starts, ends = starts[some], ends[some]
    is_common, places = shingles.fingerprints_among(common, blocks.pairs[some])
    starts, ends = np.searchsorted(places, starts), np.searchsorted(places, ends)
    held = _counted(is_common, starts, ends)
    some[some] = (held > 0) & (held >= COMMON_SHARE * (ends - starts))
    return some


def _counted(flags: NDArray[np.bool_], starts: Places, ends: Places) -> Places:
    """Return how many flags are set in each range."""
    before = np.append(0, np.cumsum(flags))
    return np.asarray(before[ends] - before[starts])


def _shares(blocks: Blocks, words: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return `base.blocks.shares` for all pairs (2, pairs)."""
    sides = (blocks.query_starts, blocks.query_ends), (blocks.article_starts, blocks.article_ends)
    covered = [_covered(blocks.pairs, *side, words.shape[1]) for side in sides]
    return np.asarray(np.stack(covered) / np.maximum(words, 1), dtype=np.float64)


def _covered(pairs: Places, starts: Places, ends: Places, count: int) -> NDArray[np.float64]:
    """Return how many words of each of `count` pairs are in any of its ranges."""
    keys = pairs << PLACE_BITS | starts
    order = np.argsort(keys)
    pairs, starts, ends = pairs[order], keys[order], (keys + ends - starts)[order]
    until = np.maximum.accumulate(ends)
    added = ends - np.maximum(starts, np.append(0, until[:-1])[: len(starts)])
    return np.asarray(np.bincount(pairs, np.maximum(added, 0), count), dtype=np.float64)
