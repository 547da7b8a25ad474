import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.display.discrepancies import discrepancies, own_words
from newsgroups.matching.display.version_diff import word_changes
from newsgroups.matching.passages import Passage, align

LEFT = (
    "The port authority at the harbour said that engineers had told Ruth Ansgar on Monday that the bridge carries "
    "31,000 vehicles a day, and its repair will cost 1.26 million crowns until the spring comes. The crack was seen on "
    "2 November by two divers from Westerlow when they looked at the eastern pylon of the bridge."
)
texts = st.lists(st.sampled_from(["bridge", "crack ", "\n", "31,000", "closed.", "ü"])).map(" ".join)


def differing(left: str, right: str) -> list[tuple[str, str, str, str]]:
    found = discrepancies(left, right, align(left, right).passages)
    return [(each.kind, each.before, each.left, each.right) for each in found]


def test_another_number_in_the_same_place_is_a_discrepancy() -> None:
    assert differing(LEFT, LEFT.replace("31,000", "29,500").replace("1.26", "1.5")) == [
        ("number", "that the bridge carries", "31,000", "29,500"),
        ("number", "its repair will cost", "1.26", "1.5"),
    ]


def test_a_minus_sign_is_a_discrepancy_though_the_words_are_the_same() -> None:
    assert differing(LEFT.replace("31,000", "5"), LEFT.replace("31,000", "-5")) == [
        ("number", "that the bridge carries", "5", "-5")
    ]
    assert differing(LEFT.replace("31,000", "-5"), LEFT.replace("31,000", "\u22125")) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("two", "three", "number"),
        ("two", "a dozen", "number"),
        ("million", "billion", "number"),
        ("31,000", "thirty thousand", "number"),
        ("Monday", "Tuesday", "date"),
        ("November", "December", "date"),
        ("2 November", "3 December", "date"),
        ("2 November", "3 Nov", "date"),
        ("Ansgar", "Ansger", "name"),
        ("Westerlow", "Port Calder", "name"),
    ],
)
def test_numbers_dates_and_names_are_told_apart_in_figures_and_in_words(old: str, new: str, kind: str) -> None:
    right = f"{LEFT.replace(old, new)} Since then Port Calder has been quiet, and so has Ansger."
    assert [(each[0], each[2], each[3]) for each in differing(LEFT, right)] == [(kind, old, new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("vehicles", "cars"),
        ("31,000 vehicles", "31,000, vehicles"),
        ("31,000", "31000"),
        ("two", "2"),
        ("1.26 million", "1,260,000"),
        ("2 November", "Nov. 2"),
        ("November", "Nov."),
        ("Monday", "Mon."),
        ("two", "II, or 2,"),
        ("Ruth Ansgar", "Ruth Ånsgar"),
        ("Westerlow", "Wésterløw"),
        ("2 November", "2 November 2026"),
        ("on Monday", "this week"),
        ("Monday", "2 November"),
        ("Ruth Ansgar", "Mrs. Ansgar"),
        ("from Westerlow", "from there"),
    ],
)
def test_the_same_in_other_words_is_none(old: str, new: str) -> None:
    assert old in LEFT
    assert differing(LEFT, LEFT.replace(old, new)) == []
    # In addition to what really differs.
    assert len(differing(LEFT.replace("Ruth Ansgar", "Nora Quill"), LEFT)) == 1


def test_a_country_and_what_comes_from_it_have_one_name() -> None:
    left = "The port authority said that divers of the Russian navy had looked at the bridge over the harbour."
    assert differing(left, left.replace("Russian", "Russia's")) == []
    assert differing(left, left.replace("Russian", "Norwegian"))[0][0] == "name"


def test_texts_that_share_nothing_are_not_compared() -> None:
    other = "In 2019 the lamp was switched off, and 38 metres of granite went to a teacher for 5 crowns."
    assert differing(LEFT, other) == []


@given(texts, texts)
def test_pieces_of_a_side_give_its_text(left: str, right: str) -> None:
    assert "".join(piece.text for piece in own_words(left, right)) == left


@given(texts, texts)
def test_changes_without_what_was_put_in_give_the_words_before(left: str, right: str) -> None:
    pieces = word_changes(left, right)
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == right
    assert " ".join(piece.text for piece in pieces if piece.change != "added").split() == left.split()


def in_passage(left: str, right: str, *, kind="small changes", boilerplate=False) -> list[tuple[str, str, str]]:
    """Discrepancies of two texts that are a passage as a whole."""
    passage = Passage(0, len(left), 0, len(right), kind, len(left.split()), boilerplate)
    return [(each.kind, each.left, each.right) for each in discrepancies(left, right, [passage])]


def test_only_passages_with_small_changes_that_are_no_boilerplate_are_compared() -> None:
    texts = "The bridge carries 31,000 vehicles a day.", "The bridge carries 29,500 vehicles a day."
    assert in_passage(*texts) == [("number", "31,000", "29,500")]
    assert in_passage(*texts, kind="reworded") == []
    assert in_passage(*texts, boilerplate=True) == []


def test_four_words_may_replace_a_figure_and_five_are_another_clause() -> None:
    assert in_passage("It cost 5 crowns.", "It cost a bit over 7 crowns.") == [("number", "5", "a bit over 7")]
    assert in_passage("It cost 5 crowns.", "It cost quite a bit over 7 crowns.") == []


def test_a_passage_is_told_by_its_number_from_one() -> None:
    left, right = "It cost 5 crowns.", "It cost 7 crowns."
    passage = Passage(0, len(left), 0, len(right), "small changes", 4)
    assert [each.number for each in discrepancies(left, right, [passage, passage])] == [1, 2]


def test_another_title_before_a_name_is_no_other_name() -> None:
    left = "On Monday Senator Ansgar spoke to the crew."
    assert in_passage(left, left.replace("Senator", "Governor")) == []
    assert in_passage(left, left.replace("Ansgar", "Quill")) == [("name", "Ansgar", "Quill")]


def test_the_initials_of_a_name_are_the_same_name() -> None:
    left = "It was read by the World Harbour Union on Monday."
    assert in_passage(left, left.replace("World Harbour Union", "WHU")) == []
    assert in_passage(left, left.replace("World Harbour Union", "WTF")) == [("name", "World Harbour Union", "WTF")]


def test_a_letter_written_as_two_is_no_other_name() -> None:
    left = "On Monday Inspector Ida Müller spoke to the crew in Århus."
    assert in_passage(left, left.replace("Müller", "Mueller").replace("Århus", "Aarhus")) == []
    assert in_passage(left, left.replace("Müller", "Miller")) == [("name", "Müller", "Miller")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("31,000", "more than 30,000"),
        ("31,000", "nearly 32,000"),
        ("31,000", "about 30,000"),
        ("31,000", "over 30,000"),
        ("more than 31,000", "31,400"),
    ],
)
def test_a_number_that_the_other_text_rounds_is_no_discrepancy(old: str, new: str) -> None:
    assert differing(LEFT.replace("31,000", old), LEFT.replace("31,000", new)) == []


def test_a_number_beyond_what_the_words_allow_is_one() -> None:
    assert [each[2:] for each in differing(LEFT, LEFT.replace("31,000", "more than 32,000"))] == [
        ("31,000", "more than 32,000")
    ]


def test_quotation_marks_and_apostrophes_of_another_kind_are_no_other_words() -> None:
    straight, curly = 'the "first" of the harbour\'s', "the “first” of the harbour’s"
    assert [(piece.text, piece.change) for piece in own_words(curly, straight)] == [(curly, "same")]
    assert [piece.change for piece in word_changes(straight, curly)] == [
        "same",
        "removed",
        "added",
        "same",
        "removed",
        "added",
    ]
