"""Find reworded passages: stretches of sentences on both sides that share much of their rare vocabulary.

After Sanchez-Perez, Gelbukh, Sidorov (see `similarity`): similar pairs of sentences are seeds; seeds that follow each
other closely on both sides form one stretch, as long as its sides stay similar as a whole. This module adds three
things: a learned model decides where a stretch ends (`bounds`); the order of its sentences separates a summary from
many small stretches (`summaries`); and neighbors in the query become one passage.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.base.blocks import RunBlock
from newsgroups.matching.passages.base.document import Document
from newsgroups.matching.passages.base.types import SharedRun

from .bounds import bounded
from .evidence import MIN_RUN, is_believed
from .scrambled import scrambled
from .similarity import Likeness, Stretch, likeness
from .stretches import MIN_ALIKE, Seeds, merged, seeds, stretches
from .summaries import summaries

# From this many words in one copied passage, the sentences around it are an edited copy, not a rewording.
LONG_COPY = 50
# Text beside such a copy shares the topic's words anyway; it is reworded only if the similarity is this high.
MIN_ALIKE_BESIDE_COPY = 0.5
# A short stretch also counts as a copy if this share of it is copied.
MOSTLY_COPIED = 0.8
# With fewer characters, a side is a turn of phrase, not a passage.
MIN_CHARACTERS = 100
# If two matches share more than this of a passage of the article, only one of them is kept.
TOLD_ONCE = 0.5
# Parts of one reworded passage have at most this many sentences between them.
CHAIN_GAP = 5


class RewordedPassage(NamedTuple):
    """Words ``query_start`` to ``query_end`` of the query that reword those of the article."""

    query_start: int
    query_end: int
    article_start: int
    article_end: int


def reworded(
    query: Document, article: Document, runs: Sequence[SharedRun], blocks: Sequence[RunBlock]
) -> list[RewordedPassage]:
    """Return reworded passages in query order; no word of the query is in two of them.

    ``runs`` of shared words link the sentences in which they begin. ``blocks`` are the copied passages; short ones
    become part of the reworded passage around them.
    """
    if not len(query.tokens) or not len(article.tokens):
        return []
    both = likeness(query, article)
    tied = np.unique(np.concatenate([seeds(both), tied_by(both, runs)]), axis=0)
    if max((block.same_words for block in blocks), default=0) >= LONG_COPY:
        return [told for told in _told(both, tied, runs, MIN_ALIKE_BESIDE_COPY) if not _is_copied(told, blocks)]
    found = _told(both, tied, runs, MIN_ALIKE) or _torn(query, article)
    copied = [
        RewordedPassage(*block[:4]) for block in blocks if not any(are_overlapping(told, block) for told in found)
    ]
    chained = _chained(both, [*found, *copied]) if found else []
    return [told for told in chained if told not in copied and not _is_copied(told, blocks)]


def are_overlapping(one: RewordedPassage | RunBlock, other: RewordedPassage | RunBlock) -> bool:
    in_query = one.query_start < other.query_end and other.query_start < one.query_end
    return in_query and one.article_start < other.article_end and other.article_start < one.article_end


def bounding_passage(one: RewordedPassage | RunBlock, other: RewordedPassage | RunBlock) -> RewordedPassage:
    return RewordedPassage(
        min(one.query_start, other.query_start),
        max(one.query_end, other.query_end),
        min(one.article_start, other.article_start),
        max(one.article_end, other.article_end),
    )


def tied_by(both: Likeness, runs: Sequence[SharedRun]) -> Seeds:
    places = np.array([run[:2] for run in runs if run.length >= MIN_RUN], dtype=np.int64).reshape(-1, 2)
    bounds = [side.terms.bounds for side in both.sides]
    sentences = [np.searchsorted(bounds[side], places[:, side], side="right") - 1 for side in (0, 1)]
    return np.stack(sentences, axis=1)


def _told(both: Likeness, tied: Seeds, runs: Sequence[SharedRun], min_alike: float) -> list[RewordedPassage]:
    parts = merged(both, [bounded(both, each) for each in stretches(both, tied, min_alike=min_alike)])
    parts = [each for each in parts if is_long_enough(both, each) and is_believed(both, each, runs)]
    again = _without_overlaps(both, parts)
    if min_alike == MIN_ALIKE:
        summed_up = _without_overlaps(both, summaries(both, tied, again))
        again = _without_overlaps(both, again, before=summed_up)
    return sorted(RewordedPassage(*both.query.words(each.query), *both.article.words(each.article)) for each in again)


def _torn(query: Document, article: Document) -> list[RewordedPassage]:
    both, parts = scrambled(query, article)
    kept = _without_overlaps(both, [each for each in parts if is_long_enough(both, each)])
    return sorted(RewordedPassage(*both.query.words(each.query), *both.article.words(each.article)) for each in kept)


def is_long_enough(both: Likeness, stretch: Stretch) -> bool:
    characters = (side.characters(part) for side, part in zip(both.sides, stretch, strict=True))
    return min(characters) >= MIN_CHARACTERS


def _without_overlaps(both: Likeness, found: list[Stretch], *, before: Sequence[Stretch] = ()) -> list[Stretch]:
    """Return the stretches in `before`, plus the longest of the others that match different sentences."""
    kept = list(before)
    for each in sorted(found, key=lambda stretch: (-both.query.characters(stretch.query), stretch)):
        if all(_apart(each, other) for other in kept) and not any(_again(each, other) for other in kept[len(before) :]):
            kept.append(each)
    return kept


def _apart(one: Stretch, other: Stretch) -> bool:
    return one.query.last < other.query.first or other.query.last < one.query.first


def _again(one: Stretch, other: Stretch) -> bool:
    """Return whether both match mostly the same article sentences, as sentences on one topic are all a bit similar."""
    common = min(one.article.last, other.article.last) - max(one.article.first, other.article.first) + 1
    return common > TOLD_ONCE * min(one.article.sentences, other.article.sentences)


def _chained(both: Likeness, parts: list[RewordedPassage]) -> list[RewordedPassage]:
    """Merge parts that follow each other closely in the query, wherever they occur in the article."""
    bounds = both.query.terms.bounds
    chains: list[RewordedPassage] = []
    for part in sorted(parts):
        if chains and _sentences_between(bounds, chains[-1].query_end, part.query_start) <= CHAIN_GAP:
            part = bounding_passage(chains.pop(), part)
        chains.append(part)
    return chains


def _sentences_between(bounds: NDArray[np.int64], end: int, start: int) -> int:
    """Return the number of whole sentences from word `end` to word `start`."""
    return int(np.searchsorted(bounds, start, "right") - np.searchsorted(bounds, end, "left")) - 1


def _is_copied(told: RewordedPassage, blocks: Sequence[RunBlock]) -> bool:
    copied = [block.same_words for block in blocks if are_overlapping(told, block)]
    words = min(told.query_end - told.query_start, told.article_end - told.article_start)
    return max(copied, default=0) >= LONG_COPY or sum(copied) >= MOSTLY_COPIED * words
