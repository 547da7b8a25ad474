"""What stands in many articles that tell different stories: footers, "About us", cookie notes, stock phrases.

Document frequency alone cannot tell a footer from an agency's text that many outlets took over: both stand in many
articles. Those that took over a text tell one story and so share its rare words; those above one footer share
nothing else. Frequency finds what may be boilerplate, in the archive and within each outlet, and how little the
articles have in common decides.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.sparse.inverted_index import Ints, InvertedIndex
from newsgroups.matching.sparse.sparse_rows import Matrix

# Of 37,000 articles of 491 outlets, stories copied by agencies' customers stood in at most some dozens. The floor is
# for small archives; a passage in more than the ceiling is a stock phrase however large the archive is.
ARCHIVE_SHARE, ARCHIVE_FLOOR, ARCHIVE_CEILING = 0.002, 30, 200
# Half of what an outlet publishes, and four articles: its footer. What stands in fewer is shown as what is the same in
# them, be it a form to sign up with: 35 of 75 articles of one outlet, two of them hardly anything else.
OUTLET_SHARE, OUTLET_FLOOR = 0.5, 4
# Above this nothing is looked at further: all pairs of so many articles would be too many to store.
ALWAYS = 1_000
# Articles that are compared for each passage.
SAMPLED = 8
# Median cosine of their heaviest terms up to which articles tell different stories. Articles of one labelled story
# have .08 (the least twentieth) to .33 (the middle), random ones at most .02, on one topic .05. The median leaves
# room for two articles of one story above a footer.
UNRELATED = 0.08
# An article with fewer words beside what may be boilerplate says nothing of its own: it is a copy.
LEAST_WORDS = 20

# The rest of some articles: weighted terms of what they say beside the places of some hashes, each row of length 1,
# or of length 0 where that is less than LEAST_WORDS.
Rest = Callable[[Ints, Ints], Matrix]


def archive_limit(articles: int) -> int:
    """In how many of the archive's articles a fingerprint may stand before it may be boilerplate."""
    return int(np.clip(round(ARCHIVE_SHARE * articles), ARCHIVE_FLOOR, ARCHIVE_CEILING))


def boilerplate(index: InvertedIndex, sources: Ints, rest: Rest) -> NDArray[np.bool_]:
    """Which hashes of the index are boilerplate. `sources` is the outlet of each row, `rest` is asked for some rows."""
    samples = _samples(index, sources)
    found = index.frequencies > ALWAYS
    places = np.array([place for place in sorted(samples) if not found[place]], dtype=np.int64)
    rows = np.unique(np.concatenate([np.empty(0, np.int64), *(samples[place] for place in places.tolist())]))
    vectors = rest(rows, index.hashes[np.union1d(places, np.flatnonzero(found))])
    related = _relatedness(vectors, [np.searchsorted(rows, samples[place]) for place in places.tolist()])
    found[places[related < UNRELATED]] = True
    return found


def _samples(index: InvertedIndex, sources: Ints) -> dict[int, Ints]:
    """Rows to compare, by place of each hash that is frequent in the archive or in an outlet."""
    often = index.frequencies
    found = {
        int(place): _spread(index.holders(place)) for place in np.flatnonzero(often > archive_limit(index.articles))
    }
    outlet = np.unique(sources, return_inverse=True)[1]
    published = np.bincount(outlet)
    least = np.maximum(OUTLET_FLOOR, np.ceil(OUTLET_SHARE * published))
    # One entry for each hash that is in enough articles to be in enough of one outlet.
    places = np.repeat(np.arange(len(often)), np.where(often >= OUTLET_FLOOR, often, 0))
    rows = index.rows[np.repeat(often >= OUTLET_FLOOR, often)]
    keys, counts = np.unique(places * len(published) + outlet[rows], return_counts=True)
    keys = keys[counts >= least[keys % len(published)]] if len(keys) else keys
    for place, source in zip((keys // len(published)).tolist(), (keys % len(published)).tolist(), strict=True):
        holders = index.holders(place)
        found.setdefault(place, _spread(holders[outlet[holders] == source]))
    return found


def _spread(rows: NDArray[np.int32]) -> Ints:
    """Some of the rows from first to last, at equal distances."""
    return rows[np.linspace(0, len(rows) - 1, min(SAMPLED, len(rows))).astype(np.int64)].astype(np.int64)


def _relatedness(vectors: Matrix, samples: list[Ints]) -> NDArray[np.float64]:
    """Median cosine of the pairs in each sample, 1 where most say nothing of their own."""
    telling = np.diff(vectors.indptr) > 0
    known: dict[bytes, float] = {}
    for sample in samples:
        key = sample.tobytes()
        if key not in known:
            known[key] = _median_cosine(vectors, sample, telling[sample])
    return np.array([known[sample.tobytes()] for sample in samples])


def _median_cosine(vectors: Matrix, sample: Ints, telling: NDArray[np.bool_]) -> float:
    if 2 * telling.sum() <= len(sample):
        return 1.0
    own = vectors[sample[telling]]
    cosine = (own @ own.T).toarray()
    return float(np.median(cosine[np.triu_indices(len(cosine), 1)])) if len(cosine) > 1 else 1.0
