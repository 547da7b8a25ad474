"""House styles of outlets fold to one form; what tells words or numbers apart stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.tokens.normalize import normalise_word


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Bridge", "bridge"),
        ("Beyoncé", "beyonce"),
        ("Beyonce\u0301", "beyonce"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Ёлка", "елка"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁsh", "fish"),
        ("Ｎａｖｙ", "navy"),
        ("don't", "dont"),
        ("don’t", "dont"),
        ("U.S.", "us"),
        ("p.m.", "pm"),
        ("1.26", "1.26"),
        ("1,260.5", "1,260.5"),
        ("har\u00adbour", "harbour"),
        ("har\u200bbour", "harbour"),
    ],
)
def test_a_word_is_folded(word: str, folded: str) -> None:
    assert normalise_word(word) == folded


@pytest.mark.parametrize(("one", "other"), [("1.26", "126"), ("क", "कि"), ("हिन्दी", "हनद"), ("ship", "shop")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalise_word(one) != normalise_word(other)


@given(st.text(max_size=20))
def test_a_folded_word_is_in_composed_form(word: str) -> None:
    folded = normalise_word(word)
    assert unicodedata.is_normalized("NFC", folded)


@given(st.text(st.characters(codec="latin-1"), max_size=20))
def test_composed_and_decomposed_spellings_are_one_word(word: str) -> None:
    assert normalise_word(unicodedata.normalize("NFD", word)) == normalise_word(unicodedata.normalize("NFC", word))
