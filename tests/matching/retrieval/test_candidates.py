"""Candidate pairs for close comparison: similar articles at any distance in time, or with shared text."""

from datetime import UTC, datetime

import numpy as np
import pytest

from newsgroups.matching.chance import CHANCE_NAMES
from newsgroups.matching.model.features import FEATURE_NAMES, copied_share, features
from newsgroups.matching.retrieval.candidates import NEAREST, candidates, nearest, time_decayed
from newsgroups.matching.retrieval.prefilter import (
    cosines,
    days_apart,
    neighbor_scores,
    passes_prefilter,
    with_neighbour,
)
from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.text.fingerprints.winnowing import fingerprints
from newsgroups.text.terms.extract import extract
from newsgroups.text.tokens.tokenizer import tokenize
from tests.matching.makers import BRIDGE, FERRY, FERRY_RETOLD, collection


def test_articles_alike_are_candidates_and_strangers_are_not() -> None:
    assert candidates(collection(FERRY, BRIDGE, FERRY_RETOLD)).tolist() == [[0, 2]]


def test_time_is_no_cut_and_pairs_that_share_text_are_added() -> None:
    articles = collection(FERRY, FERRY_RETOLD, BRIDGE, days=[0.0, 1000.0, 200.0])
    assert candidates(articles).tolist() == [[0, 1]]
    assert candidates(articles, also=np.array([[1, 2]])).tolist() == [[0, 1], [1, 2]]


def test_likeness_counts_a_quarter_after_weeks_and_half_where_a_date_is_missing() -> None:
    alike, days = np.ones(4), np.array([0.0, 7.0, 1_000.0, np.nan])
    assert time_decayed(alike, days) == pytest.approx([1.0, 0.25 + 0.75 / np.e, 0.25, 0.5])


def test_the_nearest_in_time_are_kept_beside_the_most_alike() -> None:
    """Forty years of more similar articles do not crowd out those of the same day."""
    alike = np.concatenate([np.full(NEAREST, 0.5), np.full(NEAREST, 0.4), np.full(NEAREST, 0.3)])
    days = np.concatenate([np.full(NEAREST, 900.0), np.zeros(NEAREST), np.full(NEAREST, 900.0)])
    assert nearest(alike, days).tolist() == list(range(2 * NEAREST))


def test_an_article_of_its_day_is_a_candidate_though_forty_of_years_ago_are_more_alike() -> None:
    """The same for a whole archive, in which each text contributes its nearest ones of both kinds."""
    # Letters only, so that each word is a separate term.
    own = " ".join(f"zq{a}{b}x" for a in "abcd" for b in "abcdefgh")
    older = [f"{own} extra{a}{b}y" for a in "abcdefg" for b in "abcdefg"][: NEAREST + 5]
    today = " ".join(own.split()[:20]) + " " + " ".join(f"vw{a}{b}k" for a in "ab" for b in "abcdef")
    # In an archive of nothing else, its own words would be too common to be informative.
    others = [" ".join(f"hj{a}{b}{c}q" for c in "abcdefgh") for a in "abcdefghij" for b in "abcdefghijklmnopqrst"]
    days = [2_000.0, *np.linspace(0, 300, len(older)).tolist(), 2_000.0, *[1_000.0] * len(others)]
    articles = collection(own, *older, today, *others, days=days)
    found = candidates(articles, rows=np.array([0])).tolist()
    assert [0, len(older) + 1] in found
    assert NEAREST <= len(found) < len(older) + 1


def test_an_article_takes_no_place_among_its_own_neighbors() -> None:
    own = " ".join(f"zq{a}{b}x" for a in "abcd" for b in "abcdefgh")
    others = [f"{own} extra{a}{b}y" for a in "abcdefgh" for b in "abcde"]
    assert len(others) == NEAREST
    found = candidates(collection(own, *others), rows=np.array([0])).tolist()
    assert found == [[0, other] for other in range(1, NEAREST + 1)]


def test_what_more_articles_have_than_the_ceiling_makes_none_alike_be_they_copies(monkeypatch) -> None:
    monkeypatch.setattr("newsgroups.matching.retrieval.candidates.COMMON_FLOOR", 2)
    copies = collection(FERRY, FERRY, FERRY, FERRY_RETOLD)
    assert [0, 3] in candidates(copies).tolist()
    monkeypatch.setattr("newsgroups.matching.retrieval.candidates.COMMON_CEILING", 2)
    assert [0, 3] not in candidates(copies).tolist()


def test_who_where_and_when_alone_make_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ("HEAVY_STEMS", "HEAVY_NAMES"):
        monkeypatch.setattr(f"newsgroups.matching.retrieval.candidates.{words}", 0)
    told = "Henning Ruel of the coast guard spoke at Port Calder on 2 November 2026."
    texts = told, f"On 2 November 2026 {FERRY}", BRIDGE
    assert candidates(collection(*texts, published=datetime(2026, 11, 3, tzinfo=UTC))).tolist() == [[0, 1]]
    assert candidates(collection(*texts)).tolist() == []


def test_copies_of_one_text_do_not_make_its_words_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgroups.matching.retrieval.candidates.COMMON_FLOOR", 2)
    copies = collection(FERRY, FERRY, FERRY, FERRY_RETOLD)
    assert copies.is_text.tolist() == [1, 0, 0, 1]
    assert [0, 3] in candidates(copies).tolist()


def test_undated_articles_are_compared_with_all() -> None:
    assert candidates(collection(FERRY, FERRY_RETOLD, days=[0.0, np.nan])).tolist() == [[0, 1]]


def test_only_pairs_of_the_rows_asked_for_are_given() -> None:
    articles = collection(FERRY, FERRY_RETOLD, FERRY, BRIDGE)
    assert candidates(articles).tolist() == [[0, 1], [0, 2], [1, 2]]
    assert candidates(articles, rows=np.array([0])).tolist() == [[0, 1], [0, 2]]


@pytest.mark.parametrize("texts", [[], [FERRY], ["", ""], ["!", FERRY]])
def test_few_or_empty_articles_have_no_candidates(texts: list[str]) -> None:
    assert candidates(collection(*texts)).tolist() == []


def test_the_order_of_articles_does_not_change_their_features() -> None:
    one = features(collection(FERRY, FERRY_RETOLD, sources=[1, 2]), np.array([[0, 1]]))
    other = features(collection(FERRY_RETOLD, FERRY, sources=[2, 1]), np.array([[0, 1]]))
    assert one == pytest.approx(other)


def test_equal_articles_are_wholly_alike() -> None:
    archive = collection(FERRY, FERRY, BRIDGE, BRIDGE, BRIDGE, sources=[7, 7, 1, 2, 3])
    found = features(archive, np.array([[0, 1]]))[0]
    said = dict(zip(FEATURE_NAMES, found.tolist(), strict=True))
    assert (said["words alike"], said["names alike"], said["same outlet"], said["days apart"]) == pytest.approx(
        (1, 1, 1, 0)
    )


def test_a_text_of_a_word_or_two_shares_nothing_though_all_its_words_are_the_same() -> None:
    found = features(collection("Ferry sinks", "Ferry sinks", sources=[1, 2]), np.array([[0, 1]]))[0]
    said = {name for name, value in zip(FEATURE_NAMES, found.tolist(), strict=True) if value > 0}
    assert said - set(CHANCE_NAMES) == {"length"}
    assert set(CHANCE_NAMES[:4]) <= said


def test_to_be_of_one_outlet_says_nothing_where_it_has_half_of_the_articles() -> None:
    texts = FERRY, FERRY_RETOLD, BRIDGE, BRIDGE
    found = features(collection(*texts, sources=[7, 7, 1, 2]), np.array([[0, 1], [2, 3]]))
    assert found[:, FEATURE_NAMES.index("same outlet")].tolist() == [0, 0]


def test_a_standing_holds_the_likest_neighbours_and_takes_in_new_ones() -> None:
    pairs = np.array([[0, 1], [0, 2], [1, 2]])
    alike = np.array([[0.5, 0.25, 0], [0.75, 0.5, 0], [0.125, 0, 0]], dtype=np.float32)
    found = neighbor_scores(3, pairs, alike)
    assert found[:, 0, :3].tolist() == [[0.75, 0.5, 0], [0.5, 0.125, 0], [0.75, 0.125, 0]]
    grown = with_neighbour(found, np.array([[0.625, 0, 0]] * 3, dtype=np.float32))
    assert grown[:, 0, :3].tolist() == [[0.75, 0.625, 0.5], [0.625, 0.5, 0.125], [0.75, 0.625, 0.125]]
    assert grown.shape == (3, 3, 20)


def test_copies_are_no_background_for_others() -> None:
    """Text that many outlets print word for word still stands out from the rest."""
    pairs, alike = np.array([[0, 1], [0, 2]]), np.array([[0.8, 0.7, 0.6], [0.5, 0.4, 0.3]], dtype=np.float32)
    assert neighbor_scores(3, pairs, alike)[0, :, :2].ravel().tolist() == pytest.approx(
        [0.5, 0, 0.4, 0, 0.3, 0], abs=0.001
    )


def test_the_copied_share_of_short_texts_is_damped() -> None:
    """Two identical one-sentence captions share all of their text, yet are not copies of articles."""
    articles = collection(FERRY, FERRY, " ".join([FERRY, BRIDGE] * 6), " ".join([FERRY, BRIDGE] * 6))
    prints = articles.fingerprint_counts.tolist()
    short, long = copied_share(articles, np.array([[0, 1], [2, 3]])).tolist()
    assert short == pytest.approx(prints[0] / (prints[0] + 3))
    assert long == pytest.approx(prints[2] / (prints[2] + 3))


def test_a_pair_promises_little_where_both_have_many_neighbours_as_much_alike() -> None:
    articles, pairs = collection(FERRY, FERRY_RETOLD), np.array([[0, 1]])
    alike = cosines(articles, pairs)
    assert passes_prefilter(pairs, alike, neighbor_scores(2, pairs, alike), np.array([0.0, 8.0])).tolist() == [True]
    assert passes_prefilter(pairs, alike, np.full((2, 3, 20), 0.9, np.float16), np.zeros(2)).tolist() == [False]


def test_a_pair_that_stands_out_from_nothing_is_looked_at_only_within_a_week() -> None:
    pairs, alike = np.array([[0, 1], [0, 2], [0, 3]]), np.full((3, 3), 0.5, dtype=np.float32)
    crowd = np.full((4, 3, 20), 0.55, np.float16)
    assert passes_prefilter(pairs, alike, crowd, np.array([0.0, 1.0, 7.0, 7.5])).tolist() == [True, True, False]


def test_articles_without_a_date_are_taken_for_a_week_apart() -> None:
    days = np.array([10.0, 12.5, np.nan])
    assert days_apart(days, np.array([[0, 1], [0, 2], [1, 2]])).tolist() == [2.5, 7.0, 7.0]


def said_of(one: str, other: str) -> dict[str, float]:
    """The features of two articles beside a third one."""
    found = features(collection(one, other, BRIDGE), np.array([[0, 1]]))[0]
    return dict(zip(FEATURE_NAMES, found.tolist(), strict=True))


def test_places_differ_where_both_name_some_and_share_none() -> None:
    fire = "A fire broke out in Westerlow on Monday and the crew of the ferry fled the smoke in the harbour."
    assert said_of(fire, fire.replace("Westerlow", "Brindal"))["places differ"] == 1
    assert said_of(fire, fire)["places differ"] == 0
    assert said_of(fire, fire.replace("in Westerlow ", ""))["places differ"] == 0


def test_one_title_may_be_told_in_the_other_text_without_both_being_so() -> None:
    articles = [("Ferry strikes breakwater", BRIDGE), ("Mayor shuts bridge", FERRY)]
    found = features(
        ArticleSet.build(
            [extract(title, text, None) for title, text in articles],
            [fingerprints(tokenize(text)) for _, text in articles],
            np.zeros(2),
            np.arange(2),
        ),
        np.array([[0, 1]]),
    )[0]
    said = dict(zip(FEATURE_NAMES, found.tolist(), strict=True))
    one, both = said["title told in the other text"], said["each title told in the other text"]
    assert 0 < both < one <= 1
