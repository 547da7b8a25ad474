"""The active filters of a list, each with the URL of the list without it."""

from typing import NamedTuple

from newsgroups.common.dates.formats import DAY
from newsgroups.models.stories.sort_orders import SORT_ORDERS, SORTS_OFFERED

from .list_filters import ANY_TEXT, GroupsForm


class ActiveFilter(NamedTuple):
    label: str
    address: str


def active_filters(form: GroupsForm) -> list[ActiveFilter]:
    """Return the filters in the order of the form; unreadable ones are not included."""
    found = []
    if day := form.value("date_from"):
        found.append(ActiveFilter(f"Since {day:{DAY}}", form.address(**{"from": None})))
    if day := form.value("date_to"):
        found.append(ActiveFilter(f"Until {day:{DAY}}", form.address(to=None)))
    found += [ActiveFilter(each.name, form.without_value("collection", each.slug)) for each in form.collections]
    found += [ActiveFilter(each.name, form.without_value("source", each.slug)) for each in form.chosen_outlets]
    if outlets := form.value("outlets"):
        found.append(ActiveFilter(f"At least {_counted(outlets, 'outlet')}", form.address(outlets=None)))
    if kind := form.value("text_kind"):
        label = dict(ANY_TEXT)[kind]
        found.append(ActiveFilter(f"Text: {label}", form.address(text_kind=None)))
    if reports := form.value("independent"):
        found.append(
            ActiveFilter(f"At least {_counted(reports, 'independent report')}", form.address(independent=None))
        )
    if form.value("disputed"):
        found.append(ActiveFilter("With disagreements", form.address(disputed=None)))
    return found


def sort_links(form: GroupsForm) -> list[tuple[str, str, bool]]:
    """Return label, URL and whether it is the current order, for the orders that the page offers and the one in use."""
    usual = SORT_ORDERS[0].value
    chosen = form.value("sort", usual)
    offered = [each for place, each in enumerate(SORT_ORDERS) if place < SORTS_OFFERED or each.value == chosen]
    return [
        (each.label, form.address(sort=None if each.value == usual else each.value), each.value == chosen)
        for each in offered
    ]


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
