"""Lists of the API: pagination by number and by cursor, and the selection of keys."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.makers import make_article, make_story


@pytest.fixture
def stories(db) -> None:
    """Nine stories: some of the same size or on the same day, two without a date."""
    for number in range(9):
        published = None if number in (3, 7) else datetime(2026, 11, 1 + number // 2, tzinfo=UTC)
        make_story(
            *(
                make_article(f"Words of story {number}, text {each}.", published=published, source=f"Outlet {each}")
                for each in range(2 + number % 3)
            ),
            title=f"Story {number}",
        )


def read_all(client: Client, address: str) -> list[int]:
    found = []
    while address:
        answer = client.get(address).json()
        found += [row["id"] for row in answer["results"]]
        address = answer["next"]
    return found


@pytest.mark.parametrize("sort", ["latest", "biggest", "fastest", "independent"])
@pytest.mark.parametrize("start", ["", "&page=1"])
def test_following_next_gives_every_entry_once_in_order(client: Client, stories, sort: str, start: str) -> None:
    whole = [row["id"] for row in client.get(f"/api/v1/groups?sort={sort}&limit=100").json()["results"]]
    assert len(whole) == 9
    assert read_all(client, f"/api/v1/groups?sort={sort}&limit=2{start}") == whole


@pytest.mark.parametrize(
    "path",
    [
        "similar?sort=newest",
        "similar?sort=strongest",
        "similar?sort=strongest&kind=same story",
        "browse?source=northline",
        "sources?",
    ],
)
def test_every_list_can_be_read_to_its_end(client: Client, archive, path: str) -> None:
    whole = client.get(f"/api/v1/{path}&limit=100").json()
    assert (whole["next"], whole["count"] > 1) == (None, True)
    found, address = [], f"/api/v1/{path}&limit=1"
    while address:
        answer = client.get(address).json()
        found += answer["results"]
        address = answer["next"]
    assert found == whole["results"]


def test_a_cursor_stays_right_when_a_story_comes_in(client: Client, stories) -> None:
    first = client.get("/api/v1/groups?limit=3").json()
    shown = {row["id"] for row in first["results"]}
    late = datetime(2027, 1, 1, tzinfo=UTC)
    make_story(make_article("A late text.", published=late), make_article("Another one.", published=late), title="Late")
    rest = read_all(client, first["next"])
    assert (len(rest), shown & set(rest)) == (6, set())


@pytest.mark.parametrize(
    "cursor", ["x", "bnVsbA", "W10", "WyJsYXN0X2RhdGUsaWQiLCJ4IiwieSJd", "WyJsYXN0X2RhdGUsaWQiLG51bGwsbnVsbF0", "%00"]
)
def test_what_is_no_cursor_is_refused(client: Client, stories, cursor: str) -> None:
    response = client.get(f"/api/v1/groups?cursor={cursor}")
    assert (response.status_code, response.json()["detail"]) == (
        404,
        "This cursor is not valid for this list and sort order; use the one in `next`.",
    )


def test_a_cursor_of_another_order_is_refused(client: Client, stories) -> None:
    address = client.get("/api/v1/groups?limit=3").json()["next"]
    assert client.get(f"{address}&sort=biggest").status_code == 404


def test_search_says_where_the_next_page_is(client: Client, archive) -> None:
    first = client.get("/api/v1/search?q=bridge&page_size=1").json()
    assert len(first["results"]) == 1
    assert first["next"] == "http://testserver/api/v1/search?q=bridge&page_size=1&page=2"
    assert client.get("/api/v1/search?q=bridge&page_size=1&page=3").json()["next"] is None


def test_a_page_of_a_search_has_at_most_a_hundred_hits(client: Client, archive) -> None:
    assert client.get("/api/v1/search?q=bridge&page_size=100").status_code == 200
    assert client.get("/api/v1/search?q=bridge&page_size=101").status_code == 422


def test_fields_leave_out_every_other_key(client: Client, archive) -> None:
    answer = client.get("/api/v1/groups?fields=id,title&sort=biggest").json()
    assert answer["results"][0] == {"id": archive["agency"].story_id, "title": archive["agency"].story.title}
    assert (answer["count"], answer["next"]) == (2, None)
    article = archive["own"]
    assert client.get(f"/api/v1/articles/{article.pk}?fields=words").json() == {"words": article.words}


def test_a_field_that_does_not_exist_is_refused_with_those_that_do(client: Client, archive) -> None:
    response = client.get("/api/v1/sources?fields=name,nothing")
    assert response.status_code == 422
    assert response.json()["detail"] == (
        "query.fields: Unknown fields: nothing. "
        "Known fields: articles, first_published, home_page, last_published, name, slug."
    )
