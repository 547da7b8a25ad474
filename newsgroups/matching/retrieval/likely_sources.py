"""Which articles a text may be taken from, told by the fingerprints that they share before any of them is read."""

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages import Document
from newsgroups.matching.passages.base.blocks import WIDEST_GAP
from newsgroups.matching.passages.base.runs import PLACE_BITS
from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, SHINGLE_WORDS, longest_runs

# Two fingerprints of runs that are too short alone and are joined over an edit stand at most this far apart.
JOINED_WITHIN = 2 * (GUARANTEED_RUN - 1) + WIDEST_GAP - SHINGLE_WORDS

Ints = NDArray[np.int64]


class Postings(NamedTuple):
    """Fingerprints of articles, as three arrays of one length; `around` are traces of the words beside them."""

    hashes: Ints
    articles: Ints
    around: Ints


def likely_sources(query: Document, shared: Postings) -> list[int]:
    """Ids of the articles worth reading, those that share most fingerprints with the query first.

    An article that shares a run of the guaranteed length is always among them. One that shares a turn of phrase, as
    most do that hold a fingerprint of the query, is not: the words beside it differ, and no other runs are so near that
    both together are as long.
    """
    if not len(shared.hashes):
        return []
    held = query.surrounded
    at = held.hashes.searchsorted(shared.hashes)
    runs = longest_runs(held.around[at], shared.around)
    # By article, then by place in the query; two articles are further apart than any places.
    keys = (shared.articles << PLACE_BITS) + held.places[at]
    order = keys.argsort()
    keys, runs = keys[order], runs[order]
    begins = np.ones(len(keys), dtype=bool)
    np.greater(keys[1:] - keys[:-1], JOINED_WITHIN, out=begins[1:])
    starts = begins.nonzero()[0]
    articles = keys >> PLACE_BITS
    likely = articles[starts[np.add.reduceat(runs, starts) >= GUARANTEED_RUN]]
    counts = Counter(articles.tolist())
    # Each once, by id among those that share as many.
    return sorted(dict.fromkeys(likely.tolist()), key=counts.__getitem__, reverse=True)
