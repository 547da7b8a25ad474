"""House styles of outlets are normalized to one form; differences between words or numbers are kept."""

import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.tokens.normalize import normalize_word, stream_safe


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
    assert normalize_word(word) == folded


@pytest.mark.parametrize(("one", "other"), [("1.26", "126"), ("क", "कि"), ("हिन्दी", "हनद"), ("ship", "shop")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalize_word(one) != normalize_word(other)


@given(st.text(max_size=20))
def test_a_folded_word_is_in_composed_form(word: str) -> None:
    folded = normalize_word(word)
    assert unicodedata.is_normalized("NFC", folded)


@given(st.text(st.characters(codec="latin-1"), max_size=20))
def test_composed_and_decomposed_spellings_are_one_word(word: str) -> None:
    assert normalize_word(unicodedata.normalize("NFD", word)) == normalize_word(unicodedata.normalize("NFC", word))


def _seconds(text: str) -> float:
    started = time.process_time()
    normalize_word(text)
    return time.process_time() - started


def test_marks_without_end_take_time_in_proportion() -> None:
    once, twice = (min(_seconds("a" + "\u0301\u0323" * count) for _ in range(3)) for count in (50_000, 100_000))
    assert twice < 2.5 * once + 0.01


def test_thirty_marks_on_a_letter_stay_as_they_are() -> None:
    assert stream_safe("a" + "\u0301" * 30) == "a" + "\u0301" * 30
    assert stream_safe("a" + "\u0301" * 31) == "a" + "\u0301" * 30 + "\u034f\u0301"
    assert stream_safe("Việt Nam, नमस्ते, שָׁלוֹם") == "Việt Nam, नमस्ते, שָׁלוֹם"


def test_characters_beyond_the_first_plane_are_marks_only_if_they_combine() -> None:
    assert stream_safe("\U0001f600" * 100) == "\U0001f600" * 100
    assert stream_safe("a" + "\U0001d165" * 31) == "a" + "\U0001d165" * 30 + "\u034f\U0001d165"
    assert stream_safe("\U0001f600" * 40 + "\u0301" * 31).count("\u034f") == 1


def test_no_mark_stands_above_those_that_are_looked_for() -> None:
    assert not any(unicodedata.combining(chr(code)) for code in range(0x1F000, sys.maxunicode + 1))


@given(st.text(alphabet=st.sampled_from("aé\u0301\u0323\u05b0\u3099 가"), max_size=80))
def test_what_is_made_safe_normalizes_as_before_where_runs_are_short(text: str) -> None:
    if stream_safe(text) == text:
        assert unicodedata.normalize("NFC", stream_safe(text)) == unicodedata.normalize("NFC", text)
    else:
        assert stream_safe(text).replace("\u034f", "") == text
