"""Numbers, months and weekdays as values, in every spelling."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.mentions.amounts import months, numbers, times, weekdays


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("31,000 vehicles", {31_000}),
        ("31\u00a0000", {31_000}),
        ("1.26 million", {1_260_000}),
        ("1,260,000", {1_260_000}),
        ("$1.2m", {1_200_000}),
        ("3bn", {3_000_000_000}),
        ("5 km", {5}),
        ("twenty-one", {21}),
        ("21st", {21}),
        ("the third of two hundred", {3, 200}),
        ("two hundred and five", {205}),
        ("three hundred thousand", {300_000}),
        ("a million", {1_000_000}),
        ("a dozen", {12}),
        ("one, two", {1, 2}),
        ("0,5", {Fraction(1, 2)}),
        ("$3B", {3_000_000_000}),
        ("2½ years", {Fraction(5, 2)}),
        ("2 1/2 years", {Fraction(5, 2)}),
        ("two and a half", {Fraction(5, 2)}),
        ("¾ of a mile", {Fraction(3, 4)}),
        ("two dozen", {24}),
        ("half a dozen", {6}),
        ("-5 degrees", {-5}),
        ("minus five", {-5}),
        ("3-5 votes", {3, 5}),
        ("8 m wide", {8}),
        ("3 bn", {3_000_000_000}),
        ("at 10.30am", set()),
        ("1/0", {1, 0}),
        ("24/7", {24, 7}),
        ("3/4 of a mile", {Fraction(3, 4)}),
        ("three quarters", {Fraction(3, 4)}),
        ("a quarter of a million", {250_000}),
        ("one hundred and twenty", {120}),
        ("three thousand two hundred and five", {3_205}),
        ("2 million 300 thousand", {2_300_000}),
        ("nineteen ninety-nine", {1999}),
        ("3 million people and 20 dogs", {3_000_000, 20}),
        (".5", {Fraction(1, 2)}),
        ("1.250.000 and 1'250'000 and 1 250 000", {1_250_000}),
        ("1.234,5", {Fraction("1234.5")}),
        ("12,34,567", {1_234_567}),
        ("1,2 Mrd. Euro", {1_200_000_000}),
        ("3 тыс.", {3_000}),
        ("2,5 млн", {2_500_000}),
        ("5 millones", {5_000_000}),
        ("二百億", {20_000_000_000}),
        ("3億2000万", {320_000_000}),
        ("2만 명", {20_000}),
        ("三菱", set()),
        ("no number at all", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_figures_and_in_words(text: str, values: set[object]) -> None:
    assert numbers(text) == {Fraction(value) for value in values}


def test_a_lone_mark_before_three_digits_is_read_in_either_convention() -> None:
    assert numbers("3.500") == {Fraction(7, 2)}
    assert numbers("3.500", point=",") == {3_500}
    assert numbers("3,500") == numbers("3.500", point=",")
    assert numbers("3,500", point=",") == {Fraction(7, 2)}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10.30am", {630}),
        ("10:30 a.m.", {630}),
        ("10:30", {630}),
        ("10.30pm", {1350}),
        ("22h30", {1350}),
        ("3 pm", {900}),
        ("12am", {0}),
        ("noon", {720}),
        ("10.30 million", set()),
        ("10:75", set()),
        ("am 3", set()),
    ],
)
def test_times_of_day_are_minutes_after_midnight(text: str, minutes: set[int]) -> None:
    assert times(text) == minutes


def test_months_and_weekdays_have_capitals() -> None:
    assert (months("Nov. 2, november, May, may"), weekdays("Mon. and Friday, sat")) == ({11, 5}, {0, 4})


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(value >= 0 for value in numbers(text))
