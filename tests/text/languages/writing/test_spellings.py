"""The beginning of a word is found however it is written."""

import re

import pytest

from newsgroups.text.languages.writing.spellings import any_spelling


def is_found(prefix: str, text: str) -> bool:
    return re.fullmatch(any_spelling(prefix), text, re.IGNORECASE) is not None


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("cafe", "café"),
        ("cafes", "cafe\u0301s"),
        ("cafe", "CAFÉ"),
        ("obrien", "O'Brien"),
        ("us", "U.S"),
        ("storm", "ｓｔｏｒｍ"),
        ("strasse", "straße"),
        ("aether", "æther"),
        # The ligature goes on behind the prefix.
        ("stras", "straß"),
    ],
)
def test_accents_ligatures_widths_and_marks_do_not_matter(prefix: str, text: str) -> None:
    assert is_found(prefix, text)


@pytest.mark.parametrize(("prefix", "text"), [("cafe", "cake"), ("us", "u s"), ("storm", "stor")])
def test_another_word_is_not_found(prefix: str, text: str) -> None:
    assert not is_found(prefix, text)
