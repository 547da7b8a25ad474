"""Word forms of Chinese and Japanese, which have no spaces between words."""

import pytest

from newsgroups.text.terms.extract import extract
from newsgroups.text.terms.lexicon import forms_in, name_id


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("東京都で地震", ["東京", "京都", "都で", "で地", "地震"]),
        ("新たなアクションや種族", ["新た", "アクション", "や種", "種族"]),
        ("PS4用本格RPG、5人", ["PS4", "用本", "本格", "RPG", "5", "人"]),
        ("北京举行会议。", ["北京", "京举", "举行", "行会", "会议"]),
        ("それはありました", []),
        ("A ferry, twice.", ["A", "ferry", ",", "twice", "."]),
    ],
)
def test_runs_are_read_as_pairs_but_for_katakana_and_endings(text: str, forms: list[str]) -> None:
    assert forms_in(text) == forms


def test_katakana_is_a_name() -> None:
    assert name_id("アクション") in extract("", "新たなアクションや種族", None).names.tolist()


def test_two_texts_of_one_event_share_words() -> None:
    one, other = (extract("", text, None) for text in ("東京都で地震が発生した", "地震、東京都の西部で"))
    assert len(set(one.stems.tolist()) & set(other.stems.tolist())) == 3
