"""Find the passages that one text copied from another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsgroups.matching.passages.base.blocks import RunBlock, join_runs, long_enough, longest_run, shares
from newsgroups.matching.passages.base.boilerplate import boilerplate_blocks
from newsgroups.matching.passages.base.document import Document, as_document
from newsgroups.matching.passages.base.quotations import outside_quotations
from newsgroups.matching.passages.base.runs import shared_runs, shared_runs_of_each, without_overlaps
from newsgroups.matching.passages.base.types import Alignment, AlignOptions, Passage, PassageKind, SharedRun
from newsgroups.matching.passages.paraphrase.find_rewordings import (
    RewordedPassage,
    are_overlapping,
    bounding_passage,
    reworded,
)
from newsgroups.text.tokens.batch_tokenizer import in_groups

# Reworded passages consist of whole sentences, so they include the closing punctuation.
_CLOSING = re.compile(r"[.!?\u2026]*[\"'\u201d\u2019\u00bb)\]]*[.!?\u2026]*")


def align(query: str | Document, article: str | Document, *, options: AlignOptions | None = None) -> Alignment:
    """Find every passage of ``query`` that also occurs in ``article``, to the character.

    Every run of ``GUARANTEED_RUN`` shared words is inside a passage, whatever surrounds it. Where runs overlap in the
    query, the longer one wins, and the rest of the other counts if it is still that long.
    """
    left, right = as_document(query), as_document(article)
    return _aligned(left, right, shared_runs(left.shingled, right.shingled), options or AlignOptions())


def align_each(query: Document, articles: Sequence[str], *, options: AlignOptions) -> list[Alignment]:
    """Run ``align`` with each of the articles, in half the time."""
    return list(aligning(query, articles, options=options))


def aligning(query: Document, articles: Sequence[str], *, options: AlignOptions) -> Iterator[Alignment]:
    """Like ``align_each``, but lazily, for callers that may stop early."""
    for group in in_groups(articles):
        yield from _aligned_together(query, group, options)


def _aligned_together(query: Document, articles: Sequence[str], options: AlignOptions) -> Iterator[Alignment]:
    documents = Document.all_of(articles)
    shared = shared_runs_of_each(query.shingled, [document.shingled for document in documents])
    for document, runs in zip(documents, shared, strict=True):
        yield _aligned(query, document, runs, options)


def _aligned(left: Document, right: Document, shared: list[SharedRun], options: AlignOptions) -> Alignment:
    runs = without_overlaps(shared)
    if options.without_quotations:
        runs = outside_quotations(left, runs)
    blocks = [block for block in join_runs(runs) if long_enough(block)]
    blocks = [block for block in blocks if block.query_end - block.query_start >= options.min_words]
    if not blocks and not options.reworded:
        return Alignment((), 0.0, 0.0, 0)
    common = boilerplate_blocks(left.shingled, blocks, options.boilerplate)
    if options.without_boilerplate:
        blocks, common = [block for block in blocks if block not in common], set()
    told = reworded(left, right, shared, blocks) if options.reworded else []
    told = [each for each in told if each.query_end - each.query_start >= options.min_words]
    return _alignment(left, right, blocks, common, told)


def _alignment(
    query: Document, article: Document, blocks: list[RunBlock], common: set[RunBlock], told: list[RewordedPassage]
) -> Alignment:
    own = [block for block in blocks if block not in common]
    alone = [block for block in blocks if not any(are_overlapping(each, block) for each in told)]
    passages = [_passage(query, article, block, block.kind, block in common) for block in alone]
    passages += [_in_whole_sentences(query, article, _with_copies(each, blocks)) for each in told]
    of_query, of_article = shares(own, len(query.tokens), len(article.tokens))
    return Alignment(
        passages=tuple(sorted(passages, key=lambda passage: (passage.query_start, passage.article_start))),
        of_query=of_query,
        of_article=of_article,
        longest_run=longest_run(own),
    )


def _with_copies(told: RewordedPassage, blocks: list[RunBlock]) -> RewordedPassage:
    """Extend a reworded passage to include the whole of the copied passages that it meets."""
    for block in blocks:
        if are_overlapping(told, block):
            told = bounding_passage(told, block)
    return told


def _in_whole_sentences(query: Document, article: Document, told: RewordedPassage) -> Passage:
    passage = _passage(query, article, told, "reworded", False)
    return replace(
        passage,
        query_end=_closed(query.text, passage.query_end),
        article_end=_closed(article.text, passage.article_end),
    )


def _closed(text: str, end: int) -> int:
    closing = _CLOSING.match(text, end)
    return closing.end() if closing else end


def _passage(
    query: Document, article: Document, part: RunBlock | RewordedPassage, kind: PassageKind, boilerplate: bool
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
