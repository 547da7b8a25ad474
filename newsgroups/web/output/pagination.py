"""Splits lists into pages; a page that does not exist is reported on the page instead of raising an error."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet

from .page_sizes import LIST_ENTRIES

Sliceable = Callable[[Any], Iterable[Any]]


@dataclass(frozen=True)
class ListPage:
    """Rows `first` to `last` of `count` in `items`, and the page numbers to offer (None for a gap)."""

    items: list[Any]
    number: int
    pages: int
    count: int
    size: int

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.count)

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1

    @property
    def exists(self) -> bool:
        return self.number <= self.pages

    @property
    def numbers(self) -> list[int | None]:
        near = {1, self.pages, *range(self.number - 2, self.number + 3)}
        shown: list[int | None] = []
        for number in sorted(candidate for candidate in near if 1 <= candidate <= self.pages):
            if shown and number - (shown[-1] or 0) > 1:
                shown.append(None)
            shown.append(number)
        return shown


def page_number(value: str | None) -> int:
    """Return the requested page number; 1 if it is not a number."""
    return max(1, int(value)) if value and value.isdecimal() and len(value) < 10 else 1


def page_of(
    rows: QuerySet, number: int, *, size: int = LIST_ENTRIES, rows_of: Sliceable | None = None, count: int | None = None
) -> ListPage:
    """Return one page of a queryset: one query for the rows, and one for the count unless it is known.

    A page beyond the last has no items. `rows_of` adds what only the displayed rows need, to keep the count query
    cheap.
    """
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    try:
        items = paginator.page(number).object_list
    except EmptyPage:
        items = rows.none()
    return ListPage(list(rows_of(items) if rows_of else items), number, paginator.num_pages, paginator.count, size)
