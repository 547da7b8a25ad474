"""Numbers, months and weekdays as values, however they are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.amounts import months, numbers, weekdays


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
        ("no number at all", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_figures_and_in_words(text: str, values: set[object]) -> None:
    assert numbers(text) == {Fraction(value) for value in values}


def test_months_and_weekdays_have_capitals() -> None:
    assert (months("Nov. 2, november, May, may"), weekdays("Mon. and Friday, sat")) == ({11, 5}, {0, 4})


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(value >= 0 for value in numbers(text))
