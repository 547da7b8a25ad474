"""The same text at two URLs of one outlet is one article with two URLs."""

import pytest

from newsgroups.ingest.normalize.row import Row, checked_row
from newsgroups.ingest.store.upsert import Stored, store_rows
from newsgroups.models import Address, Article, Revision, articles_at
from newsgroups.stories.groups.stories_as_urls import exported_stories

pytestmark = pytest.mark.django_db

LONG = "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons. " * 3


def row(url: str, *, text: str = LONG, title: str = "Harbour bridge closed", **fields: str) -> Row:
    return checked_row({"url": url, "text": text, "title": title, "source": "Harbour Post", **fields})


FIRST = "https://post.example/bridge"
SECOND = "https://post.example/city/bridge?page=1"


@pytest.mark.parametrize("together", [True, False])
def test_it_is_stored_once_with_both_addresses(together: bool) -> None:
    rows = [row(FIRST), row(SECOND, text=LONG.replace(" ", "\n"), title="Harbour bridge closed | Harbour Post")]
    done = store_rows(rows) if together else [store_rows([each]) for each in rows][-1]

    article, further = Article.objects.get(), Address.objects.get()
    assert done == (Stored(created=1, joined=1) if together else Stored(joined=1))
    assert (article.url, further.article, further.url, further.url_given) == (FIRST, article, SECOND, SECOND)
    assert further.title == "Harbour bridge closed | Harbour Post"
    assert [articles_at(url).get() for url in (FIRST, SECOND)] == [article, article]


def test_storing_them_again_changes_nothing() -> None:
    rows = [row(FIRST), row(SECOND, title="Harbour bridge closed | Harbour Post")]
    store_rows(rows)
    assert store_rows(rows) == Stored(unchanged=2)
    assert (Article.objects.count(), Address.objects.count(), Revision.objects.count()) == (1, 1, 0)


def test_a_text_that_changed_at_the_second_address_is_a_revision_of_the_article() -> None:
    store_rows([row(FIRST), row(SECOND)])
    assert store_rows([row(SECOND, text=LONG + " It is open again.")]) == Stored(updated=1)
    assert Article.objects.get().text.endswith("It is open again.")
    assert Revision.objects.get().text == LONG.strip()


@pytest.mark.parametrize(
    "other",
    [
        row(SECOND, source="Vale Courier"),
        row(SECOND, title="What the mayor said of it"),
        row(SECOND, text=LONG + " And more."),
    ],
)
def test_another_outlet_title_or_text_is_another_article(other: Row) -> None:
    assert store_rows([row(FIRST), other]) == Stored(created=2)


def test_short_texts_are_never_taken_for_one_article() -> None:
    assert store_rows([row(FIRST, text="Read more."), row(SECOND, text="Read more.")]) == Stored(created=2)


def test_the_export_lists_every_address() -> None:
    store_rows([row(FIRST), row(SECOND)])
    assert [line["articles"] for line in exported_stories()] == [[{"url": FIRST}, {"url": SECOND}]]


def test_a_date_in_the_future_gives_way_to_the_day_it_was_first_seen() -> None:
    ahead = row(FIRST, published="2099-01-01")
    assert ahead.notes == ["date in the future '2099-01-01'; the day it is first seen is used"]
    store_rows([ahead])
    article = Article.objects.get()
    assert article.published == article.first_seen
    assert article.is_dated_by_arrival
    assert store_rows([ahead]) == Stored(unchanged=1)

    store_rows([row(FIRST, published="2026-11-02")])
    article.refresh_from_db()
    assert (article.published.isoformat(), article.is_dated_by_arrival) == ("2026-11-02T00:00:00+00:00", False)
