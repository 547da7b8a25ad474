"""Splitting a text for display loses nothing, whatever the passages."""

from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.display.segments import Segment, TextPiece, cut, segments
from newsgroups.matching.passages import Passage, align

TEXT = "One two three four five six seven"
ranges = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple)


def passage(query: tuple[int, int], article: tuple[int, int]) -> Passage:
    return Passage(*query, *article, kind="identical", words=1)


@given(st.lists(st.builds(passage, ranges, ranges), max_size=6), st.sampled_from(["query", "article"]))
def test_segments_joined_give_the_text(passages, side) -> None:
    assert "".join(each.text for each in segments(TEXT, passages, side)) == TEXT


@given(st.lists(st.tuples(ranges, st.integers(1, 9)).map(lambda each: (*each[0], each[1])), max_size=6))
def test_pieces_joined_give_the_text(found) -> None:
    assert "".join(each.text for each in cut(TEXT, found)) == TEXT


def test_segments_carry_the_number_of_their_passage_on_both_sides() -> None:
    sentence = "The harbour bridge was closed on Monday after a diver found a deep crack"
    query, article = f"Look: {sentence}!", f"{sentence}, it said."
    passages = align(query, article).passages

    assert segments(query, passages, "query") == [
        Segment("Look: "),
        Segment(sentence, 1, "identical"),
        Segment("!"),
    ]
    assert segments(article, passages, "article") == [Segment(sentence, 1, "identical"), Segment(", it said.")]


def test_where_passages_overlap_the_first_keeps_the_characters() -> None:
    passages = [passage((0, 3), (4, 13)), passage((4, 7), (8, 18))]
    assert [(each.text, each.passage_number) for each in segments(TEXT, passages, "article")] == [
        ("One ", None),
        ("two three", 1),
        (" four", 2),
        (" five six seven", None),
    ]


def test_ranges_given_first_lie_over_later_ones() -> None:
    assert cut(TEXT, [(4, 7, 1), (0, 13, 2)]) == [
        TextPiece("One ", 2),
        TextPiece("two", 1),
        TextPiece(" three", 2),
        TextPiece(" four five six seven"),
    ]


def test_a_range_beyond_the_text_ends_with_it() -> None:
    assert cut("One two", [(4, 99, 1)]) == [TextPiece("One "), TextPiece("two", 1)]
    assert cut("", [(0, 9, 1)]) == []
