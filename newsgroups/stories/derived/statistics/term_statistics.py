"""Document frequencies of this archive.

They are counted occasionally and stored, so that one new article needs no count.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from newsgroups.matching.sparse.document_frequencies import Statistics
from newsgroups.matching.sparse.vocabulary import Terms
from newsgroups.models import ArchiveSnapshot, Sketch
from newsgroups.text.terms.extract import TermDocument

_NAME = "terms"
# Frequencies change by a tenth only after the archive has grown by as much.
STALE_GROWTH = 1.1
_BATCH_SIZE = 2_000


def archive_statistics() -> Statistics:
    """Return the stored frequencies combined with those of news in general."""
    counted_at = ArchiveSnapshot.objects.counted_at(_NAME)
    return _loaded(counted_at) if counted_at else Statistics.count([]).with_background()


def is_stale() -> bool:
    """Return whether the archive has grown enough for the frequencies to be counted again."""
    return ArchiveSnapshot.objects.is_outgrown(_NAME, STALE_GROWTH)


def store_statistics(counted: Statistics, articles: int) -> Statistics:
    """Store the frequencies counted over this many articles. Return them combined with those of news in general."""
    ArchiveSnapshot.objects.update_or_create(name=_NAME, defaults={"data": counted.to_bytes(), "articles": articles})
    return counted.with_background()


def count_statistics() -> Statistics:
    """Count the terms of all stored sketches and store the result."""
    of_events: list[bool] = []

    def documents() -> Iterator[TermDocument]:
        rows = Sketch.objects.values_list("document", "article__no_event")
        for packed, no_event in rows.iterator(chunk_size=_BATCH_SIZE):
            of_events.append(no_event is None)
            yield TermDocument.from_bytes(bytes(packed))

    terms = Terms.of(documents())
    return store_statistics(Statistics.of(terms, np.array(of_events, dtype=bool)), len(terms.rows))


@lru_cache(maxsize=1)
def _loaded(counted_at: str) -> Statistics:
    """Load the stored counts. The cache key is the time of counting, so that those of other processes are noticed."""
    return Statistics.from_bytes(bytes(ArchiveSnapshot.objects.get(name=_NAME).data)).with_background()
