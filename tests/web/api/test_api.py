import pytest
from django.db import connection
from django.test import Client

from tests.web.conftest import AGENCY

SECOND_PARAGRAPH = AGENCY.split("\n\n")[1]


def test_search_gives_articles_with_marked_pieces(client: Client, archive) -> None:
    answer = client.get("/api/v1/search?q=chess&sort=oldest").json()
    assert (answer["count"], answer["page"], answer["pages"]) == (2, 1, 1)
    article = archive["chess"]
    first = answer["results"][0]
    assert {name: first[name] for name in ("id", "url", "title", "source", "published", "story")} == {
        "id": article.pk,
        "url": article.url,
        "title": "Chess champion of Skerrow banned for two years",
        "source": "Northline",
        "published": "2026-11-05T12:00:00Z",
        "story": article.story_id,
    }
    assert first["highlights"]["title"][0] == {"text": "Chess", "marked": True}


@pytest.mark.parametrize(
    ("query", "count"),
    [("q=bridge&from=2026-11-03", 1), ("q=bridge&to=2026-11-02", 2), ("q=bridge&source=northline", 1)],
)
def test_search_takes_the_filters_of_the_page(client: Client, archive, query: str, count: int) -> None:
    assert client.get(f"/api/v1/search?{query}").json()["count"] == count


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "to=0",
        "from=1700000000",
        "page=0",
        "sort=best",
        "page=x",
        "source=bogus",
        "outlet=northline",
    ],
)
def test_what_is_no_value_is_refused_with_what_and_where(client: Client, archive, query: str) -> None:
    response = client.get(f"/api/v1/search?q=bridge&{query}")
    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][-1] == query.partition("=")[0]


def lookup(client: Client, **question: object):
    return client.post("/api/v1/lookup", question, content_type="application/json")


def test_lookup_gives_passages_in_characters_of_both_texts(client: Client, archive) -> None:
    text = f"Some words of my own. {SECOND_PARAGRAPH}"
    match = lookup(client, text=text).json()["matches"][0]
    assert match["article"]["id"] == archive["agency"].pk
    served = client.get(f"/api/v1/articles/{archive['agency'].pk}").json()["text"]
    (passage,) = match["copied"]["passages"]
    taken = text[passage["query_start"] : passage["query_end"]]
    assert taken == served[passage["article_start"] : passage["article_end"]]
    assert taken == SECOND_PARAGRAPH.rstrip(".")
    assert 0 < match["same_story"] <= 1
    assert 0 < match["copied"]["of_article"] < match["copied"]["of_query"] < 1


@pytest.mark.parametrize("question", [{}, {"text": "a", "url": "b"}, {"text": SECOND_PARAGRAPH, "limit": 0}])
def test_a_question_that_makes_no_sense_is_refused(client: Client, archive, question) -> None:
    assert lookup(client, **question).status_code == 422


def test_a_text_that_is_too_short_is_refused_with_a_sentence(client: Client, archive) -> None:
    response = lookup(client, text="two words")
    assert response.status_code == 422
    assert response.json()["detail"] == "The text has 2 words; a look-up needs at least 5."


def test_lookup_takes_dates_and_a_limit(client: Client, archive) -> None:
    answer = lookup(client, text=SECOND_PARAGRAPH, limit=1).json()
    assert [match["article"]["source"] for match in answer["matches"] if match["copied"]["of_query"]] == ["Northline"]
    answer = lookup(client, text=SECOND_PARAGRAPH, **{"from": "2026-11-03", "to": "2026-11-04"}).json()
    assert [match for match in answer["matches"] if match["copied"]["of_query"]] == []


def test_a_story_has_its_articles_in_order(client: Client, archive) -> None:
    story = archive["agency"].story
    answer = client.get(f"/api/v1/groups/{story.pk}").json()
    assert (answer["id"], answer["article_count"], answer["source_count"]) == (story.pk, 3, 3)
    names = ["agency", "copy", "own"]
    assert [article["id"] for article in answer["articles"]] == [archive[name].pk for name in names]


def test_stories_take_the_filters_of_the_page(client: Client, archive) -> None:
    answer = client.get("/api/v1/groups?outlets=3&sort=biggest").json()
    assert [story["id"] for story in answer["results"]] == [archive["agency"].story_id]


def test_similar_articles_come_with_shares_seen_from_the_one_asked_for(client: Client, archive) -> None:
    results = client.get(f"/api/v1/articles/{archive['copy'].pk}/similar").json()["results"]
    assert [each["article"]["id"] for each in results] == [archive["agency"].pk, archive["own"].pk]
    assert results[0]["kind"] == "near copy"
    assert results[0]["copied"]["of_this"] < results[0]["copied"]["of_other"]
    assert [each["one_story"] for each in results] == [True, True]
    assert all("Ruth Ansgar" in each["shared"]["words"] for each in results)


def test_compare_gives_passages_and_the_probability(client: Client, archive) -> None:
    answer = client.get(f"/api/v1/compare/{archive['agency'].pk}/{archive['copy'].pk}").json()
    assert answer["same_story"] > 0.9
    assert answer["copied"]["passages"][0]["article_start"] == 0


def test_what_does_not_exist_is_not_found(client: Client, archive) -> None:
    for path in ("articles/0", "articles/0/similar", "groups/0", "compare/0/1"):
        assert (path, client.get(f"/api/v1/{path}").status_code) == (path, 404)


def test_the_api_describes_itself(client: Client, db) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert sorted(paths) == [
        "/api/v1/about",
        "/api/v1/articles",
        "/api/v1/articles/{pk}",
        "/api/v1/articles/{pk}/changes",
        "/api/v1/articles/{pk}/similar",
        "/api/v1/browse",
        "/api/v1/browse/months",
        "/api/v1/browse/months/{month}",
        "/api/v1/collections",
        "/api/v1/collections/{slug}",
        "/api/v1/compare/{left}/{right}",
        "/api/v1/decisions/{pk}/undo",
        "/api/v1/groups",
        "/api/v1/groups/{pk}",
        "/api/v1/groups/{pk}/decisions",
        "/api/v1/groups/{pk}/passages",
        "/api/v1/judgements",
        "/api/v1/lookup",
        "/api/v1/lookup/bulk",
        "/api/v1/queue",
        "/api/v1/report",
        "/api/v1/search",
        "/api/v1/similar",
        "/api/v1/sources",
        "/api/v1/sources/{slug}",
    ]


HALF = "\ud800"


@pytest.mark.parametrize(
    "question",
    [
        {"text": f"{SECOND_PARAGRAPH} {HALF}"},
        {"text": SECOND_PARAGRAPH, HALF: HALF},
    ],
)
def test_half_a_character_is_read_as_one_that_cannot_be_shown(client: Client, archive, question) -> None:
    assert lookup(client, **question).status_code == 200


def test_half_a_character_is_the_name_of_no_outlet(client: Client, archive) -> None:
    assert lookup(client, text=SECOND_PARAGRAPH, source=[HALF]).status_code == 422


def test_half_a_character_moves_no_offset(client: Client, archive) -> None:
    text = f"{HALF} {SECOND_PARAGRAPH}"
    (passage,) = lookup(client, text=text).json()["matches"][0]["copied"]["passages"]
    assert text[passage["query_start"] : passage["query_end"]] == SECOND_PARAGRAPH.rstrip(".")


def test_half_a_character_in_a_number_or_a_day_is_refused_where_it_stands(client: Client, archive) -> None:
    for name in ("limit", "from"):
        response = lookup(client, text=SECOND_PARAGRAPH, **{name: HALF})
        assert (response.status_code, response.json()["errors"][0]["loc"][-1]) == (422, name)


@pytest.mark.parametrize(
    ("method", "address", "status", "detail"),
    [
        ("get", "nothing", 404, "There is nothing at this address."),
        ("get", "lookup", 405, "This address does not support this method."),
        ("delete", "search", 405, "This address does not support this method."),
        ("get", "articles/0", 404, "Nothing in the archive has this name or number."),
    ],
)
def test_errors_are_json(client: Client, archive, method: str, address: str, status: int, detail: str) -> None:
    response = client.generic(method.upper(), f"/api/v1/{address}")
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (status, "application/problem+json")
    assert response.json()["detail"] == detail


def test_a_fault_of_the_site_is_json_and_tells_nothing_of_it(archive) -> None:
    client = Client(raise_request_exception=False)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE newsgroups_pair RENAME TO newsgroups_pair_gone")
    response = client.get(f"/api/v1/compare/{archive['agency'].pk}/{archive['copy'].pk}")
    assert (response.status_code, response.json()["detail"]) == (
        500,
        "Something went wrong on the server; the error has been logged.",
    )


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/groups?source=bogus",
        "/api/v1/groups?outlet=northline",
        "/api/v1/groups?from=2026-11-05&to=2026-11-01",
        "/api/v1/search?q=bridge&from=2026-11-05&to=2026-11-01",
        "/api/v1/search?q=bridge&outlet=northline",
        "/api/v1/similar?source=bogus",
        "/api/v1/browse?outlet=northline",
        "/api/v1/browse/months?source=northline",
        "/api/v1/browse/months/2026-11?source=northline",
        "/api/v1/sources?source=northline",
        "/api/v1/articles?url=https://northline.example/a&source=northline",
        "/api/v1/articles/{pk}/similar?source=bogus",
        "/api/v1/articles/{pk}/changes?kind=headline",
    ],
)
def test_a_filter_that_cannot_be_honored_is_refused(client: Client, archive, address: str) -> None:
    response = client.get(address.replace("{pk}", str(archive["agency"].pk)))
    assert (response.status_code, response.json()["errors"][0]["loc"][0]) == (422, "query")


def test_a_look_up_in_an_outlet_that_is_none_is_refused(client: Client, archive) -> None:
    assert lookup(client, text=SECOND_PARAGRAPH, source=["bogus"]).status_code == 422
    assert lookup(client, text=SECOND_PARAGRAPH, source=["northline"]).status_code == 200
