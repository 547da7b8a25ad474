"""Join the runs of many pairs across small edits, all pairs at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.base.blocks import WIDEST_GAP, join_runs
from newsgroups.matching.passages.base.copy_thresholds import MIN_COPIED_WORDS
from newsgroups.matching.passages.base.runs import PLACE_BITS, Places
from newsgroups.matching.passages.base.types import SharedRun
from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, SHINGLE_WORDS

from .bulk_runs import Runs


class Blocks(NamedTuple):
    """Arrays of blocks; see `base.blocks.Block`.

    Holds the index of the pair, the words of its query and of its article, the number of words in the block's runs, and
    the number in the longest run.
    """

    pairs: Places
    query_starts: Places
    query_ends: Places
    article_starts: Places
    article_ends: Places
    same_words: Places
    longest: Places

    def where(self, kept: NDArray[np.bool_]) -> "Blocks":
        return Blocks(*(column[kept] for column in self))

    @classmethod
    def empty(cls) -> "Blocks":
        return cls(*np.empty((7, 0), np.int64))

    @property
    def are_identical(self) -> NDArray[np.bool_]:
        """Return whether both texts consist of the same words and no others."""
        lengths = np.maximum(self.query_ends - self.query_starts, self.article_ends - self.article_starts)
        return np.asarray(self.same_words == lengths)


def blocks_of_pairs(runs: Runs) -> Blocks:
    """Return, for each pair, the blocks of `join_runs(without_overlaps(runs))` that are long enough."""
    runs = _near_others(_without_overlaps(runs))
    if not len(runs.pairs):
        return Blocks.empty()
    clusters = np.append(_firsts(runs), len(runs.pairs))
    linked, is_told = _links(runs)
    by_hand = ~np.logical_and.reduceat(is_told, clusters[:-1])
    in_turn = [_joined(runs, slice(*clusters[n : n + 2])) for n in by_hand.nonzero()[0].tolist()]
    simple = np.repeat(~by_hand, np.diff(clusters))
    blocks = _chained(runs.where(simple), linked[simple])
    blocks = Blocks(*np.concatenate([np.stack(blocks), *in_turn], axis=1))
    return blocks.where(blocks.same_words >= MIN_COPIED_WORDS)


def _without_overlaps(runs: Runs) -> Runs:
    """Array version of `runs.without_overlaps`.

    What remains of a run is what no longer run covers; among runs of equal length, the first in the query wins.
    """
    runs = runs.where(np.lexsort((runs.articles, -runs.lengths, _starts(runs))))
    ends = _starts(runs) + runs.lengths
    # A run inside another has nothing left, and takes nothing that the outer run does not take.
    runs = runs.where(np.append(True, ends[1:] > np.maximum.accumulate(ends)[:-1])[: len(ends)])
    starts, left, right = _starts(runs), *_uncovered(runs)
    # A run of the guaranteed length is reported to its last word; a shorter one only if enough of it is left.
    least = np.where(runs.lengths >= GUARANTEED_RUN, 1, SHINGLE_WORDS)
    cut = left - starts
    return Runs(runs.pairs, runs.queries + cut, runs.articles + cut, right - left).where(right - left >= least)


def _uncovered(runs: Runs) -> tuple[Places, Places]:
    """Return where the part of each run that no longer run covers begins and ends.

    No run may be inside another, so both starts and ends ascend.
    """
    starts = _starts(runs)
    ends = starts + runs.lengths
    left, right = starts.copy(), ends.copy()
    step, before = 1, np.flatnonzero(ends[:-1] > starts[1:])
    while len(before):
        after = before + step
        first = runs.lengths[before] >= runs.lengths[after]
        cut, whole = after[first], before[first]
        left[cut] = np.maximum(left[cut], ends[whole])
        cut, whole = before[~first], after[~first]
        right[cut] = np.minimum(right[cut], starts[whole])
        step += 1
        before = before[before + step < len(starts)]
        before = before[ends[before] > starts[before + step]]
    return left, right


def _near_others(runs: Runs) -> Runs:
    """Drop runs that have too few words for a block even with all runs near enough in the query to be joined."""
    if not len(runs.pairs):
        return runs
    firsts = _firsts(runs)
    words = np.add.reduceat(runs.lengths, firsts)
    return runs.where(np.repeat(words >= GUARANTEED_RUN, np.diff(np.append(firsts, len(runs.pairs)))))


def _firsts(runs: Runs) -> Places:
    """Return the runs that are too far behind all earlier ones in the pair's query to be joined to one."""
    return np.flatnonzero(_gaps(runs, 1) > WIDEST_GAP)


def _links(runs: Runs) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which runs join the preceding one, and for which of them this is certain without checking others.

    It is certain where the earlier runs are too far away, or further than the preceding one.
    """
    gaps = _gaps(runs, 1)
    beside = np.diff(runs.articles, prepend=0) - np.append(0, runs.lengths[:-1])
    gaps = np.where((beside >= 0) & (gaps <= WIDEST_GAP), np.maximum(gaps, beside), WIDEST_GAP + 1)
    others = _gaps(runs, 2)
    linked = gaps <= WIDEST_GAP
    return linked, (others > WIDEST_GAP) | (linked & (gaps < others))


def _gaps(runs: Runs, step: int) -> Places:
    """Return the query words between each run and the one `step` before it; very many if that is of another pair."""
    starts = _starts(runs)
    gaps = np.full(len(starts), 1 << PLACE_BITS)
    gaps[step:] = starts[step:] - (starts + runs.lengths)[:-step]
    return gaps


def _chained(runs: Runs, linked: NDArray[np.bool_]) -> Blocks:
    """Return the blocks of runs that each join the preceding one or none."""
    firsts = np.flatnonzero(~linked)
    if not len(firsts):
        return Blocks.empty()
    lasts = np.append(firsts[1:], len(linked)) - 1
    same, longest = (ufunc.reduceat(runs.lengths, firsts) for ufunc in (np.add, np.maximum))
    ends = [column[lasts] + runs.lengths[lasts] for column in (runs.queries, runs.articles)]
    return Blocks(runs.pairs[firsts], runs.queries[firsts], ends[0], runs.articles[firsts], ends[1], same, longest)


def _joined(runs: Runs, cluster: slice) -> NDArray[np.int64]:
    """Return the blocks of a cluster of runs, joined one by one, as columns."""
    pair = int(runs.pairs[cluster.start])
    columns = (column[cluster].tolist() for column in runs[1:])
    blocks = join_runs([SharedRun(*each) for each in zip(*columns, strict=True)])
    return np.array([(pair, *each[:4], each.same_words, max(run.length for run in each.runs)) for each in blocks]).T


def _starts(runs: Runs) -> Places:
    """Return where runs start in the concatenated queries of all pairs."""
    return runs.pairs << PLACE_BITS | runs.queries
