"""Splitting text into words for search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.languages.writing.search_words import split, word_spans


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++, C# and (.NET) by AT&T; Disney+!", ["C++", "C#", "and", ".NET", "by", "AT&T", "Disney+"]),
        ("A & B, 2+2, #tag, Q&amp;A, said.Next ...end", "A B 2 2 tag Q amp A said Next end".split()),
        (
            "don’t stop at 10:30 in the U.S. foo_bar",
            ["don’t", "stop", "at", "10:30", "in", "the", "U.S.", "foo", "bar"],
        ),
        ("서울시는 KBS를 물 2024년", ["서울", "울시", "시는", "KBS", "를", "물", "2024", "년"]),
        ("ﾃﾚﾋﾞ東京", ["ﾃ", "ﾚ", "ﾋﾞ", "東", "京"]),
        ('צה"ל col·lecció', ['צה"ל', "col·lecció"]),
        ("Häuser и станции", ["Häuser", "и", "станции"]),
        ("(so).They said ”.no: .NET, “.io” (.com", ["so", "They", "said", "no", ".NET", ".io", ".com"]),
        ("", []),
        ("🎉 — …", []),
    ],
)
def test_a_text_is_cut_into(text, words):
    assert split(text) == words


PIECES = st.lists(
    st.sampled_from(
        [
            "C++",
            "서울시",
            "東京",
            " ",
            "a_b",
            "AT&T",
            ".NET",
            "·",
            "l·l",
            "x",
            "\xad",
            "é",
            ").x",
            "\n",
            "\xa0",
            "(",
            "U.S.",
        ]
    )
)


@given(st.text() | PIECES.map("".join))
def test_words_ascend_and_are_parts_of_the_text(text):
    spans = word_spans(text)

    assert [text[start:end] for start, end in spans] == split(text)
    assert all(start < end for start, end in spans)
    assert [start for start, _ in spans] == sorted({start for start, _ in spans})


@given(st.text() | PIECES.map("".join), st.integers(1, 90))
def test_a_text_has_the_words_of_its_chunks_between_spaces(text, times):
    text = f"{text} " * times

    assert split(text) == [word for chunk in text.split() for word in split(chunk)]
