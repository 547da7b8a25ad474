"""The copied passages between two texts."""

import numpy as np

from newsgroups.matching.passages.boilerplate import boilerplate_blocks
from newsgroups.matching.passages.document import Document, as_document
from newsgroups.matching.passages.join import Block, joined, long_enough
from newsgroups.matching.passages.quotations import outside_quotations
from newsgroups.matching.passages.reworded import Stretch, reworded_stretches
from newsgroups.matching.passages.runs import shared_runs, without_overlaps
from newsgroups.matching.passages.types import Alignment, AlignOptions, Passage, PassageKind

# Words of one copied passage from which the sentences around it are an edited copy, not another wording.
LONG_COPY = 50
# A short stretch is one, too, when hardly anything in it was told anew.
MOSTLY_COPIED = 0.8


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
    stretches = _in_other_words(left, right, blocks, options) if options.reworded else []
    return _alignment(left, right, blocks, common, stretches)


def _in_other_words(query: Document, article: Document, blocks: list[Block], options: AlignOptions) -> list[Stretch]:
    """Stretches told in other words; where a long passage was copied, the copied passages say it more exactly."""
    runs = shared_runs(query.tokens.hashes, article.tokens.hashes)
    found = [each for each in reworded_stretches(query, article, runs) if not _is_copied(each, blocks)]
    return [each for each in found if each.query_end - each.query_start >= options.min_words]


def _is_copied(stretch: Stretch, blocks: list[Block]) -> bool:
    copied = [block.same_words for block in blocks if _meet(stretch, block)]
    words = min(stretch.query_end - stretch.query_start, stretch.article_end - stretch.article_start)
    return max(copied, default=0) >= LONG_COPY or sum(copied) >= MOSTLY_COPIED * words


def _meet(stretch: Stretch, block: Block) -> bool:
    in_query = stretch.query_start < block.query_end and block.query_start < stretch.query_end
    return in_query and stretch.article_start < block.article_end and block.article_start < stretch.article_end


def _alignment(
    query: Document, article: Document, blocks: list[Block], common: set[Block], stretches: list[Stretch]
) -> Alignment:
    own = [block for block in blocks if block not in common]
    alone = [block for block in blocks if not any(_meet(each, block) for each in stretches)]
    passages = [_passage(query, article, block, block.kind, block in common) for block in alone]
    passages += [_passage(query, article, _around(each, blocks), "reworded", False) for each in stretches]
    return Alignment(
        passages=tuple(sorted(passages, key=lambda passage: (passage.query_start, passage.article_start))),
        of_query=_share([(block.query_start, block.query_end) for block in own], len(query.tokens)),
        of_article=_share([(block.article_start, block.article_end) for block in own], len(article.tokens)),
        longest_run=max((run.length for block in own for run in block.runs), default=0),
    )


def _around(stretch: Stretch, blocks: list[Block]) -> Stretch:
    """The stretch with the whole of the copied passages that it meets."""
    parts: list[Stretch | Block] = [stretch, *(block for block in blocks if _meet(stretch, block))]
    return Stretch(
        min(part.query_start for part in parts),
        max(part.query_end for part in parts),
        min(part.article_start for part in parts),
        max(part.article_end for part in parts),
        stretch.alike,
    )


def _passage(
    query: Document, article: Document, part: Block | Stretch, kind: PassageKind, boilerplate: bool
) -> Passage:
    left, right = query.tokens, article.tokens
    return Passage(
        query_start=int(left.starts[part.query_start]),
        query_end=int(left.ends[part.query_end - 1]),
        article_start=int(right.starts[part.article_start]),
        article_end=int(right.ends[part.article_end - 1]),
        kind=kind,
        words=part.query_end - part.query_start,
        boilerplate=boilerplate,
    )


def _share(ranges: list[tuple[int, int]], words: int) -> float:
    inside = np.zeros(words, dtype=bool)
    for start, end in ranges:
        inside[start:end] = True
    return float(inside.mean()) if words else 0.0
