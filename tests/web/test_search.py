import shutil

import pytest
from django.test import Client
from haystack import connections


def titles(client: Client, query: str) -> list[str]:
    return [hit.article.title for hit in client.get(f"/search/?{query}").context["found"].hits]


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_words_are_found_in_all_their_forms_and_marked(client: Client, archive) -> None:
    response = client.get("/search/?q=champions")
    assert response.context["found"].count == 2
    assert "Chess <mark>champion</mark> of Skerrow banned for two years" in text_of(response)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=bridge", 3),
        ("q=%22harbour+bridge%22", 3),
        ("q=bridge&source=daily-lantern", 1),
        ("q=bridge&from=2026-11-03", 1),
        ("q=bridge&to=2026-11-02", 2),
        ("source=northline", 2),
        ("q=bridge+-ferry", 0),
    ],
)
def test_queries_and_filters_go_together(client: Client, archive, query: str, count: int) -> None:
    assert client.get(f"/search/?{query}").context["found"].count == count


def test_results_can_be_sorted_by_date(client: Client, archive) -> None:
    newest = titles(client, "q=bridge&sort=newest")
    assert newest == titles(client, "q=bridge&sort=oldest")[::-1]
    assert newest[0] == "The long way round: Port Calder without its bridge"


def test_nothing_found_offers_what_would_find_something(client: Client, archive) -> None:
    response = client.get("/search/?q=bridge&source=kestrel-radio")
    ways = [(way.label, way.count, way.address) for way in response.context["ways_on"]]
    assert ways == [("look at all outlets", 3, "?q=bridge")]


def test_only_ways_that_find_something_are_offered(client: Client, archive) -> None:
    assert client.get("/search/?q=bridge&source=kestrel-radio&from=2026-11-05").context["ways_on"] == []


def test_a_misspelt_word_is_mended_from_the_archives_own_words(client: Client, archive) -> None:
    response = client.get("/search/?q=chess+champon")
    assert [way.label for way in response.context["ways_on"]] == ["search for chess champion"]


def test_what_could_not_be_read_is_said(client: Client, archive) -> None:
    response = client.get("/search/?q=%22harbour+bridge")
    assert response.status_code == 200
    assert response.context["found"].notes != []


def test_a_missing_index_is_said_and_everything_else_works(client: Client, archive, own_index) -> None:
    shutil.rmtree(own_index)
    connections.reload("default")
    response = client.get("/search/?q=bridge")
    assert response.status_code == 503
    assert "Everything else of the site works." in text_of(response)
    assert "manage.py" in text_of(response)
    assert client.get("/healthz").json() == {"status": "failing", "database": "ok", "search": "failing"}
    assert client.get("/api/v1/search?q=bridge").status_code == 503
    for page in ("/", "/similar/", "/browse/", "/about/", archive["agency"].get_absolute_url()):
        assert client.get(page).status_code == 200


def test_every_example_of_the_help_can_be_clicked(client: Client, archive) -> None:
    examples = client.get("/search/help/").context["examples"]
    for query, _ in examples:
        response = client.get("/search/", {"q": query})
        assert (query, response.status_code, response.context["found"].notes) == (query, 200, [])


@pytest.mark.parametrize(
    "query", ['"unclosed', "AND", "*", "title:", "[", "((((", "x" * 10_000, "\0", "a OR OR b", "-"]
)
def test_no_query_is_an_error(client: Client, archive, query: str) -> None:
    assert client.get("/search/", {"q": query}).status_code == 200
    assert client.get("/api/v1/search", {"q": query}).status_code == 200
