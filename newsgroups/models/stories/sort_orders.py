"""The orders in which lists of stories can be sorted, on pages, in feeds, and in the API."""

from typing import NamedTuple


class SortOrder(NamedTuple):
    """One order: `method` names a method of `StoryQuerySet`, and `columns` are what that sorts by, for cursors."""

    value: str
    label: str
    method: str
    columns: tuple[str, ...]


# The first is the usual one.
SORT_ORDERS = (
    SortOrder("latest", "Latest", "latest_first", ("last_date", "id")),
    SortOrder("outlets", "Most outlets", "most_outlets_first", ("source_count", "last_date", "id")),
    SortOrder("different", "Told most differently", "most_different_first", ("difference", "last_date", "id")),
    SortOrder("biggest", "Most articles", "biggest_first", ("article_count", "last_date", "id")),
    SortOrder("fastest", "Fastest", "fastest_first", ("outlets_per_day", "last_date", "id")),
    SortOrder(
        "independent", "Most independent reports", "most_independent_first", ("independent_reports", "last_date", "id")
    ),
)
# The page offers these; an address, a feed, and the API may ask for any.
SORTS_OFFERED = 3
