"""Runs of words in a row that two texts share, and the best of them side by side."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.types import Run
from newsgroups.text.fingerprint import GUARANTEED_RUN, SHINGLE_WORDS, shingles

# A shingle that stands more often in the article is followed to this many of its places only: keeps a
# text that repeats one sentence 5,000 times from costing 25 million comparisons.
MOST_PLACES = 16

Pairs = tuple[NDArray[np.int64], NDArray[np.int64], bool]


def shared_runs(query: NDArray[np.uint64], article: NDArray[np.uint64]) -> list[Run]:
    """All maximal shared runs of at least five words (with more than ``MOST_PLACES`` places: some of them).

    Every run of ``GUARANTEED_RUN`` shared words lies in runs of the answer, also when places were left out.
    """
    places, others, is_cut = _shared_shingles(query, article, SHINGLE_WORDS)
    runs = _joined_on_diagonals(places, others, SHINGLE_WORDS)
    if is_cut:
        places, others, _ = _shared_shingles(query, article, GUARANTEED_RUN)
        runs += _joined_on_diagonals(places, others, GUARANTEED_RUN)
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
        kept += [piece for piece in _free_pieces(run, free) if piece.length >= least]
        if free.any():
            taken[run.query : run.query + run.length] = True
    return sorted(kept)


def _shared_shingles(query: NDArray[np.uint64], article: NDArray[np.uint64], words: int) -> Pairs:
    """Places of equal shingles as two arrays, and whether places were left out."""
    wanted, offered = shingles(query, words), shingles(article, words)
    order = np.argsort(offered, kind="stable")
    ordered = offered[order]
    first = np.searchsorted(ordered, wanted, "left")
    hits = np.flatnonzero(ordered[np.minimum(first, len(ordered) - 1)] == wanted) if len(ordered) else first[:0]
    first = first[hits]
    counts = np.searchsorted(ordered, wanted[hits], "right") - first
    is_cut = bool(np.any(counts > MOST_PLACES))
    counts = np.minimum(counts, MOST_PLACES)
    nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(hits, counts), order[np.repeat(first, counts) + nth], is_cut


def _joined_on_diagonals(places: NDArray[np.int64], others: NDArray[np.int64], words: int) -> list[Run]:
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


def _free_pieces(run: Run, free: NDArray[np.bool_]) -> list[Run]:
    if free.all():
        return [run]
    edges = np.flatnonzero(np.diff(free, prepend=False, append=False)).tolist()
    return [Run(run.query + a, run.article + a, b - a) for a, b in zip(edges[::2], edges[1::2], strict=True)]
