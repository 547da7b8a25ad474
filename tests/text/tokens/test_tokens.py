"""Words with exact offsets in any script; hashes that are the same on every machine and in every process."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.tokens.tokenizer import tokenize, word_hashes

# Letters, marks and all kinds of spaces, so that words adjoin both at both ends.
pieces = st.sampled_from(
    [*"aZ1.,:'’\u00ad\u0301\u0915\u093f大\u0e01 \n\t\x1c\x85\xa0\u2028\u3000", "U.S.", "p.m", "don't", "ab"]
)


def words(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[a:b] for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t…—!", []),
        ("The bridge, closed.", ["The", "bridge", "closed"]),
        ("The U.S. navy at 5 p.m. sharp", ["The", "U.S.", "navy", "at", "5", "p.m.", "sharp"]),
        ("don't and don’t", ["don't", "and", "don’t"]),
        ("1,260.5 at 10:30, 3.", ["1,260.5", "at", "10:30", "3"]),
        ("well-known snake_case", ["well", "known", "snake", "case"]),
        ("har\u00adbour har\u200bbour", ["har\u00adbour", "har\u200bbour"]),
        ("Beyonce\u0301 sang", ["Beyonce\u0301", "sang"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("大阪で地震", ["大", "阪", "で", "地", "震"]),
        ("Über 3 Städte", ["Über", "3", "Städte"]),
        ("🚢 sank 🌊", ["sank"]),
    ],
)
def test_a_text_is_split_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_words_stand_in_order_and_hold_all_letters_and_digits(text: str) -> None:
    tokens = tokenize(text)
    bounds = np.stack([tokens.starts, tokens.ends], axis=1).ravel()
    inside = np.zeros(len(text), dtype=bool)
    for start, end in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True):
        inside[start:end] = True

    assert np.all(tokens.starts < tokens.ends)
    assert np.all(np.diff(bounds) >= 0)
    assert [c for c, found in zip(text, inside, strict=True) if c.isalnum() and not found] == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_stands_before_a_line_does_not_change_its_words(before: str, text: str) -> None:
    alone, after = tokenize(text), tokenize(f"{before} \n{text}")
    count, shift = len(tokenize(f"{before} \n")), len(before) + 2

    assert after.hashes[count:].tolist() == alone.hashes.tolist()
    assert (after.starts[count:] - shift).tolist() == alone.starts.tolist()


@given(st.one_of(st.text(max_size=100), st.lists(pieces, max_size=60).map("".join)))
def test_hashes_alone_are_those_of_the_words(text: str) -> None:
    assert word_hashes(text).tolist() == tokenize(text).hashes.tolist()


def test_words_that_fold_alike_have_one_hash() -> None:
    assert len(set(tokenize("Beyoncé beyonce BEYONCE\u0301").hashes.tolist())) == 1


def test_lone_surrogates_are_words_like_any_other_junk() -> None:
    assert len(tokenize("a \ud800b c")) == 3


def test_a_very_long_word_is_one_word() -> None:
    assert words("x" * 100_000) == ["x" * 100_000]


def test_hashes_are_the_same_in_every_process() -> None:
    code = "from newsgroups.text.tokens.tokenizer import tokenize; print(*tokenize('The bridge, closed.').hashes)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    ).stdout
    assert [int(each) for each in printed.split()] == tokenize("The bridge, closed.").hashes.tolist()


marks = st.text(alphabet=".,;:!?()[]\"“”‘’'…–—-", max_size=4)


@given(marks, st.sampled_from(["a", "Zb", "b9", "9", "é9", "大", "don't", "U.S"]), marks)
def test_marks_around_a_word_change_nothing_of_it(before: str, word: str, after: str) -> None:
    text = f"so {before}{word}{after} it"
    found = tokenize(text)
    assert found.starts.tolist() == [0, 3 + len(before), 4 + len(before + word + after)]
    assert found.hashes[1] == tokenize(word).hashes[0]
