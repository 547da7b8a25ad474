"""Passages that stand in very many articles: footers, by-lines, cookie notes."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np

from .blocks import Block
from .document import Shingled

# A passage is boilerplate if this share of its fingerprints stands in very many articles. Less would let the
# last words of a footer make the sentence before it common, too.
COMMON_SHARE = 0.5


def boilerplate_blocks(query: Shingled, blocks: Iterable[Block], common: AbstractSet[int]) -> set[Block]:
    """Those of the blocks whose fingerprints in the query are mostly `common` ones."""
    # Most blocks have no such words, which is told sooner than which of them are fingerprints.
    some = [each for each in blocks if not common.isdisjoint(_shingles_of(query, each))]
    return {each for each in some if is_boilerplate(query, each.query_start, each.query_end, common)}


def is_boilerplate(query: Shingled, start: int, end: int, common: AbstractSet[int]) -> bool:
    """Whether the fingerprints among these words of the query are mostly `common` ones."""
    hashes, places = query.winnowed
    first, after = np.searchsorted(places, (start, end)).tolist()
    is_common = [value in common for value in hashes[first:after].tolist()]
    return any(is_common) and sum(is_common) >= COMMON_SHARE * len(is_common)


def _shingles_of(query: Shingled, block: Block) -> list[int]:
    held: list[int] = query.shingles[block.query_start : block.query_end].view(np.int64).tolist()
    return held
