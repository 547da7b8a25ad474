"""The keywords of an article, as spelled in it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.display.keywords import Keywords, keywords


def test_names_words_and_numbers_are_told_apart_and_counted() -> None:
    text = (
        "A ferry struck the pier at Port Calder on Monday. The ferry hurt 14 people, Henning Ruel said. "
        "Ferries stay in Port Calder."
    )
    assert keywords("Ferry hits pier at Port Calder", text) == Keywords(
        names={"Port Calder": 3, "Henning Ruel": 1},
        words={
            "ferri": ("ferry", 4),
            "hit": ("hits", 1),
            "pier": ("pier", 2),
            "struck": ("struck", 1),
            "hurt": ("hurt", 1),
            "stay": ("stay", 1),
        },
        numbers={"14": 1},
        places=frozenset({"Port Calder"}),
    )


def test_a_name_that_stands_behind_in_once_of_many_times_is_no_place() -> None:
    text = "We trust in Ruel. Then Mr Ruel left. Nobody met Ruel. They saw Ruel. Later Ruel spoke, and Ruel sang."
    assert keywords("", text).places == frozenset()
    assert keywords("", "They live in Ohio’s north. Old Ohio and dear Ohio.").places == frozenset()
    assert keywords("", "They love Michigan. People of Michigan sing.").places == {"Michigan"}


def test_days_are_resolved_against_the_date_of_publication() -> None:
    text = "On Tuesday he left. He had come on October 12, as he said yesterday."
    assert keywords("", text).days == frozenset()
    found = keywords("", text, date(2026, 11, 4)).days
    assert sorted(map(date.fromordinal, found)) == [date(2026, 10, 12), date(2026, 11, 3)]


def test_a_number_of_one_digit_says_nothing() -> None:
    assert keywords("", "He has 3 ships and 30 boats.").numbers == {"30": 1}


def test_a_name_that_owns_something_is_no_word() -> None:
    found = keywords("", "They met Henning Ruel. Ruel’s ferry and Ruel's pier sank, said Henning Ruel.")
    assert sorted(found.words) == ["ferri", "met", "pier", "sank"]


def test_a_name_keeps_the_capitals_of_its_first_place() -> None:
    assert keywords("", "He met McAllister. Then McAllister left.").names == {"McAllister": 2}


@given(st.text(max_size=40), st.text(max_size=200))
def test_any_text_can_be_read(title: str, text: str) -> None:
    found = keywords(title, text)
    assert all(count >= 1 for _, count in found.words.values())
    assert all(count >= 1 for count in (found.names | found.numbers).values())
