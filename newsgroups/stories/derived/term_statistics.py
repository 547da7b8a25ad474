"""Document frequencies of this archive, counted now and then and kept, so that one new article needs no count."""

from functools import lru_cache

from newsgroups.matching.sparse.document_frequencies import Statistics
from newsgroups.matching.sparse.vocabulary import Terms
from newsgroups.models import ArchiveSnapshot, Sketch
from newsgroups.text.terms.extract import Document

_NAME = "terms"
# Frequencies move by a tenth only when the archive has grown by that much.
STALE_GROWTH = 1.1
_BATCH = 2_000


def archive_statistics() -> Statistics:
    """The frequencies as last counted, those of news at large added."""
    counted_at = ArchiveSnapshot.objects.counted_at(_NAME)
    return _loaded(counted_at) if counted_at else Statistics.count([]).with_background()


def is_stale() -> bool:
    """Whether the archive has grown so much that the frequencies should be counted again."""
    return ArchiveSnapshot.objects.is_outgrown(_NAME, STALE_GROWTH)


def store_statistics(counted: Statistics, articles: int) -> Statistics:
    """Keeps what was counted of so many articles; returns it with the frequencies of news at large."""
    ArchiveSnapshot.objects.update_or_create(name=_NAME, defaults={"data": counted.to_bytes(), "articles": articles})
    return counted.with_background()


def count_statistics() -> Statistics:
    """Counts the terms of all stored sketches and keeps the result."""
    packed = Sketch.objects.values_list("document", flat=True).iterator(chunk_size=_BATCH)
    terms = Terms.of(Document.from_bytes(bytes(each)) for each in packed)
    return store_statistics(Statistics.of(terms), len(terms.rows))


@lru_cache(maxsize=1)
def _loaded(counted_at: str) -> Statistics:
    """Cached by when it was counted, so that other processes' counts are taken up."""
    return Statistics.from_bytes(bytes(ArchiveSnapshot.objects.get(name=_NAME).data)).with_background()
