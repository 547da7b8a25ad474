"""Runs of consecutive words that two texts share, and the best non-overlapping ones."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, SHINGLE_WORDS, shingles

from .document import Shingled
from .types import SharedRun

# A shingle that occurs more often in the article does not say which occurrence was copied. One sentence repeated 5,000
# times would cost 2.5 billion comparisons.
MAX_PLACES = 16
# No text has 2**32 words.
PLACE_BITS = 32
# Number of shingles in a run of the guaranteed length.
_GUARANTEED_SHINGLES = GUARANTEED_RUN - SHINGLE_WORDS + 1
# In texts with frequent shingles, this many diagonals with the most hits are compared word by word.
_WHOLE_DIAGONALS = 8

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]


def shared_runs(query: Shingled, article: Shingled) -> list[SharedRun]:
    """Return all maximal shared runs of at least five words whose shingles have at most ``MAX_PLACES`` positions.

    Every run of ``GUARANTEED_RUN`` shared words is inside a returned run, even if its shingles are more frequent.
    """
    places, others, is_complete = _shared_shingles(query, article)
    runs = _joined_on_diagonals(places, others, SHINGLE_WORDS)
    if not is_complete:
        runs += _runs_of_whole_diagonals(query.shingles, article.shingles, others - places)
        runs += _runs_not_found_yet(query, article, runs)
    return runs


def shared_runs_of_each(query: Shingled, articles: Sequence[Shingled]) -> list[list[SharedRun]]:
    """Run `shared_runs` with each of the articles, in a third of the time."""
    lengths = np.array([len(article.shingles) for article in articles], dtype=np.int64)
    others, first = _found_in(query, np.concatenate([np.empty(0, np.uint64), *(each.shingles for each in articles)]))
    ends = np.cumsum(lengths)
    of = np.searchsorted(ends, others, "right")
    pairs, times = np.unique(of * len(query.shingles) + first, return_counts=True)
    frequent = np.unique(pairs[times > MAX_PLACES] // len(query.shingles)) if len(pairs) else pairs
    if len(frequent):
        is_rare = ~np.isin(of, frequent)
        others, first, of = others[is_rare], first[is_rare], of[is_rare]
    # Offset the articles so that no run extends from one to the next.
    starts = ends - lengths + np.arange(len(articles)) * (SHINGLE_WORDS + 1)
    places, others = _each_place(query, first, others + of * (SHINGLE_WORDS + 1))
    found: list[list[SharedRun]] = [[] for _ in articles]
    begins = starts.tolist()
    for run in _joined_on_diagonals(places, others, SHINGLE_WORDS):
        n = bisect_right(begins, run.article) - 1
        found[n].append(SharedRun(run.query, run.article - begins[n], run.length))
    for n in frequent.tolist():
        found[n] = shared_runs(query, articles[n])
    return found


def without_overlaps(runs: Iterable[SharedRun]) -> list[SharedRun]:
    """Keep the longest runs, and cut the others to what they add to the query; in query order."""
    in_order = sorted(runs)
    if all(run.query + run.length <= after.query for run, after in pairwise(in_order)):
        return in_order
    ordered = sorted(runs, key=lambda run: (-run.length, run.query, run.article))
    taken = bytearray(max((run.query + run.length for run in ordered), default=0))
    kept = []
    for run in ordered:
        held = taken[run.query : run.query + run.length]
        if not any(held):
            kept.append(run)
        elif not all(held):
            # A run of the guaranteed length is reported to its last word; a shorter one only if enough of it is left.
            least = 1 if run.length >= GUARANTEED_RUN else SHINGLE_WORDS
            free = np.frombuffer(held, dtype=bool)
            kept += [piece for piece in free_pieces(run, ~free) if piece.length >= least]
        taken[run.query : run.query + run.length] = b"\1" * run.length
    return sorted(kept)


def _shared_shingles(query: Shingled, article: Shingled) -> tuple[Places, Places, bool]:
    """Return positions of equal shingles in query and article, and whether these are all of them."""
    others, first = _found_in(query, article.shingles)
    is_complete = len(first) <= MAX_PLACES or int(np.bincount(first).max()) <= MAX_PLACES
    if not is_complete:
        is_rare = np.bincount(first)[first] <= MAX_PLACES
        others, first = others[is_rare], first[is_rare]
    return *_each_place(query, first, others), is_complete


def _found_in(query: Shingled, offered: Hashes) -> tuple[Places, Places]:
    """Return which offered shingles occur in the query, and the first equal one in the query's sorted order.

    Articles' shingles are looked up among the query's, which are sorted once for all articles.
    """
    ordered = query.ordered_shingles[1]
    others = query.may_hold(offered).nonzero()[0]
    if not len(others):
        return others, others
    wanted = offered[others]
    first = np.searchsorted(ordered, wanted, "left")
    is_same = ordered.take(first, mode="clip") == wanted
    return others[is_same], first[is_same]


def _each_place(query: Shingled, first: Places, others: Places) -> tuple[Places, Places]:
    """Expand to all positions in the query of the shingles found there, each with the position it was found for."""
    order, ordered = query.ordered_shingles
    counts = np.searchsorted(ordered, ordered[first], "right") - first
    if len(counts) == counts.sum():
        return order[first], others
    nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[np.repeat(first, counts) + nth], np.repeat(others, counts)


def _lookup(wanted: Hashes, offered: Hashes) -> tuple[Places, Places, Places]:
    """Return which of ``wanted`` are offered, the first equal one in sorted order, and that order of ``offered``."""
    order = np.argsort(offered, kind="stable")
    if len(offered) == 0:
        return order, order, order
    ordered = offered[order]
    first = np.searchsorted(ordered, wanted, "left")
    hits = np.flatnonzero(ordered[np.minimum(first, len(ordered) - 1)] == wanted)
    return hits, first[hits], order


def _runs_of_whole_diagonals(query: Hashes, article: Hashes, diagonals: Places) -> list[SharedRun]:
    """Return runs of the guaranteed length on the diagonals with most hits, and on those that align starts or ends."""
    hit, counts = np.unique(diagonals, return_counts=True)
    most_hit = hit[np.argsort(-counts, kind="stable")[:_WHOLE_DIAGONALS]].tolist()
    runs = []
    for diagonal in {0, len(article) - len(query), *most_hit}:
        start, end = max(0, -diagonal), min(len(query), len(article) - diagonal)
        same = query[start:end] == article[start + diagonal : end + diagonal]
        edges = np.flatnonzero(np.diff(same, prepend=False, append=False)) + start
        found = zip(edges[::2].tolist(), (edges[1::2] + SHINGLE_WORDS - 1).tolist(), strict=True)
        runs += [SharedRun(a, a + diagonal, b - a) for a, b in found if b - a >= GUARANTEED_RUN]
    return runs


def _runs_not_found_yet(query: Shingled, article: Shingled, runs: list[SharedRun]) -> list[SharedRun]:
    """Return runs of the guaranteed length around frequent shingles, each at one place in the article."""
    found = np.zeros(query.words + 1, dtype=np.int64)
    for run in runs:
        if run.length >= GUARANTEED_RUN:
            found[run.query] += 1
            found[run.query + run.length - GUARANTEED_RUN + 1] -= 1
    hits, first, order = _lookup(*(shingles(each.shingles, _GUARANTEED_SHINGLES) for each in (query, article)))
    is_new = np.cumsum(found)[hits] == 0
    return _joined_on_diagonals(hits[is_new], order[first[is_new]], GUARANTEED_RUN)


def joined_on_diagonals(places: Places, others: Places, words: int) -> tuple[Places, Places, Places]:
    """Join adjacent shingles on one diagonal into runs: where each starts in both texts, and its number of words."""
    # Sort by diagonal, then by position; positions on different diagonals are always far apart.
    ordered = np.sort(((others - places) << PLACE_BITS) + places)
    # Shingles of n words at most n apart on a diagonal touch or overlap.
    is_apart = np.ones(len(ordered) + 1, dtype=bool)
    is_apart[1:-1] = ordered[1:] - ordered[:-1] > words
    starts, lasts = ordered[is_apart[:-1]], ordered[is_apart[1:]]
    first = starts & (1 << PLACE_BITS) - 1
    return first, first + (starts >> PLACE_BITS), lasts - starts + words


def _joined_on_diagonals(places: Places, others: Places, words: int) -> list[SharedRun]:
    if len(places) == 0:
        return []
    columns = joined_on_diagonals(places, others, words)
    return [SharedRun(*run) for run in zip(*(column.tolist() for column in columns), strict=True)]


def free_pieces(run: SharedRun, free: NDArray[np.bool_]) -> list[SharedRun]:
    """Return the parts of a run whose words are ``free`` (one flag per word)."""
    if free.all():
        return [run]
    if not free.any():
        return []
    edges = np.flatnonzero(np.diff(free, prepend=False, append=False)).tolist()
    return [SharedRun(run.query + a, run.article + a, b - a) for a, b in zip(edges[::2], edges[1::2], strict=True)]
