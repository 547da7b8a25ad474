from datetime import UTC, datetime, timedelta

import pytest

from newsgroups.common.dates.who_was_first import Moment, first_among, first_of, gap_between, moment_of


def at(text: str) -> Moment:
    """`2026-11-02` is a day, `2026-11-02 09:00` a minute."""
    return Moment(datetime.fromisoformat(text).replace(tzinfo=UTC), has_time=len(text) > 10)


@pytest.mark.parametrize(
    ("left", "right", "first"),
    [
        ("2026-11-02 09:00", "2026-11-04 09:00", "left"),
        ("2026-11-04 09:00", "2026-11-02 09:00", "right"),
        ("2026-11-02 09:00", "2026-11-04 08:59", None),
        ("2026-11-02", "2026-11-04", "left"),
        ("2026-11-02", "2026-11-03", None),
        ("2026-11-02 23:59", "2026-11-04", "left"),
        ("2026-11-02", "2026-11-02", None),
    ],
)
def test_a_first_is_known_from_two_days_on(left: str, right: str, first: str | None) -> None:
    assert first_of(at(left), at(right)) == first


def test_without_a_date_no_first_is_known() -> None:
    assert first_of(None, at("2026-11-02")) is None
    assert first_among([("a", None), ("b", at("2026-11-02"))]) is None
    assert first_among([("a", None), ("b", at("2026-11-02")), ("c", at("2026-11-04"))]) == "b"


def test_every_other_one_must_be_two_days_later() -> None:
    moments = [("a", at("2026-11-02")), ("b", at("2026-11-05")), ("c", None)]
    assert first_among(moments) == "a"
    assert first_among([*moments, ("d", at("2026-11-03"))]) is None


def test_a_day_and_a_minute_are_whole_days_apart() -> None:
    assert gap_between(at("2026-11-02"), at("2026-11-03 23:00")) == timedelta(days=1)
    assert gap_between(at("2026-11-02 23:00"), at("2026-11-03 01:00")) == timedelta(hours=2)
    assert gap_between(None, at("2026-11-02")) is None


def test_the_beginning_of_1970_is_a_clock_that_was_never_set() -> None:
    assert moment_of(datetime(1970, 1, 1, tzinfo=UTC), "minute") is None
    second = datetime(1970, 1, 2, tzinfo=UTC)
    assert moment_of(second, "minute") == Moment(second, has_time=True)


def test_midnight_is_a_day_unless_it_is_known_to_be_a_minute() -> None:
    midnight = datetime(2026, 11, 2, tzinfo=UTC)
    assert [moment_of(midnight, precision) for precision in (None, "day", "minute")] == [
        Moment(midnight, has_time=False),
        Moment(midnight, has_time=False),
        Moment(midnight, has_time=True),
    ]


def test_several_moments_of_one_outlet_count_as_the_earliest() -> None:
    moments = [("a", at("2026-11-02")), ("a", at("2026-11-09")), ("b", at("2026-11-05"))]
    assert first_among(moments) == first_among(moments[::-1]) == "a"
