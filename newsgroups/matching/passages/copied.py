"""How much two texts have in common in the same words, without the places of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from newsgroups.matching.passages.boilerplate import boilerplate_blocks
from newsgroups.matching.passages.document import Shingled
from newsgroups.matching.passages.join import Block, joined, long_enough
from newsgroups.matching.passages.runs import without_overlaps
from newsgroups.matching.passages.runs_of_pairs import shared_runs_of_pairs
from newsgroups.matching.passages.types import AlignmentKind, Run, kind_of


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
    pairs: Sequence[tuple[Shingled, Shingled]],
    least: Sequence[float],
    *,
    boilerplate: AbstractSet[int] = frozenset(),
) -> Iterator[Copied]:
    """The shares of `align` of each pair (query, article) in a fraction of its time.

    `boilerplate` are fingerprints that stand in very many articles. Where both shares of a pair are less than its
    `least` whatever of them is boilerplate, it is looked at no further, and the answer is `NOTHING`.
    """
    found = shared_runs_of_pairs(pairs, np.array(least, dtype=np.float64))
    for (query, article), share, runs in zip(pairs, least, found, strict=True):
        yield _copied(query, article, runs, boilerplate, share) if runs else NOTHING


def _copied(
    query: Shingled, article: Shingled, runs: Sequence[Run], boilerplate: AbstractSet[int], least: float
) -> Copied:
    blocks = [block for block in joined(without_overlaps(runs)) if long_enough(block)]
    if not blocks or max(shares(blocks, query.words, article.words)) < least:
        return NOTHING
    common = boilerplate_blocks(query, blocks, boilerplate)
    own = [block for block in blocks if block not in common]
    of_query, of_article = shares(own, query.words, article.words)
    return Copied(
        of_query=of_query,
        of_article=of_article,
        longest_run=longest_run(own),
        boilerplate_words=sum(block.query_end - block.query_start for block in common),
        kind=kind_of({block.kind for block in own}, of_query, of_article),
    )


def shares(blocks: Collection[Block], query_words: int, article_words: int) -> tuple[float, float]:
    """Shares of the words of query and article that lie in the blocks."""
    of_query = _covered((block.query_start, block.query_end) for block in blocks)
    of_article = _covered((block.article_start, block.article_end) for block in blocks)
    return of_query / max(1, query_words), of_article / max(1, article_words)


def longest_run(blocks: Iterable[Block]) -> int:
    return max((run.length for block in blocks for run in block.runs), default=0)


def _covered(ranges: Iterable[tuple[int, int]]) -> int:
    """Words in any of the ranges."""
    covered = at = 0
    for start, end in sorted(ranges):
        covered += max(0, end - max(start, at))
        at = max(at, end)
    return covered
