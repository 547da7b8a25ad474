"""Sentences are exact spans that omit nothing but white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.sentences import sentences


@pytest.mark.parametrize(
    "pieces",
    [
        ["Mr. Smith of the U.S. navy spoke at 5 p.m. on Monday.", "It cost 3.5 million."],
        ["J. R. Hart agreed…", "Then?", "Yes!"],
        ["“We are closed.”", "He left."],
        ['"We left!" he said.', '"Why?" asked Ruel.'],
        ["Headline without a stop", "The bridge is closed."],
        ["大阪で地震。", "「助けて！」", "と言った。"],
        ["The ferry of Skerrow Line Ltd. and its crew.", "14 were hurt."],
    ],
)
def test_a_text_is_split_into_sentences(pieces: list[str]) -> None:
    lines = "".join(piece + (" " if piece[-1] in ".!?…”" else "\n") for piece in pieces)
    assert [lines[a:b] for a, b in sentences(lines)] == pieces


@pytest.mark.parametrize("text", ["", "   \n\n "])
def test_nothing_has_no_sentence(text: str) -> None:
    assert sentences(text) == []


@given(st.text(st.sampled_from("ab. !?\n\"”A…。U。 ' "), max_size=80))
def test_sentences_are_in_order_trimmed_and_cover_the_text(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert text[at:].strip() == ""


def test_a_megabyte_of_stops_takes_no_time() -> None:
    assert len(sentences("a. " * 300_000)) == 1
    assert len(sentences("B! " * 300_000)) == 300_000
