"""Highlighting: whole words in every form, found fast and as reliably as by splitting the whole text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.search.query import query_words
from newsgroups.search.query.highlight import SNIPPET_CHARACTERS, Marker
from newsgroups.search.query.multilingual_terms import Row

TEXT = st.lists(
    st.sampled_from(
        "Dying lies policy policies O’Brien U.S. us Beyoncé naïve the of skies party art’s arts ½ storm-".split()
    )
).map(" ".join)


def marked(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Marker([Row.of_terms(query_words.stems(query))]).places(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("art", "Arts at the party, an art-lover's start", ["Arts", "art"]),
        ("die", "They died, dying dies die", ["died", "dying", "dies", "die"]),
        ("policies", "A policy of policies", ["policy", "policies"]),
        ("obrien", "O'Brien and O’Brien", ["O'Brien", "O’Brien"]),
        ("beyonce", "Beyoncé, BEYONCE\u0301", ["Beyoncé", "BEYONCE\u0301"]),
        ("us", "the U.S. told us", ["U.S.", "us"]),
        ("prime minister", "Prime Minister, prime ministers, a minister", ["Prime", "Minister", "prime", "ministers"]),
        ("北京", "在北京的", ["北", "京"]),
        ("паводок", "Паводок в городе", ["Паводок"]),
    ],
)
def test_marked_are(query, text, expected):
    assert marked(query, text) == expected


@given(
    TEXT, st.lists(st.sampled_from([("die",), ("lie",), ("polici",), ("us",), ("obrien",), ("the", "of"), ("art",)]))
)
def test_looking_where_words_may_begin_finds_what_taking_the_text_apart_does(text, rows):
    quick, thorough = (Marker([Row.of_terms(row) for row in rows]) for _ in range(2))
    thorough.places("")
    thorough._of_language["en"]._beginning = None

    assert quick.places(text) == thorough.places(text)


@given(TEXT | st.text())
def test_a_snippet_is_a_part_of_the_text_with_nothing_added_or_lost(text):
    fragments = Marker([Row.of_terms(["art"])], [re.compile("(?s:pol.*)\\Z")]).snippet(text)
    shown = "".join(fragment.text for fragment in fragments).removeprefix("… ").removesuffix(" …")

    assert shown in " ".join(text.split())
    assert len(shown) <= SNIPPET_CHARACTERS
