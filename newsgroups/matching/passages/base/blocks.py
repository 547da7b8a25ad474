"""Join runs across small edits into blocks."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from .copy_thresholds import MIN_COPIED_WORDS
from .types import PassageKind, SharedRun

# An editor who cuts or changes a clause leaves a gap of about this many words. A whole inserted sentence splits the
# passage in two.
WIDEST_GAP = 10
# Chains that end further back in the query than the widest gap are closed; few are ever open at once.
_OPEN_CHAINS = 8


class RunBlock(NamedTuple):
    """Words ``query_start`` to ``query_end`` of the query, matched with those of the article, and their shared runs."""

    query_start: int
    query_end: int
    article_start: int
    article_end: int
    runs: tuple[SharedRun, ...]

    @property
    def same_words(self) -> int:
        return sum(run.length for run in self.runs)

    @property
    def kind(self) -> PassageKind:
        length = max(self.query_end - self.query_start, self.article_end - self.article_start)
        if self.same_words == length:
            return "identical"
        return "small changes"


def join_runs(runs: list[SharedRun]) -> list[RunBlock]:
    """Chain runs, given in query order, that follow each other closely on both sides."""
    chains: list[list[SharedRun]] = []
    for run in runs:
        nearest, least = None, WIDEST_GAP + 1
        for chain in chains[-_OPEN_CHAINS:]:
            gap = _gap(chain[-1], run)
            if gap < least:
                nearest, least = chain, gap
        if nearest is None:
            chains.append([run])
        else:
            nearest.append(run)
    return [_block(chain) for chain in chains]


def long_enough(block: RunBlock) -> bool:
    """Return whether a block is long enough: a few words in a row belong to the language, not to an author."""
    return block.same_words >= MIN_COPIED_WORDS


def shares(blocks: Collection[RunBlock], query_words: int, article_words: int) -> tuple[float, float]:
    """Return the shares of the words of query and article that are in the blocks."""
    of_query = _covered((block.query_start, block.query_end) for block in blocks)
    of_article = _covered((block.article_start, block.article_end) for block in blocks)
    return of_query / max(1, query_words), of_article / max(1, article_words)


def longest_run(blocks: Iterable[RunBlock]) -> int:
    return max((run.length for block in blocks for run in block.runs), default=0)


def _gap(before: SharedRun, after: SharedRun) -> int:
    """Return the words between two runs on the wider side; above the limit if the second is not behind the first."""
    gap = after.article - before.article - before.length
    return max(gap, after.query - before.query - before.length) if gap >= 0 else WIDEST_GAP + 1


def _block(chain: list[SharedRun]) -> RunBlock:
    first, last = chain[0], chain[-1]
    return RunBlock(first.query, last.query + last.length, first.article, last.article + last.length, tuple(chain))


def _covered(ranges: Iterable[tuple[int, int]]) -> int:
    """Return the number of words in any of the ranges."""
    covered = at = 0
    for start, end in sorted(ranges):
        covered += max(0, end - max(start, at))
        at = max(at, end)
    return covered
