"""Reworded passages are found anywhere in a text."""

import numpy as np
import pytest

from newsgroups.matching.passages import Document
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.lookup.look_up import look_up
from newsgroups.stories.lookup.reworded_windows import reworded_in
from tests.makers import make_article
from tests.matching.passages.test_reworded import ORIGINAL, RETOLD, WEATHER

MARKET = (
    "The market on the square was full of people when the band of the fire brigade began to play, and the last "
    "pumpkins were sold for half of their price before the church clock struck noon. A goat ran away. "
)


@pytest.fixture
def bridge(db):
    article = make_article(ORIGINAL, source="Harbour Post")
    make_article(WEATHER * 2, title="Rain at last", source="Harbour Post")
    process_articles()
    return article


def test_the_article_is_among_those_of_the_windows(bridge) -> None:
    words = Document(f"{MARKET * 3}{RETOLD} {MARKET * 3}")
    assert reworded_in(words, np.zeros(len(words.tokens), bool), limit=10)[0] == bridge.pk


def test_words_that_were_found_already_are_not_looked_for_again(bridge) -> None:
    words = Document(RETOLD)
    assert reworded_in(words, np.ones(len(words.tokens), bool), limit=10) == []
    assert len(reworded_in(words, np.zeros(len(words.tokens), bool), limit=10)) >= 1


def test_a_text_without_a_known_term_finds_nothing(bridge) -> None:
    for text, expected in (("zzyzx qwrt " * 20, []), (RETOLD, [bridge.pk])):
        words = Document(text)
        assert reworded_in(words, np.zeros(len(words.tokens), bool), limit=10) == expected


def test_a_look_up_gives_the_article_with_its_passage(bridge) -> None:
    text = f"{MARKET * 3}{RETOLD} {MARKET * 3}"
    found = look_up(text)
    assert found.matches == []
    (match,) = found.same_story
    (passage,) = match.alignment.passages
    assert (match.article, passage.kind) == (bridge, "reworded")
    assert text[passage.query_start : passage.query_end] == RETOLD
    assert found.of_query == 0.0


def test_an_article_on_something_else_is_not_given(bridge) -> None:
    assert look_up(MARKET * 2).same_story == []
    assert len(look_up(RETOLD).same_story) >= 1


def test_the_end_of_a_long_article_is_found_and_says_nothing_of_its_story(db) -> None:
    long = make_article(f"{WEATHER * 60}\n\n{ORIGINAL}", title="The rain of the year", source="Harbour Post")
    process_articles()

    found = look_up(f"{MARKET * 3}{RETOLD} {MARKET * 3}")

    assert [(match.article, match.same_story) for match in found.same_story] == [(long, 0.0)]
    assert ORIGINAL not in long.text[:5_600]
