"""Which outlet reported an event first: the one rule behind stories, lists, outlets, feeds, and the API."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from .who_was_first import FIRST_AFTER, Moment, first_among, gap_between

# An event is reported within days. Of 838 stories of a real archive in which the dates alone named a first outlet, the
# next outlet followed after more than five days in 383, with the next event of a series, a sequel, or a column.
FIRST_WITHIN = timedelta(days=5)
# Probability of the same story, and shares of words in both articles. The probability alone does not tell an event from
# what came of it. Of the 838 stories, seven pass all three, and all seven report one event.
SURE_PROBABILITY = 0.98
SHARED_IN_ONE = 0.05
SHARED_IN_BOTH = 0.03
# An article with half of the other's words, and the other way around, reports the same event whatever the probability.
ONE_TEXT = 0.5

NO_DATES = "Fewer than two outlets give a date."
CREDITED = "At least one article credits an agency, which may have been first."
TAKEN = "The earliest article has most of its text from elsewhere."
UNDATED = "An article without a reliable date may be earlier."
TOO_CLOSE = "The earliest outlets are less than two days apart."
TOO_FAR = "The next outlet follows more than five days later, perhaps with another event."
NOT_ONE_EVENT = "It is not sure that the earliest two outlets report the same event."


class Report(NamedTuple):
    """An article of a story. `moment` is None without a date, or with one that may be wrong."""

    article: int
    outlet: int
    moment: Moment | None
    credits_agency: bool = False
    is_taken: bool = False


@dataclass(frozen=True)
class FirstReport:
    """The outlet that was first, the outlets known to have followed, and if it is not known who was first, why.

    `shared` are the earliest outlets if these are less than two days apart.
    """

    outlet: int | None = None
    later: frozenset[int] = frozenset()
    shared: frozenset[int] = frozenset()
    why_unknown: str = ""


def is_one_event(probability: float, copied_left: float, copied_right: float) -> bool:
    """Return whether two articles clearly report one event, by what is stored of the pair (shares 0..1)."""
    low, high = sorted((copied_left, copied_right))
    return low >= ONE_TEXT or (probability >= SURE_PROBABILITY and low >= SHARED_IN_BOTH and high >= SHARED_IN_ONE)


def first_by_dates(reports: Sequence[Report]) -> tuple[Report, list[Report]] | str:
    """Return the earliest report and the next ones of other outlets, or why the dates name no first one.

    The next ones are less than two days apart, so that nobody knows their order.
    """
    dated = sorted((each for each in reports if each.moment), key=_when)
    if len({each.outlet for each in dated}) < 2:
        return NO_DATES
    if any(each.credits_agency for each in reports):
        return CREDITED
    outlet = first_among((each.outlet, each.moment) for each in dated)
    if outlet is None:
        return TOO_CLOSE
    earliest = dated[0]
    if earliest.is_taken:
        return TAKEN
    others = [each for each in dated if each.outlet != outlet]
    following = [each for each in others if _gap(others[0], each) < FIRST_AFTER]
    return TOO_FAR if _gap(earliest, others[0]) > FIRST_WITHIN else (earliest, following)


def first_report(
    reports: Sequence[Report], *, one_event: Collection[frozenset[int]], after: Collection[int] = ()
) -> FirstReport:
    """Return which outlet of a story was first.

    It is known only if every other outlet is at least two days later, the next one follows within days and clearly
    reports the same event, and no article could be earlier that has no reliable date. `one_event` holds the pairs of
    articles that clearly report one event, and `after` the articles known to have text from another one.
    """
    found = first_by_dates(reports)
    if isinstance(found, str):
        return FirstReport(why_unknown=found, shared=_earliest(reports) if found == TOO_CLOSE else frozenset())
    earliest, following = found
    if earliest.article in after:
        return FirstReport(why_unknown=TAKEN)
    if any(each.moment is None and each.article not in after for each in reports):
        return FirstReport(why_unknown=UNDATED)
    if not any({earliest.article, each.article} in one_event for each in following):
        return FirstReport(why_unknown=NOT_ONE_EVENT)
    later = {each.outlet for each in reports if {earliest.article, each.article} in one_event} - {earliest.outlet}
    return FirstReport(earliest.outlet, frozenset(later))


def _earliest(reports: Sequence[Report]) -> frozenset[int]:
    dated = sorted((each for each in reports if each.moment), key=_when)
    return frozenset(each.outlet for each in dated if _gap(dated[0], each) < FIRST_AFTER)


def _when(report: Report) -> tuple[Moment | None, int]:
    return report.moment, report.article


def _gap(one: Report, other: Report) -> timedelta:
    return gap_between(one.moment, other.moment) or timedelta(0)
