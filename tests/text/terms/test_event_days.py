"""The dates that a text mentions, resolved against its publication date."""

from datetime import date

import pytest

from newsgroups.text.terms.event_days import day_code, event_days, named_days

WEDNESDAY = date(2026, 10, 14)


def days(text: str, published: date = WEDNESDAY) -> list[str]:
    words = text.lower().split()
    behind = [int(word) if word.isdigit() and len(word) <= 2 else -1 for word in words[1:]] + [-1] * bool(words)
    said = [(day_code(word), number) for word, number in zip(words, behind, strict=True) if day_code(word)]
    named = named_days(said, published)
    return [date.fromordinal(day).isoformat() for day in event_days(named, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Wednesday", ["2026-10-14"]),
        ("on Tuesday", ["2026-10-13"]),
        ("on THURSDAY", ["2026-10-08"]),
        ("today and yesterday", ["2026-10-14", "2026-10-13"]),
        ("on October 9 and Oct 12", ["2026-10-09", "2026-10-12"]),
        ("Tuesday , October 13", ["2026-10-13"]),
        ("tomorrow is October 15", ["2026-10-15"]),
    ],
)
def test_a_named_day_is_the_nearest_such_day(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("text", ["", "in October", "October 2026", "October 1", "February 31", "on October 20", "May"])
def test_without_a_near_day_it_is_the_day_of_publication_and_the_one_before(text: str) -> None:
    assert days(text) == ["2026-10-14", "2026-10-13"]


def test_a_day_of_december_read_in_january_is_of_last_year() -> None:
    assert days("on December 30", date(2027, 1, 2)) == ["2026-12-30"]


def test_at_most_six_days_are_given_in_the_order_of_the_text() -> None:
    text = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    assert days(text) == ["2026-10-12", "2026-10-13", "2026-10-14", "2026-10-08", "2026-10-09", "2026-10-10"]


def test_the_twenty_ninth_of_february_is_found_in_leap_years() -> None:
    assert days("February 29", date(2028, 3, 2)) == ["2028-02-29"]
