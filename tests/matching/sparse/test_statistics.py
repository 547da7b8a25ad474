"""The rarity of a term, in these articles and in general news."""

import numpy as np
import pytest

from newsgroups.matching.retrieval.heavy_terms import HEAVY_TERMS, heavy_terms
from newsgroups.matching.sparse.document_frequencies import BACKGROUND_WEIGHT, Statistics, background
from newsgroups.matching.sparse.vocabulary import Terms
from newsgroups.text.terms.extract import extract
from newsgroups.text.terms.lexicon import stem, term_id

DOCUMENTS = [extract("", text, None) for text in ("A ferry sank.", "The ferry left.", "A bridge fell.")]


def rarity(statistics: Statistics, *terms: str) -> list[float]:
    ids = np.array([term_id(term) for term in terms], dtype=np.uint32)
    return statistics.inverse_document_frequency(ids).tolist()


def test_a_term_counts_once_an_article() -> None:
    counted = Statistics.count([*DOCUMENTS, extract("", "Ferry, ferry, ferry.", None)])
    assert counted.documents == 4
    assert counted.frequencies[counted.ids == term_id("ferri")].tolist() == [3]


def test_copies_of_a_text_count_once() -> None:
    counted = Statistics.count(DOCUMENTS * 40)
    assert counted.documents == 3
    assert counted.frequencies[counted.ids == term_id("ferri")].tolist() == [2]


def test_items_of_no_event_count_unless_they_outnumber_the_others() -> None:
    coupons = [extract("", f"Ferry tickets for less: number {number}.", None) for number in range(5)]
    terms = Terms.of([*DOCUMENTS, *coupons])
    few, many = np.arange(8) < 4, np.arange(8) < 3
    assert Statistics.of(terms, few).to_bytes() == Statistics.of(terms).to_bytes()
    assert Statistics.of(terms, many).to_bytes() == Statistics.count(DOCUMENTS).to_bytes()


def test_rarity_is_the_logarithm_of_articles_by_frequency_and_the_unseen_is_as_rare_as_what_one_article_says() -> None:
    counted = Statistics.count(DOCUMENTS)
    assert rarity(counted, "ferri", "bridg", "zanzibar") == pytest.approx([np.log(4 / 3), np.log(4 / 2), np.log(4 / 2)])


def test_an_empty_archive_knows_the_rarity_of_news_at_large() -> None:
    counted = Statistics.count([]).with_background()
    common, rare, unseen = rarity(counted, "govern", "bridg", "qxzvkq")

    assert counted.documents == BACKGROUND_WEIGHT
    assert common < rare < unseen == pytest.approx(np.log((BACKGROUND_WEIGHT + 1) / 2))
    assert rarity(Statistics.count([]), "govern") == pytest.approx([-np.log(2)])


def test_statistics_survive_packing() -> None:
    counted = Statistics.count(DOCUMENTS)
    again = Statistics.from_bytes(counted.to_bytes())
    assert (again.documents, again.ids.tolist(), again.frequencies.tolist()) == (
        counted.documents,
        counted.ids.tolist(),
        counted.frequencies.tolist(),
    )


def test_the_background_is_sorted_and_within_its_articles() -> None:
    news = background()
    assert np.all(np.diff(news.ids.astype(np.int64)) > 0)
    assert 0 < news.frequencies.min() <= news.frequencies.max() <= news.documents


def test_an_article_is_found_by_its_eighty_heaviest_terms_at_length_one() -> None:
    letters = "abcdefghijklmnop"
    text = " ".join(f"qu{first}{second}x" for first in letters for second in letters)
    terms, weights = heavy_terms(extract("", text, None))

    assert len(terms) == len(weights) == HEAVY_TERMS
    assert terms.tolist() == sorted(set(terms.tolist()))
    assert float((weights * weights).sum()) == pytest.approx(1, abs=1e-5)
    assert [len(each) for each in heavy_terms(extract("", "", None))] == [0, 0]


def test_many_terms_asked_at_once_are_as_frequent_as_each_alone() -> None:
    news = background()
    asked = np.concatenate([news.ids[::7], news.ids[::7] + 1, [0, 1, 2**31, 2**32 - 1]]).astype(np.uint32)
    alone = [float(news.frequencies[news.ids == each].sum()) for each in asked]
    assert len(asked) > 5_000
    assert news.frequency(asked).tolist() == alone
    assert news.frequency(asked[::-1]).tolist() == alone[::-1]
    assert np.concatenate([news.frequency(asked[:9]), news.frequency(asked[9:100])]).tolist() == alone[:100]


def test_a_term_of_several_texts_is_as_common_as_it_is_in_the_archive() -> None:
    texts = ["Zorblat opens"] * 4 + ["Kelbrun opens"] * 2
    documents = [extract("", f"{text} {chr(97 + n) * 5}", None) for n, text in enumerate(texts)]
    counted = Statistics.count(documents).with_background()
    ids = np.array([term_id(stem(word)) for word in ("zorblat", "kelbrun")], dtype=np.uint32)
    often, twice = counted.rarity_here(ids)
    assert often < counted.inverse_document_frequency(ids)[0]
    assert twice == counted.inverse_document_frequency(ids)[1]
    assert often < 3 < twice


def test_the_grams_of_beginnings_are_kept_and_copies_count_once() -> None:
    documents = [extract("", text, None) for text in ("Zorblat opens", "Zorblat opens", "Kelbrun shuts")]
    counted = Statistics.count(documents)
    again = Statistics.from_bytes(counted.to_bytes())
    assert again.grams.tolist() == counted.grams.tolist()
    assert (again.texts, counted.grams.max()) == (2, 1)
    assert again.gram_rarity.tolist() == counted.gram_rarity.tolist()


def test_the_terms_of_a_text_weigh_by_their_rarity_and_the_logarithm_of_their_number() -> None:
    ids, weights = heavy_terms(extract("", "Ferry ferry ferry harbour sank.", None))
    found = dict(zip(ids.tolist(), weights.tolist(), strict=True))
    ferry, sank = rarity(background(), "ferri", "sank")
    assert found[term_id("ferri")] / found[term_id("sank")] == pytest.approx((1 + np.log(3)) * ferry / sank, rel=1e-3)
    assert np.sum(weights**2) == pytest.approx(1)


def test_of_more_terms_than_are_kept_the_heaviest_are() -> None:
    rare = [f"qz{a}{b}x" for a in "abcdefgh" for b in "abcdefghij"]
    assert len(rare) == HEAVY_TERMS
    ids, _ = heavy_terms(extract("", f"government says people {' '.join(rare)} today police", None))
    assert sorted(ids.tolist()) == sorted(term_id(stem(word)) for word in rare)
