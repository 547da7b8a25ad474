"""Runs of words in a row that two texts share, and the best of them side by side."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.document import Document
from newsgroups.matching.passages.types import Run
from newsgroups.text.fingerprint import GUARANTEED_RUN, SHINGLE_WORDS, shingles

# A shingle that stands more often in the article says nothing about which of its places was copied; one
# sentence repeated 5,000 times would cost 2,500 million comparisons.
MOST_PLACES = 16
# For texts with such shingles this many diagonals with the most hits are compared word by word instead.
_WHOLE_DIAGONALS = 8

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]


def shared_runs(query: Document, article: Document) -> list[Run]:
    """All maximal shared runs of at least five words, where no shingle has more than ``MOST_PLACES`` places.

    Every run of ``GUARANTEED_RUN`` shared words lies in runs of the answer, in such texts too.
    """
    places, others, is_complete = _shared_shingles(query, article)
    runs = _joined_on_diagonals(places, others, SHINGLE_WORDS)
    if not is_complete:
        runs += _runs_of_whole_diagonals(query.hashes, article.hashes, others - places)
        runs += _runs_not_found_yet(query.hashes, article.hashes, runs)
    return runs


def without_overlaps(runs: Iterable[Run]) -> list[Run]:
    """The longest runs first, the others cut to what they add to the query; in the order of the query."""
    ordered = sorted(runs, key=lambda run: (-run.length, run.query, run.article))
    taken = np.zeros(max((run.query + run.length for run in ordered), default=0), dtype=bool)
    kept = []
    for run in ordered:
        free = ~taken[run.query : run.query + run.length]
        # A run of the guaranteed length is reported to its last word, a shorter one if enough is left.
        least = 1 if run.length >= GUARANTEED_RUN else SHINGLE_WORDS
        kept += [piece for piece in free_pieces(run, free) if piece.length >= least]
        taken[run.query : run.query + run.length] = True
    return sorted(kept)


def _shared_shingles(query: Document, article: Document) -> tuple[Places, Places, bool]:
    """Places of equal shingles in query and article, and whether that is all of them.

    The article's are looked up among the query's, which are put in order once for all articles.
    """
    order, ordered = query.ordered_shingles
    offered = article.shingles
    first = np.searchsorted(ordered, offered, "left")
    others = np.flatnonzero(ordered[np.minimum(first, len(ordered) - 1)] == offered) if len(ordered) else first[:0]
    _, which, often = np.unique(first[others], return_inverse=True, return_counts=True)
    is_rare = often[which] <= MOST_PLACES
    others = others[is_rare]
    first, last = first[others], np.searchsorted(ordered, offered[others], "right")
    counts = last - first
    nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[np.repeat(first, counts) + nth], np.repeat(others, counts), bool(is_rare.all())


def _lookup(wanted: Hashes, offered: Hashes) -> tuple[Places, Places, Places, Places]:
    """Which of ``wanted`` are offered, and the ranges in the returned order of ``offered`` that equal them."""
    order = np.argsort(offered, kind="stable")
    if len(offered) == 0:
        return order, order, order, order
    ordered = offered[order]
    first = np.searchsorted(ordered, wanted, "left")
    hits = np.flatnonzero(ordered[np.minimum(first, len(ordered) - 1)] == wanted)
    return hits, first[hits], np.searchsorted(ordered, wanted[hits], "right"), order


def _runs_of_whole_diagonals(query: Hashes, article: Hashes, diagonals: Places) -> list[Run]:
    """Runs of the guaranteed length on the diagonals hit most and on those that align both starts or ends."""
    hit, counts = np.unique(diagonals, return_counts=True)
    most_hit = hit[np.argsort(-counts, kind="stable")[:_WHOLE_DIAGONALS]].tolist()
    runs = []
    for diagonal in {0, len(article) - len(query), *most_hit}:
        start, end = max(0, -diagonal), min(len(query), len(article) - diagonal)
        same = query[start:end] == article[start + diagonal : end + diagonal]
        edges = np.flatnonzero(np.diff(same, prepend=False, append=False)) + start
        found = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        runs += [Run(a, a + diagonal, b - a) for a, b in found if b - a >= GUARANTEED_RUN]
    return runs


def _runs_not_found_yet(query: Hashes, article: Hashes, runs: list[Run]) -> list[Run]:
    """Runs of the guaranteed length around frequent shingles, at one place of the article each."""
    found = np.zeros(len(query) + 1, dtype=np.int64)
    for run in runs:
        if run.length >= GUARANTEED_RUN:
            found[run.query] += 1
            found[run.query + run.length - GUARANTEED_RUN + 1] -= 1
    hits, first, _, order = _lookup(shingles(query, GUARANTEED_RUN), shingles(article, GUARANTEED_RUN))
    is_new = np.cumsum(found)[hits] == 0
    return _joined_on_diagonals(hits[is_new], order[first[is_new]], GUARANTEED_RUN)


def _joined_on_diagonals(places: Places, others: Places, words: int) -> list[Run]:
    """Neighbouring shingles with the same distance between query and article become one run."""
    if len(places) == 0:
        return []
    diagonal = others - places
    order = np.lexsort((places, diagonal))
    places, others, diagonal = places[order], others[order], diagonal[order]
    # Shingles of n words that lie up to n apart on a diagonal touch or overlap.
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(places) > words)) + 1
    starts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(places)])) - 1
    lengths = places[lasts] - places[starts] + words
    return [Run(*run) for run in zip(places[starts].tolist(), others[starts].tolist(), lengths.tolist(), strict=True)]


def free_pieces(run: Run, free: NDArray[np.bool_]) -> list[Run]:
    """The parts of a run whose words are ``free``, one flag a word."""
    if free.all():
        return [run]
    edges = np.flatnonzero(np.diff(free, prepend=False, append=False)).tolist()
    return [Run(run.query + a, run.article + a, b - a) for a, b in zip(edges[::2], edges[1::2], strict=True)]
