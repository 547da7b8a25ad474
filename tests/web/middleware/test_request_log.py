"""The access log records requests and durations, but never what a visitor typed."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from newsgroups.common.logs import JsonFormatter, RequestFilter, TextFormatter
from tests.makers import make_article

pytestmark = pytest.mark.django_db


class Lines(logging.Handler):
    """Receives what a log collector would: every record, filtered as configured in the settings."""

    def __init__(self) -> None:
        super().__init__()
        self.addFilter(RequestFilter())
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    @property
    def access(self) -> list[logging.LogRecord]:
        return [record for record in self.records if record.name == "newsgroups.access"]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[Lines]:
    caplog.set_level(logging.INFO, logger="newsgroups.access")
    handler = Lines()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def test_a_request_is_one_line_with_route_status_and_duration(client: Client, lines) -> None:
    article = make_article()
    client.get(f"/articles/{article.pk}/")

    (line,) = lines.access
    assert (line.method, line.route, line.status) == ("GET", "articles/<int:pk>/", 200)
    assert 0 < line.milliseconds < 60_000
    assert line.getMessage().startswith("GET articles/<int:pk>/ 200 in ")


def test_what_a_visitor_typed_is_in_no_line(client: Client, lines) -> None:
    client.get("/search/", {"q": "pelican-secret"}, headers={"user-agent": "heron-secret", "referer": "https://egret"})
    client.post("/lookup/", {"text": "A text about a cormorant-secret that nobody may read in a log."})
    client.get("/lookup/reports/bittern-secret/")
    client.get("/no/such/page/grebe-secret")

    assert [line.route for line in lines.access] == [
        "search/",
        "lookup/",
        "lookup/reports/<str:token>/",
        "unknown",
    ]
    written = [JsonFormatter().format(line) for line in lines.records]
    assert "Not Found: lookup/reports/<str:token>/" in [json.loads(line)["message"] for line in written]
    assert not [line for line in written if "secret" in line or "egret" in line]


def test_each_answer_names_its_request(client: Client, lines) -> None:
    answered = [client.get("/robots.txt")["X-Request-ID"] for _ in range(2)]
    assert [line.request_id for line in lines.access] == answered
    assert len({*answered}) == 2


def test_an_id_is_taken_from_a_trusted_proxy_only(client: Client, settings) -> None:
    named = {"X-Request-ID": "edge-0123456789"}
    assert client.get("/robots.txt", headers=named)["X-Request-ID"] != "edge-0123456789"
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert client.get("/robots.txt", headers=named)["X-Request-ID"] == "edge-0123456789"
    forged = {"X-Request-ID": "edge 0123456789 FATAL all is lost"}
    assert len(client.get("/robots.txt", headers=forged)["X-Request-ID"]) == 32


def record(message: str, **fields: object) -> logging.LogRecord:
    found = logging.makeLogRecord(
        {"name": "newsgroups", "levelname": "WARNING", "msg": message, "created": 0, **fields}
    )
    found.msecs = 7
    return found


def test_json_lines_hold_known_fields_only() -> None:
    line = JsonFormatter().format(record("Slow", status=200, password="x", request_id="abcdefgh"))
    assert json.loads(line) == {
        "time": "1970-01-01T00:00:00.007Z",
        "level": "WARNING",
        "logger": "newsgroups",
        "request_id": "abcdefgh",
        "message": "Slow",
        "status": 200,
    }


def test_a_line_break_cannot_forge_a_line() -> None:
    line = TextFormatter().format(record("One\nWARNING two", request_id="-"))
    assert line == "1970-01-01T00:00:00Z WARNING newsgroups [-] One\\nWARNING two"
