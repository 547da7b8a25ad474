"""Addresses that an earlier version wrote in another canonical form, put into the present one."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.models import Address, Article, QueuedAddress

_AT_ONCE = 500
_HOLDERS = (Article, Address, QueuedAddress)


def articles_with_older_addresses() -> list[int]:
    """Articles whose address has a present form that nothing else has."""
    return [pk for some in _batches(Article) for pk, _ in _free(some)]


def rewrite_older_addresses() -> int:
    """Gives them, and those of further addresses and of the queue, their present form; returns how many.

    Where another article has that form already, both stay as they are: which of them it is, nobody knows.
    """
    done = 0
    for holder in _HOLDERS:
        for some in _batches(holder):
            with transaction.atomic():
                for pk, url in _free(some, (holder,) if holder is QueuedAddress else (Article, Address)):
                    done += holder.objects.filter(pk=pk).update(url=url)
    return done


def _batches(holder: Any) -> Iterator[dict[str, int]]:
    """Numbers by the present form of addresses that have another one; the first of several that would be one."""
    found: dict[str, int] = {}
    for pk, url in holder.objects.order_by("pk").values_list("pk", "url").iterator(chunk_size=5_000):
        try:
            present = canonical_url(url)
        except RefusedAddress:
            # Of an article without an address, or one of a form that is refused now.
            continue
        if present != url:
            found.setdefault(present, pk)
    items = list(found.items())
    for start in range(0, len(items), _AT_ONCE):
        yield dict(items[start : start + _AT_ONCE])


def _free(some: dict[str, int], holders: tuple[Any, ...] = (Article, Address)) -> list[tuple[int, str]]:
    taken = {url for each in holders for url in each.objects.filter(url__in=some).values_list("url", flat=True)}
    return [(pk, url) for url, pk in some.items() if url not in taken]
