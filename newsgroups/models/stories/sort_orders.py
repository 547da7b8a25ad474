"""The orders in which lists of stories can be sorted: value in addresses, label, and method of the queryset."""

from typing import NamedTuple


class SortOrder(NamedTuple):
    """One order; `method` names a method of `StoryQuerySet`."""

    value: str
    label: str
    method: str


# The first is the usual one.
SORT_ORDERS = (
    SortOrder("latest", "Latest", "latest_first"),
    SortOrder("outlets", "Most outlets", "most_outlets_first"),
    SortOrder("different", "Told most differently", "most_different_first"),
    SortOrder("biggest", "Most articles", "biggest_first"),
    SortOrder("fastest", "Fastest", "fastest_first"),
    SortOrder("independent", "Most independent reports", "most_independent_first"),
)
# The page offers these; an address, a feed, and the API may ask for any.
SORTS_OFFERED = 3
