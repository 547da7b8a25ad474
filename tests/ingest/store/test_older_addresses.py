"""URLs in an archive of an earlier version are rewritten to their current form, and no article replaces another."""

import pytest

from newsgroups.ingest.store.older_addresses import articles_with_older_addresses, rewrite_older_addresses
from newsgroups.models import Article
from newsgroups.pipeline.process import find_differences
from tests.makers import make_article

pytestmark = pytest.mark.django_db


def stored(url: str) -> int:
    article = make_article(text=f"A text at {url}, of its own.")
    Article.objects.filter(pk=article.pk).update(url=url, url_given=url)
    return article.pk


def test_older_forms_are_found_and_rewritten() -> None:
    older = [stored("https://a.example/caf%c3%a9"), stored("https://a.example/x?ref=home")]
    stored("https://a.example/y")
    assert articles_with_older_addresses() == older
    assert [str(each) for each in find_differences() if "address" in each.what] == [
        f"articles whose address an earlier version normalized differently: 2 ({older[0]}, {older[1]})"
    ]
    assert rewrite_older_addresses() == 2
    assert list(Article.objects.order_by("pk").values_list("url", flat=True)) == [
        "https://a.example/caf%C3%A9",
        "https://a.example/x",
        "https://a.example/y",
    ]
    assert articles_with_older_addresses() == []


def test_two_articles_that_would_be_one_stay_two() -> None:
    stored("https://a.example/x")
    stored("https://a.example/x?ref=home")
    assert (articles_with_older_addresses(), rewrite_older_addresses()) == ([], 0)
    assert Article.objects.count() == 2
