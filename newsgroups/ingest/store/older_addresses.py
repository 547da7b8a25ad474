"""Rewrites addresses that an earlier version stored in another canonical form."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.models import Address, Article, QueuedAddress

_BATCH_SIZE = 500
_HOLDERS = (Article, Address, QueuedAddress)


def articles_with_older_addresses() -> list[int]:
    """Ids of articles whose address has a new canonical form that nothing else uses."""
    return [pk for some in _batches(Article) for pk, _ in _free(some)]


def rewrite_older_addresses() -> int:
    """Rewrites these addresses, additional addresses, and those of the queue; returns the number of changes.

    If another article already has the new form, both stay unchanged: which of the two it belongs to is not known.
    """
    done = 0
    for holder in _HOLDERS:
        for some in _batches(holder):
            with transaction.atomic():
                for pk, url in _free(some, (holder,) if holder is QueuedAddress else (Article, Address)):
                    done += holder.objects.filter(pk=pk).update(url=url)
    return done


def _batches(holder: Any) -> Iterator[dict[str, int]]:
    """Ids by new canonical form, for addresses that differ from it; the first of several with the same form."""
    found: dict[str, int] = {}
    for pk, url in holder.objects.order_by("pk").values_list("pk", "url").iterator(chunk_size=5_000):
        try:
            present = canonical_url(url)
        except RefusedAddress:
            # The article has no address, or its address has a form that is rejected now.
            continue
        if present != url:
            found.setdefault(present, pk)
    items = list(found.items())
    for start in range(0, len(items), _BATCH_SIZE):
        yield dict(items[start : start + _BATCH_SIZE])


def _free(some: dict[str, int], holders: tuple[Any, ...] = (Article, Address)) -> list[tuple[int, str]]:
    taken = {url for each in holders for url in each.objects.filter(url__in=some).values_list("url", flat=True)}
    return [(pk, url) for url, pk in some.items() if url not in taken]
