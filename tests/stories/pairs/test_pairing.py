"""Texts are kept in memory while pairs are aligned, but never more than fit."""

from datetime import UTC, datetime

import numpy as np
import pytest

from newsgroups.matching.passages import Shingled
from newsgroups.models import Pair
from newsgroups.stories.pairs import text_cache as kept_texts
from newsgroups.stories.pairs.build import NEAR_COPY_PROBABILITY, CandidatePairs, build_pairs, should_align
from newsgroups.stories.pairs.text_cache import Texts
from tests.makers import make_article
from tests.stories.texts import FERRY, LEAK, pairs, process

pytestmark = pytest.mark.django_db


def likenesses(*rows: tuple[int, int, float, bool]) -> CandidatePairs:
    left, right, probability, share_text = (np.array([row[n] for row in rows]) for n in range(4))
    pairs = np.stack([left, right], axis=1).astype(np.int64)
    return CandidatePairs(pairs, probability.astype(float), share_text.astype(bool))


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
    wanted = [(a, b) for a in ids for b in ids if a < b]
    found = [build_pairs(likenesses((*pair, 0.9, True)), texts, frozenset()) for pair in wanted]

    assert [(each["left_id"], each["right_id"]) for each in found] == [([left], [right]) for left, right in wanted]
    assert [each["kind"] for each in found] == [[Pair.Kind.NEAR_COPY]] * 15


def test_improbable_pairs_are_stored_only_for_what_was_copied() -> None:
    ferry, both, leak = (make_article(text).pk for text in (FERRY, f"{FERRY} {LEAK}", LEAK))
    wanted = likenesses((both, leak, 0.04, False), (ferry, leak, 0.04, True), (ferry, both, 0.04, True))
    found = build_pairs(wanted, Texts(), frozenset())

    assert (found["left_id"], found["right_id"], found["kind"]) == ([ferry], [both], [Pair.Kind.PARTIAL_COPY])


def test_of_an_undated_article_the_pair_has_the_date_of_the_other_and_no_days_apart() -> None:
    dated = make_article(FERRY, published="2026-03-02T09:00:00+00:00")
    undated, also = (make_article(f"{FERRY} {number}", published=None) for number in range(2))
    wanted = likenesses((dated.pk, undated.pk, 0.9, False), (undated.pk, also.pk, 0.9, False))
    found = build_pairs(wanted, Texts(), frozenset())

    assert found["latest"] == [datetime(2026, 3, 2, 9, tzinfo=UTC), None]
    assert found["days_apart"] == [None, None]


def test_improbable_pairs_are_aligned_if_they_share_some_of_their_fingerprints() -> None:
    probability, copied_share = np.array([0.05, 0.04, 0.04]), np.array([0.0, 0.03, 0.029], np.float32)
    assert should_align(probability, copied_share).tolist() == [True, True, False]


def test_no_likenesses_are_no_pairs() -> None:
    assert set(map(tuple, build_pairs(likenesses(), Texts(), frozenset()).values())) == {()}


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
