"""Texts are kept ready while pairs are aligned, but never more than fit in memory."""

import pytest

from newsgroups.matching.passages import Shingled
from newsgroups.models import Pair
from newsgroups.stories import texts as kept_texts
from newsgroups.stories.pairing import NEAR_COPY_PROBABILITY, Likeness, paired
from newsgroups.stories.texts import Texts
from tests.makers import make_article
from tests.stories.texts import FERRY, LEAK, pairs, process

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_kept(monkeypatch) -> None:
    monkeypatch.setattr(kept_texts, "_KEPT_WORDS", 2 * Shingled.of(f"{FERRY} 1").words)


def test_a_text_that_is_asked_for_again_outlives_those_that_are_not() -> None:
    first, second, third = (make_article(f"{FERRY} {number}").pk for number in range(3))
    texts = Texts()
    texts.load([first])
    kept = texts[first].shingles
    texts.load([second])
    texts.load([first, third])

    assert texts[first].shingles is kept
    assert texts[third].shingles.tolist() == Shingled.of(f"{FERRY} 2").shingles.tolist()
    with pytest.raises(KeyError):
        texts[second]


def test_all_texts_of_one_call_are_there_though_they_are_more_than_are_kept() -> None:
    ids = [make_article(f"{FERRY} {number}").pk for number in range(5)]
    texts = Texts()
    texts.load(ids[:2])
    texts.load(ids)
    for number, each in enumerate(ids):
        assert texts[each].shingles.tolist() == Shingled.of(f"{FERRY} {number}").shingles.tolist()


def test_texts_that_are_kept_are_not_read_again(django_assert_num_queries) -> None:
    ids = [make_article(FERRY).pk for _ in range(2)]
    texts = Texts()
    texts.load(ids)
    with django_assert_num_queries(0):
        texts.load(ids)


def test_every_pair_is_aligned_whatever_was_thrown_out_in_between() -> None:
    ids = [make_article(f"{FERRY} {number}").pk for number in range(6)]
    texts = Texts()
    wanted = [Likeness(a, b, 0.9, True) for a in ids for b in ids if a < b]
    found = [pair for each in wanted for pair in paired([each], texts, frozenset())]

    assert [(pair.left_id, pair.right_id) for pair in found] == [(each.left, each.right) for each in wanted]
    assert {pair.kind for pair in found} == {Pair.Kind.NEAR_COPY}


def test_improbable_pairs_are_stored_only_for_what_was_copied() -> None:
    ferry, both, leak = (make_article(text).pk for text in (FERRY, f"{FERRY} {LEAK}", LEAK))
    likenesses = [
        Likeness(ferry, both, 0.04, True),
        Likeness(ferry, leak, 0.04, True),
        Likeness(both, leak, 0.04, False),
    ]

    assert [(pair.left_id, pair.right_id, pair.kind) for pair in paired(likenesses, Texts(), frozenset())] == [
        (ferry, both, Pair.Kind.PARTIAL_COPY)
    ]


def test_the_same_text_months_later_is_what_a_site_puts_in_place_of_articles() -> None:
    wall = (
        "Answer one question and read on: which of these shops did you visit in the last month of the year? Your "
        "answer stays with us, is never sold to anybody, and opens this and all other pages until tomorrow at noon."
    )
    left = make_article(wall, title="Sheriff names victims", source="Northline")
    right = make_article(wall, title="Bridge closed", source="Vale Courier", published="2027-05-01T09:00:00+00:00")
    process()
    pair = pairs()[left.pk, right.pk]
    assert pair.kind == Pair.Kind.IDENTICAL
    assert pair.probability < NEAR_COPY_PROBABILITY
