"""What a visitor finds, through the one door that pages use."""

import pytest

from newsgroups.search import indexing
from newsgroups.search.articles import SearchPage, search
from tests.makers import make_article

pytestmark = pytest.mark.django_db


def titles(page: SearchPage) -> list[str]:
    return [hit.article.title for hit in page.hits]


def test_words_are_found_in_any_form_and_all_are_needed():
    make_article("Storms hit the coasts.", title="Weather")
    make_article("A storm in the mountains.", title="Mountains")
    indexing.index_pending()

    page = search("storm coast")

    assert (page.count, titles(page), page.problem) == (1, ["Weather"], None)
