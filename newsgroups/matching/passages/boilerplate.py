"""Passages that stand in very many articles: footers, by-lines, cookie notes."""

from collections.abc import Collection, Iterable

import numpy as np

from newsgroups.matching.passages.document import Document
from newsgroups.matching.passages.join import Block

# A passage is boilerplate if this share of its fingerprints stands in very many articles. Less would let the
# last words of a footer make the sentence before it common, too.
COMMON_SHARE = 0.5


def boilerplate_blocks(query: Document, blocks: Iterable[Block], common: Collection[int]) -> set[Block]:
    """Those of the blocks whose fingerprints in the query are mostly `common` ones."""
    if not common:
        return set()
    hashes, places = query.winnowed
    is_common = np.fromiter((value in common for value in hashes.tolist()), bool, len(hashes))
    found = set()
    for block in blocks:
        inside = is_common[(places >= block.query_start) & (places < block.query_end)]
        if len(inside) and inside.mean() >= COMMON_SHARE:
            found.add(block)
    return found
