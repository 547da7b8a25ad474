import pytest

from newsgroups.ingest.store.find_by_address import find_by_address
from newsgroups.models import Address, Article
from tests.makers import make_article

STORED = "https://post.example/2020/10/06/one-thing.html"


@pytest.fixture
def article(db) -> Article:
    return make_article(url=STORED)


@pytest.mark.parametrize(
    "address",
    [
        STORED,
        f" {STORED}\n",
        f"{STORED}?ocid=spartandhp",
        f"{STORED}?utm_source=x&utm_medium=y#comments",
        f"{STORED}?a-parameter-that-no-list-knows=1",
        f"{STORED}#:~:text=thing",
        "http://www.post.example/2020/10/06/one-thing.html",
        "https://m.post.example/2020/10/06/one-thing.html/",
        "https://amp.post.example/2020/10/06/one-thing.html",
        f"{STORED}/amp",
        "https://www.google.com/amp/s/post.example/2020/10/06/one-thing.html",
        f"https://web.archive.org/web/20200101000000/{STORED}",
    ],
)
def test_an_article_is_found_at_every_form_of_its_address(article: Article, address: str) -> None:
    assert find_by_address(address) == [article]


@pytest.mark.parametrize(
    "address", ["https://post.example/2020/10/06/other-thing.html", "https://post.example/", f"{STORED[:-5]}"]
)
def test_another_address_finds_nothing(article: Article, address: str) -> None:
    assert find_by_address(address) == []


def test_an_article_stored_with_tracking_by_an_earlier_version_is_found(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(url=f"{STORED}?utm_source=feed")
    assert find_by_address(STORED) == [article]


def test_a_parameter_that_identifies_articles_is_not_ignored(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(url="https://post.example/view.php?id=17")
    assert find_by_address("https://post.example/view.php?id=17&ocid=x") == [article]
    assert find_by_address("https://post.example/view.php?id=18") == []
    assert find_by_address("https://post.example/view.php") == []


def test_an_additional_address_counts_and_a_hidden_article_does_not(article: Article) -> None:
    Address.objects.create(article=article, url="https://post.example/again", url_given="", title="")
    assert find_by_address("http://post.example/again") == [article]
    Article.objects.filter(pk=article.pk).update(hidden=True)
    assert find_by_address("http://post.example/again") == []
