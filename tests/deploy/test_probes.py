"""Probes come by plain HTTP and by address; the API needs HTTPS; refusals are logged without what was sent."""

import logging

import pytest
from django.test import Client

from newsgroups.common.logs import JsonFormatter, RequestFilter

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(settings) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["news.example"], True


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_answered_by_plain_http_whatever_the_host(client: Client, public, path: str) -> None:
    answer = client.get(path, headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code in (200, 503), answer["Content-Type"]) == (True, "application/json")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get("/", headers={"host": "10.0.0.7"}, secure=True).status_code == 400


def test_pages_lead_to_https_and_the_api_says_why_it_does_not(client: Client, public) -> None:
    page = client.get("/groups/", headers={"host": "news.example"})
    assert (page.status_code, page["Location"]) == (301, "https://news.example/groups/")
    refused = client.get("/api/v1/groups", headers={"host": "news.example"})
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert refused.json()["detail"].startswith("The API is available by HTTPS only.")
    assert client.get("/api/v1/groups", headers={"host": "news.example"}, secure=True).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/groups", "/static/icon.svg"])
def test_a_request_is_not_echoed(client: Client, path: str) -> None:
    assert client.generic("TRACE", path).status_code == 405


def test_refusals_are_logged_without_what_was_sent(settings, tmp_path, caplog) -> None:
    settings.DATA_DIR, settings.RATE_LIMITS = tmp_path, {"search": 1}
    client = Client(enforce_csrf_checks=True)
    handler = caplog.handler
    handler.addFilter(filtered := RequestFilter())
    with caplog.at_level(logging.WARNING):
        client.post("/lookup/reports/bittern-secret/delete/", {"key": "x"})
        for _ in range(2):
            answer = client.get("/search/", {"q": "pelican-secret"})
    handler.removeFilter(filtered)
    assert answer.status_code == 429
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert [line for line in lines if "secret" in line] == []
    told = [record.getMessage() for record in caplog.records]
    assert "Forbidden (CSRF cookie not set.): lookup/reports/<str:token>/delete/" in told
    (limited,) = (line for line in told if line.startswith("rate limit reached"))
    assert limited[:45] == "rate limit reached: search/, visitor " + limited[37:45]
