"""The copied passages between two texts."""

import numpy as np

from newsgroups.matching.passages.boilerplate import boilerplate_blocks
from newsgroups.matching.passages.document import Document, as_document
from newsgroups.matching.passages.join import Block, joined, long_enough
from newsgroups.matching.passages.quotations import outside_quotations
from newsgroups.matching.passages.runs import shared_runs, without_overlaps
from newsgroups.matching.passages.types import Alignment, AlignOptions, Passage


def align(query: str | Document, article: str | Document, *, options: AlignOptions | None = None) -> Alignment:
    """Find every passage of ``query`` that also stands in ``article``, to the character.

    Any run of ``GUARANTEED_RUN`` shared words is inside the passages, whatever stands around it; where runs
    overlap in the query the longer one is, and of the other what is still as long.
    """
    options = options or AlignOptions()
    left, right = as_document(query), as_document(article)
    runs = without_overlaps(shared_runs(left.tokens.hashes, right.tokens.hashes))
    if options.without_quotations:
        runs = outside_quotations(left, runs)
    blocks = [block for block in joined(runs) if long_enough(block)]
    blocks = [block for block in blocks if block.query_end - block.query_start >= options.min_words]
    common = boilerplate_blocks(left, blocks, options.boilerplate)
    if options.without_boilerplate:
        blocks, common = [block for block in blocks if block not in common], set()
    return _alignment(left, right, blocks, common)


def _alignment(query: Document, article: Document, blocks: list[Block], common: set[Block]) -> Alignment:
    own = [block for block in blocks if block not in common]
    return Alignment(
        passages=tuple(_passage(query, article, block, block in common) for block in blocks),
        of_query=_share([(block.query_start, block.query_end) for block in own], len(query.tokens)),
        of_article=_share([(block.article_start, block.article_end) for block in own], len(article.tokens)),
        longest_run=max((run.length for block in own for run in block.runs), default=0),
    )


def _passage(query: Document, article: Document, block: Block, boilerplate: bool) -> Passage:
    left, right = query.tokens, article.tokens
    return Passage(
        query_start=int(left.starts[block.query_start]),
        query_end=int(left.ends[block.query_end - 1]),
        article_start=int(right.starts[block.article_start]),
        article_end=int(right.ends[block.article_end - 1]),
        kind=block.kind,
        words=block.query_end - block.query_start,
        boilerplate=boilerplate,
    )


def _share(ranges: list[tuple[int, int]], words: int) -> float:
    inside = np.zeros(words, dtype=bool)
    for start, end in ranges:
        inside[start:end] = True
    return float(inside.mean()) if words else 0.0
