"""Queries of words that each find something, for callers that do not know which words the archive contains."""

import shutil
from pathlib import Path

import pytest

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync
from newsgroups.search.evaluate import query_budget
from newsgroups.search.service import Suggestion, search
from newsgroups.search.suggestions.any_word import first_matching_words
from tests.makers import make_article


@pytest.fixture
def archive(db) -> None:
    make_article("Quetzals were seen by Ruth Ansgar.", title="Birds")
    make_article("A marmot whistled at Ruth Jones.", title="Marmot")
    sync.index_pending()


def test_words_that_stand_nowhere_are_left_out(archive) -> None:
    assert first_matching_words(["blorptax", "quetzal", "Ansgar", "marmots"], most=2) == Suggestion(
        "quetzal OR Ansgar", 1
    )


def test_what_is_offered_finds_as_many_as_it_says(archive) -> None:
    offered = first_matching_words(["marmot", "quetzal"], most=4)
    assert offered == Suggestion("marmot OR quetzal", 2)
    assert search(offered.query).count == 2


def test_a_name_of_several_words_counts_as_a_whole(archive) -> None:
    assert first_matching_words(["Ruth Marmot", "Ruth Ansgar"], most=4) == Suggestion('"Ruth Ansgar"', 1)


@pytest.mark.parametrize("words", [[], ["blorptax", "snorkeldorf"], ["?!"]])
def test_words_of_which_none_finds_anything_are_no_query(archive, words: list[str]) -> None:
    assert first_matching_words(words, most=4) is None
    assert first_matching_words([*words, "marmot"], most=4).query == "marmot"


def test_hidden_articles_are_not_found(archive) -> None:
    assert first_matching_words(["marmot"], most=4).query == "marmot"
    Article.objects.filter(title="Marmot").update(hidden=True, needs_index=True)
    assert first_matching_words(["marmot"], most=4) is None


def test_a_missing_index_offers_nothing(archive, own_index: Path) -> None:
    assert first_matching_words(["marmot"], most=4).query == "marmot"
    shutil.rmtree(own_index)
    assert first_matching_words(["marmot"], most=4) is None


def test_nothing_is_offered_when_the_time_is_up(archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert first_matching_words(["marmot"], most=4).query == "marmot"
    monkeypatch.setattr(query_budget, "SECONDS", -1)
    assert first_matching_words(["marmot"], most=4) is None
