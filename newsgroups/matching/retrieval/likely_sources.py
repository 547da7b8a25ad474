"""Select the articles that a text may be copied from, by shared fingerprints, before reading any of them."""

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages import Document
from newsgroups.matching.passages.base.blocks import WIDEST_GAP
from newsgroups.matching.passages.base.runs import PLACE_BITS
from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, SHINGLE_WORDS, longest_runs

# Two fingerprints whose runs are too short on their own, but join across an edit, are at most this many words apart.
JOINED_WITHIN = 2 * (GUARANTEED_RUN - 1) + WIDEST_GAP - SHINGLE_WORDS

Ints = NDArray[np.int64]


class Postings(NamedTuple):
    """Fingerprints of articles, as three arrays of equal length; `around` are traces of the words around each."""

    hashes: Ints
    articles: Ints
    around: Ints


def likely_sources(query: Document, shared: Postings) -> list[int]:
    """Return the ids of the articles worth reading, those that share the most fingerprints with the query first.

    An article that shares a run of the guaranteed length is always included. One that shares only a turn of phrase, as
    most matches do, is not: the words around it differ, and no other run is near enough to reach that length with it.
    """
    if not len(shared.hashes):
        return []
    held = query.fingerprints_with_context
    at = held.hashes.searchsorted(shared.hashes)
    runs = longest_runs(held.around[at], shared.around)
    # Sort by article, then by position in the query; positions of different articles are always far apart.
    keys = (shared.articles << PLACE_BITS) + held.places[at]
    order = keys.argsort()
    keys, runs = keys[order], runs[order]
    begins = np.ones(len(keys), dtype=bool)
    np.greater(keys[1:] - keys[:-1], JOINED_WITHIN, out=begins[1:])
    starts = begins.nonzero()[0]
    articles = keys >> PLACE_BITS
    likely = articles[starts[np.add.reduceat(runs, starts) >= GUARANTEED_RUN]]
    counts = Counter(articles.tolist())
    # Remove duplicates; break ties by id.
    return sorted(dict.fromkeys(likely.tolist()), key=counts.__getitem__, reverse=True)
