"""Ages that differ: a disagreement, unless the person had a birthday between the two reports."""

import pytest

from newsgroups.facts.assemble import facts_of
from newsgroups.facts.types import Telling
from newsgroups.text.mentions.read import read

DAY = 86_400.0


def abouts(one: str, other: str, *, days_apart: float | None) -> list[str]:
    ages = (0.0, None if days_apart is None else days_apart * DAY)
    pairs = enumerate(zip((one, other), ages, strict=True))
    told = [Telling(number, number, read(text), age) for number, (text, age) in pairs]
    return [fact.about for fact in facts_of(told, shown=0.05).facts if fact.is_disagreement]


ARRESTED = "Police in Calder arrested Melville Mason, 35, after the shooting at the mill on Sunday night."
SENTENCED = "Melville Mason, 36, pleaded guilty to the shooting at the mill in Calder, a court clerk said."


@pytest.mark.parametrize("days", [None, 0, 3])
def test_two_ages_at_one_time_differ(days: float | None) -> None:
    assert abouts(ARRESTED, SENTENCED, days_apart=days) == ["Age of Melville Mason"]


def test_a_person_may_be_older_in_a_later_text() -> None:
    assert abouts(ARRESTED, SENTENCED, days_apart=200) == []


def test_nobody_grows_younger() -> None:
    assert abouts(SENTENCED, ARRESTED, days_apart=200) == ["Age of Melville Mason"]


def test_nobody_ages_three_years_in_one() -> None:
    assert abouts(ARRESTED, SENTENCED.replace("36", "38"), days_apart=200) == ["Age of Melville Mason"]
