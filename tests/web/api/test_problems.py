"""Errors of the API have one format (RFC 9457), whoever raises them."""

import pytest
from django.test import Client

from tests.makers import make_article


@pytest.mark.parametrize(
    ("method", "path", "status", "title", "detail"),
    [
        ("get", "nothing/here", 404, "Not Found", "There is nothing at this address."),
        ("get", "articles/0", 404, "Not Found", "Nothing in the archive has this name or number."),
        ("put", "groups", 405, "Method Not Allowed", "This address does not support this method."),
        ("get", "report", 401, "Unauthorized", "This needs a valid token, or a log-in."),
        ("get", "browse/months/2026-13", 422, "Unprocessable Entity", None),
    ],
)
def test_errors_are_problem_documents(client: Client, db, method, path, status, title, detail) -> None:
    response = getattr(client, method)(f"/api/v1/{path}")
    body = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert response["Content-Length"] == str(len(response.content))
    assert (response.status_code, body["status"], body["title"]) == (status, status, title)
    assert (body["type"], body["detail"]) == ("about:blank", detail or body["detail"])


def test_values_that_are_refused_are_said_in_a_sentence_and_one_by_one(client: Client, db) -> None:
    body = client.get("/api/v1/search?page=0&sort=best").json()
    assert body["detail"] == (
        "query.sort: Input should be 'relevance', 'newest' or 'oldest'; "
        "query.page: Input should be greater than or equal to 1"
    )
    assert [error["loc"] for error in body["errors"]] == [["query", "sort"], ["query", "page"]]


def test_a_hidden_article_is_gone(client: Client, db) -> None:
    article = make_article(hidden=True)
    response = client.get(f"/api/v1/articles/{article.pk}")
    assert (response.status_code, response.json()["detail"]) == (410, "This has been removed from the archive.")


def test_who_asks_too_often_is_told_when_to_ask_again(client: Client, archive, settings, tmp_path) -> None:
    settings.DATA_DIR, settings.RATE_LIMITS = tmp_path, {"search": 1}
    client.get("/api/v1/search?q=bridge")
    response = client.get("/api/v1/search?q=bridge")
    assert (response.status_code, response["Content-Type"]) == (429, "application/problem+json")
    assert 55 <= int(response["Retry-After"]) <= 60


def test_pages_keep_their_own_errors(client: Client, db) -> None:
    assert client.get("/articles/0/")["Content-Type"].startswith("text/html")


def test_an_answer_that_a_client_has_is_not_sent_again(client: Client, archive) -> None:
    first = client.get("/api/v1/groups")
    again = client.get("/api/v1/groups", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "no-cache"
    make_article(story=archive["own"].story)
    archive["own"].story.recount()
    archive["own"].story.save()
    assert client.get("/api/v1/groups", headers={"If-None-Match": first["ETag"]}).status_code == 200
