"""A page takes the same number of database queries however much it shows."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsgroups.models import Story
from newsgroups.pipeline.process import process_articles
from tests.closing import given_up
from tests.makers import make_article
from tests.web.conftest import AGENCY, OWN_WORDS, address

PAGES = {
    "/": 15,
    "/groups/?sort=biggest&outlets=2&from=2026-01-01": 12,
    "group": 22,
    "group_all": 9,
    "/similar/": 8,
    "compare": 10,
    "/search/?q=bridge": 8,
    "/search/?q=bridge&source=northline&from=2026-01-01": 7,
    "/search/?q=nothingatall&source=northline&from=2026-01-01": 5,
    "/browse/": 6,
    "/browse/?month=2026-11": 6,
    "/browse/?source=northline": 7,
    "/browse/?from=2026-11-02&to=2026-11-02": 9,
    "/follow/?what=search&q=bridge": 1,
    "article": 10,
    "article_changes": 3,
    "source": 16,
    "/about/": 9,
    "/groups/feed/": 6,
    "/groups.csv": 1,
    "/groups/feed.json": 6,
    "/sources/northline/feed/": 3,
    "/changes/feed/": 2,
    "/api/": 1,
    "/api/v1/groups": 2,
    "/api/v1/similar": 2,
    "/api/v1/similar?sort=strongest&source=northline": 6,
    "/api/v1/browse?source=northline": 5,
    "/api/v1/browse/months": 1,
    "/api/v1/sources": 2,
    "/api/v1/sources/northline": 11,
    "/api/v1/about": 8,
    "/api/v1/search?q=bridge": 3,
    "/lookup/": 3,
}


def queries(client: Client, url: str) -> int:
    """Counts the queries of a page for a returning reader: of the footer, only whether curators changed its figures
    is queried.
    """
    given_up(client.get(url))
    with CaptureQueriesContext(connection) as context:
        response = client.get(url)
        if response.streaming:
            list(response.streaming_content)
            given_up(response)
    assert response.status_code == 200
    return len(context)


def more_of_everything(first: int = 0) -> None:
    for number in range(first, first + 6):
        outlet = f"Outlet {number}"
        make_article(f"{AGENCY} Edition {number}.", title=f"Harbour bridge closed, edition {number}", source=outlet)
        make_article(
            f"{OWN_WORDS} {number + 40} buses left the pier before dawn.",
            title=f"A long way round, edition {number}",
            source=outlet,
        )
    process_articles()
    cache.clear()


@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client, archive, page: str) -> None:
    more_of_everything()
    archive["agency"].refresh_from_db()
    few = queries(client, address(page, archive))
    more_of_everything(6)
    archive["agency"].refresh_from_db()
    many = queries(client, address(page, archive))
    assert (few, many) == (PAGES[page], PAGES[page])


def test_the_rows_did_grow(client: Client, archive) -> None:
    before = Story.objects.get(pk=archive["agency"].story_id).article_count
    more_of_everything()
    archive["agency"].refresh_from_db()
    assert archive["agency"].story.article_count == before + 12
