"""Three thousand articles can form one story, and its pages read no more than they show."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsgroups.models import Article, Pair, Story
from newsgroups.stories.derived.sketches import sketch_pending
from newsgroups.stories.groups.regroup import regroup, regroup_around
from tests.makers import make_article, make_source
from tests.stories.texts import members
from tests.web.curators.test_curating import curator

__all__ = ["curator"]
pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 11, 2, tzinfo=UTC)


def make_large(number: int) -> list[int]:
    """Articles of 50 outlets, each similar to the next ten: what processing stores for a story, without the time it
    takes.
    """
    outlets = [make_source(f"Outlet {each}") for each in range(50)]
    articles = [
        Article(
            source=outlets[place % 50],
            url=f"https://news.example/large/{place}",
            url_given=f"https://news.example/large/{place}",
            title=f"Harbour bridge, day {place}",
            text=f"The harbour bridge of Port Calder stays closed, said Ruth Ansgar on day {place}.",
            published=FIRST + timedelta(minutes=place),
        )
        for place in range(number)
    ]
    for article in articles:
        article.mark_changed()
        article.needs_match = article.needs_index = False
    ids = [article.pk for article in Article.objects.bulk_create(articles, batch_size=500)]
    Pair.objects.bulk_create(
        [
            Pair(left_id=left, right_id=right, kind="same story", probability=0.9, score=0.9, same_source=False)
            for place, left in enumerate(ids)
            for right in ids[place + 1 : place + 11]
        ],
        batch_size=2_000,
    )
    # PostgreSQL updates its statistics by itself, but not within a transaction; without them, queries take minutes.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sketch_pending()
    regroup()
    return ids


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as context:
        assert client.get(url).status_code == 200
    return len(context)


def test_it_is_one_story_and_keeps_its_id_when_an_article_comes_late() -> None:
    ids = make_large(3_000)
    ((story, articles),) = members().items()
    assert articles == ids
    late = make_article("The bridge opens again.", title="Open", source="Outlet 1", needs_match=False)
    Pair.objects.bulk_create(
        Pair(left_id=each, right=late, kind="same story", probability=0.9, score=0.9, same_source=False)
        for each in ids[-6:]
    )
    regroup_around([late.pk])
    assert members() == {story: [*ids, late.pk]}
    told = Story.objects.get(pk=story)
    assert (told.article_count, told.source_count, told.first_date) == (3_001, 50, FIRST)


def test_its_pages_take_the_queries_of_a_small_one_and_show_a_page_of_it(curator: Client) -> None:
    pages = "group", "group_all", "curate"
    make_large(220)
    few = {page: queries(curator, reverse(page, args=[Story.objects.get().pk]) + "?page=2") for page in pages}
    Story.objects.all().delete()
    Article.objects.all().delete()
    make_large(3_000)
    for page in pages:
        address = reverse(page, args=[Story.objects.get().pk])
        assert queries(curator, address + "?page=2") <= few[page]
        count = curator.get(address).context["page"].pages
        last = curator.get(f"{address}?page={count}").context["page"]
        assert (last.count, last.number, last.pages) == (3_000, count, count)
        assert 0 < len(last.items) <= 200
    told = curator.get(reverse("group", args=[Story.objects.get().pk]) + "?page=15").context["told"]
    assert len(told) == 20
    assert all(each.closest and each.probability == 0.9 and "Ruth Ansgar" in each.reason.words for each in told)
