"""Lists cut into pages; a page that does not exist is said, not an error."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet

from .page_sizes import LIST_ENTRIES

Sliceable = Callable[[QuerySet], QuerySet]


@dataclass(frozen=True)
class ListPage:
    """Rows `first`-`last` of `count` in `items`, and the page numbers to offer (None for a gap)."""

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
        for number in sorted(each for each in near if 1 <= each <= self.pages):
            if shown and number - (shown[-1] or 0) > 1:
                shown.append(None)
            shown.append(number)
        return shown


def page_number(value: str | None) -> int:
    """The number asked for; 1 for what is no number."""
    return max(1, int(value)) if value and value.isdecimal() and len(value) < 10 else 1


def page_of(
    rows: QuerySet, number: int, *, size: int = LIST_ENTRIES, rows_of: Sliceable | None = None, count: int | None = None
) -> ListPage:
    """One page of a queryset: one query for the rows, one for the count unless it is known. Beyond the last it has
    no items.

    `rows_of` adds what only the rows shown need, so that it does not burden the count.
    """
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    try:
        found = paginator.page(number).object_list
    except EmptyPage:
        found = rows.none()
    return ListPage(list(rows_of(found) if rows_of else found), number, paginator.num_pages, paginator.count, size)
