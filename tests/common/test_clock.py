"""The clock is believed as far as the days on which the archive was processed confirm it."""

from datetime import UTC, date, datetime

import pytest

from newsgroups.common.clock import plausible_now, with_today

NOON = datetime(2027, 11, 30, 12, tzinfo=UTC)
LAST = datetime(2026, 11, 30, 23, 59, 59, 999999, tzinfo=UTC)


def days(*written: str) -> list[date]:
    return [date.fromisoformat(each) for each in written]


@pytest.mark.parametrize(
    ("processed", "expected"),
    [
        # A new archive, and one that is processed once a week.
        (["2027-11-30"], NOON),
        (["2027-11-23", "2027-11-30"], NOON),
        (["2027-11-16", "2027-11-23", "2027-11-30"], NOON),
        # A year ahead: the first two days of it confirm nothing, the third does.
        (["2026-11-29", "2026-11-30", "2027-11-30"], LAST),
        (["2026-11-29", "2026-11-30", "2027-11-29", "2027-11-30"], LAST),
        (["2026-11-30", "2027-11-28", "2027-11-29", "2027-11-30"], NOON),
        # Eight days are a gap, too.
        (["2026-11-30", "2027-11-22", "2027-11-30"], datetime(2027, 11, 22, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_a_clock_is_believed_once_three_days_follow_each_other(processed: list[str], expected: datetime) -> None:
    assert plausible_now(days(*processed), NOON) == expected


def test_days_of_a_clock_that_was_set_back_are_dropped() -> None:
    kept = days("2026-11-29", "2026-11-30")
    assert with_today([*days("2027-11-30"), *kept], date(2026, 11, 30)) == kept
    assert with_today([], date(2026, 11, 30)) == days("2026-11-30")
