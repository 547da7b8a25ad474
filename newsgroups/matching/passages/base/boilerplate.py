"""Passages that occur in very many articles (footers, bylines, cookie notices), or that only count."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np

from newsgroups.text.fingerprints.counting import counting

from .blocks import RunBlock
from .document import Shingled

# A passage is boilerplate if at least this share of its fingerprints is common. With a lower value, the last words of
# a footer would make the sentence before it boilerplate, too.
COMMON_SHARE = 0.5


def boilerplate_blocks(query: Shingled, blocks: Iterable[RunBlock], common: AbstractSet[int]) -> set[RunBlock]:
    """Return the blocks whose fingerprints in the query are mostly `common` ones."""
    # Most blocks contain no common shingle; that is cheaper to check than which shingles are fingerprints.
    some = [each for each in blocks if _has_some(_shingles_of(query, each), common)]
    return {each for each in some if is_boilerplate(query, each.query_start, each.query_end, common)}


def _has_some(shingles: list[int], common: AbstractSet[int]) -> bool:
    return not (common.isdisjoint(shingles) and counting().isdisjoint(shingles))


def is_boilerplate(query: Shingled, start: int, end: int, common: AbstractSet[int]) -> bool:
    """Return whether the fingerprints among these words of the query are mostly `common` ones."""
    hashes, places = query.winnowed
    first, after = np.searchsorted(places, (start, end)).tolist()
    is_common = [value in common or value in counting() for value in hashes[first:after].tolist()]
    return any(is_common) and sum(is_common) >= COMMON_SHARE * len(is_common)


def _shingles_of(query: Shingled, block: RunBlock) -> list[int]:
    held: list[int] = query.shingles[block.query_start : block.query_end].view(np.int64).tolist()
    return held
