from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.discrepancies import differing_figures, own_words
from newsgroups.matching.passages import align
from newsgroups.matching.word_changes import word_changes

LEFT = (
    "Engineers say that the bridge carries 31,000 vehicles a day, and its repair will cost 1.26 million crowns until "
    "the spring comes."
)
texts = st.lists(st.sampled_from(["bridge", "crack ", "\n", "31,000", "closed.", "ü"])).map(" ".join)


def figures(left: str, right: str) -> list[tuple[str, str, str]]:
    found = differing_figures(left, right, align(left, right).passages)
    return [(each.before, each.left, each.right) for each in found]


def test_another_figure_in_the_same_place_is_a_discrepancy() -> None:
    assert figures(LEFT, LEFT.replace("31,000", "29,500").replace("1.26", "1.5")) == [
        ("that the bridge carries", "31,000", "29,500"),
        ("its repair will cost", "1.26", "1.5"),
    ]


def test_other_words_and_the_same_figures_are_none() -> None:
    assert figures(LEFT, LEFT.replace("vehicles", "cars")) == []
    assert figures(LEFT, LEFT.replace("31,000 vehicles", "31,000, vehicles")) == []


def test_figures_of_texts_that_share_nothing_are_not_compared() -> None:
    assert (
        figures(LEFT, "In 2019 the lamp was switched off, and 38 metres of granite went to a teacher for 5 crowns.")
        == []
    )


@given(texts, texts)
def test_pieces_of_a_side_give_its_text(left: str, right: str) -> None:
    assert "".join(piece.text for piece in own_words(left, right)) == left


@given(texts, texts)
def test_changes_without_what_was_put_in_give_the_words_before(left: str, right: str) -> None:
    pieces = word_changes(left, right)
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == right
    assert " ".join(piece.text for piece in pieces if piece.change != "added").split() == left.split()
