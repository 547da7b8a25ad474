"""Who reported an event first, and which dates are doubtful."""

from datetime import UTC, datetime

import pytest

from newsgroups.common.dates.doubtful import doubtful_dates
from newsgroups.common.dates.first_report import (
    CREDITED,
    NO_DATES,
    NOT_ONE_EVENT,
    TAKEN,
    TOO_CLOSE,
    TOO_FAR,
    UNDATED,
    FirstReport,
    Report,
    first_report,
    is_one_event,
)
from newsgroups.common.dates.who_was_first import Moment

LANTERN, NORTHLINE, HARBOR = 10, 20, 30


def on(day: str) -> Moment:
    return Moment(datetime.fromisoformat(day).replace(tzinfo=UTC), has_time=False)


def told(article: int, outlet: int, day: str | None, **flags: bool) -> Report:
    return Report(article, outlet, on(day) if day else None, **flags)


ONE_EVENT = {frozenset((1, 2))}
LATER = told(2, NORTHLINE, "2026-05-04")
EARLY = told(1, LANTERN, "2026-05-01")


def test_the_first_is_known_if_the_next_outlet_reports_the_same_event_within_days() -> None:
    assert first_report([LATER, EARLY], one_event=ONE_EVENT) == FirstReport(LANTERN, frozenset({NORTHLINE}))


def test_outlets_that_may_report_something_else_are_not_later() -> None:
    third = told(3, HARBOR, "2026-05-05")
    assert first_report([EARLY, LATER, third], one_event=ONE_EVENT).later == {NORTHLINE}


@pytest.mark.parametrize(
    ("reports", "why"),
    [
        ([EARLY], NO_DATES),
        ([EARLY, told(2, LANTERN, "2026-05-04")], NO_DATES),
        ([EARLY, told(2, NORTHLINE, "2026-05-04", credits_agency=True)], CREDITED),
        ([EARLY, LATER, told(3, HARBOR, None, credits_agency=True)], CREDITED),
        ([told(1, LANTERN, "2026-05-01", is_taken=True), LATER], TAKEN),
        ([EARLY, told(2, NORTHLINE, "2026-05-02")], TOO_CLOSE),
        ([EARLY, told(2, NORTHLINE, "2026-05-08")], TOO_FAR),
        ([EARLY, told(2, NORTHLINE, "2032-01-12")], TOO_FAR),
        ([EARLY, LATER, told(3, HARBOR, None)], UNDATED),
        ([EARLY, told(3, HARBOR, "2026-05-03"), told(2, NORTHLINE, "2026-05-05")], NOT_ONE_EVENT),
    ],
)
def test_otherwise_the_reason_is_told(reports: list[Report], why: str) -> None:
    found = first_report(reports, one_event=ONE_EVENT)
    assert (found.outlet, found.later, found.why_unknown) == (None, frozenset(), why)


def test_an_undated_copy_of_a_dated_article_cannot_be_earlier() -> None:
    reports = [EARLY, LATER, told(3, HARBOR, None)]
    assert first_report(reports, one_event=ONE_EVENT, after={3}).outlet == LANTERN


def test_an_article_with_text_from_the_next_one_was_not_first_whatever_its_date() -> None:
    assert first_report([EARLY, LATER], one_event=ONE_EVENT, after={1}).why_unknown == TAKEN


def test_outlets_less_than_two_days_from_the_earliest_share_the_first_place() -> None:
    reports = [EARLY, told(2, NORTHLINE, "2026-05-02"), told(3, HARBOR, "2026-05-03")]
    assert first_report(reports, one_event=ONE_EVENT).shared == {LANTERN, NORTHLINE}


@pytest.mark.parametrize(
    ("probability", "left", "right", "is_one"),
    [
        (0.99, 0.10, 0.20, True),
        (0.99, 0.05, 0.03, True),
        (0.999, 0, 0, False),
        (0.99, 0.40, 0.02, False),
        (0.97, 0.10, 0.12, False),
        (0.60, 0.50, 0.90, True),
    ],
)
def test_one_event_takes_a_high_probability_and_shared_words(
    probability: float, left: float, right: float, is_one: bool
) -> None:
    assert is_one_event(probability, left, right) is is_one


def week(*days: str) -> list[tuple[int, int, Moment | None]]:
    return [(number, number % 3, on(day)) for number, day in enumerate(days, start=1)]


def test_a_date_years_from_a_week_that_all_others_agree_on_is_doubtful() -> None:
    span = doubtful_dates([*week("2024-04-08", "2024-04-08", "2024-04-09", "2024-04-11"), (9, 1, on("2021-10-19"))])
    assert span == {9: (on("2024-04-08"), on("2024-04-11"), 4)}


@pytest.mark.parametrize(
    "days",
    [
        ["2021-10-19", "2024-04-08", "2024-04-08", "2024-04-09"],
        ["2021-10-19", "2024-04-08", "2024-04-08", "2024-04-09", "2024-04-30"],
        ["2023-10-19", "2024-04-08", "2024-04-08", "2024-04-09", "2024-04-11"],
        ["2021-10-19", "2022-10-19", "2024-04-08", "2024-04-09", "2024-04-11"],
    ],
)
def test_two_events_in_one_story_make_no_date_doubtful(days: list[str]) -> None:
    assert doubtful_dates(week(*days)) == {}


def test_one_outlet_alone_makes_no_date_doubtful() -> None:
    days = ["2021-10-19", "2024-04-08", "2024-04-08", "2024-04-09", "2024-04-11"]
    assert doubtful_dates([(number, 1, on(day)) for number, day in enumerate(days)]) == {}


def test_of_next_outlets_whose_order_is_not_known_one_must_report_the_same_event() -> None:
    reports = [EARLY, told(3, HARBOR, "2026-05-03"), LATER]
    assert first_report(reports, one_event=ONE_EVENT) == FirstReport(LANTERN, frozenset({NORTHLINE}))
