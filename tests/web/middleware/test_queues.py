"""Expensive requests wait in their own queue, while pages are served as usual."""

from contextlib import ExitStack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from newsgroups.common.processes.concurrency_limit import Busy
from newsgroups.management.commands import run_site
from newsgroups.stories.lookup import look_up
from newsgroups.web.middleware.rate_limit import visitor
from newsgroups.web.middleware.request_queues import HEAVY, OWN, SENTENCE, costly, queue_for
from tests.closing import given_up
from tests.web.conftest import AGENCY

LIGHT = AGENCY
LONG = f"{AGENCY}\n\n" * (HEAVY // len(AGENCY) + 1)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for gate in (queue_for(LIGHT), queue_for(LONG)):
        monkeypatch.setattr(gate, "patience", 0.05)


def page(client: Client, text: str):
    return client.post("/lookup/", {"text": text})


def api(client: Client, text: str):
    return client.post("/api/v1/lookup", {"text": text}, content_type="application/json")


def upload(client: Client, text: str):
    return client.post("/lookup/", {"file": SimpleUploadedFile("a.txt", text.encode())})


@pytest.mark.parametrize("ask", [page, api, upload])
def test_a_long_text_behind_another_is_told_when_to_come_back(client: Client, archive, impatient, ask) -> None:
    with queue_for(LONG).entered():
        answer = ask(client, LONG)
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        assert SENTENCE in answer.content.decode()
        # Neither short texts nor pages wait for it.
        assert ask(client, LIGHT).status_code == 200
        assert client.get(f"/articles/{archive['agency'].pk}/").status_code == 200
    assert ask(client, LONG).status_code == 200


def test_a_long_comparison_waits_with_long_texts(client: Client, archive, impatient) -> None:
    address = f"/lookup/compare/{archive['agency'].pk}/"
    with queue_for(LONG).entered():
        assert client.post(address, {"text": LONG}).status_code == 503
        assert client.post(address, {"text": LIGHT}).status_code == 200


def test_threads_are_left_for_pages_whatever_else_is_asked(client: Client, archive) -> None:
    inside = 0
    with ExitStack() as places, pytest.raises(Busy):
        while True:
            places.enter_context(costly(RequestFactory().get("/", REMOTE_ADDR=f"192.0.2.{inside}"), "paste"))
            inside += 1
            answer = page(client, LIGHT)
            assert (answer.status_code == 503) == (inside == 5)
    assert run_site.THREADS - inside == 3


def of_somebody_else(kind: str) -> str:
    """Returns an address that is not mistaken for that of the test's client."""
    requests = [RequestFactory().get("/", REMOTE_ADDR=f"203.0.113.{number}") for number in range(9)]
    mine = visitor(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1"), kind)[0]
    return next(each.META["REMOTE_ADDR"] for each in requests if visitor(each, kind)[0] != mine)


@pytest.mark.parametrize(("kind", "most"), [("paste", 2), ("upload", 1), ("address", 1)])
def test_one_visitor_leaves_places_to_others(client: Client, archive, kind: str, most: int) -> None:
    def ask(**extra: str):
        asked = {
            "paste": {"text": LIGHT},
            "upload": {"file": SimpleUploadedFile("a.txt", LIGHT.encode())},
            "address": {"text": archive["agency"].url},
        }
        return client.post("/lookup/", asked[kind], **extra)

    with ExitStack() as places:
        for _ in range(most):
            places.enter_context(costly(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1"), kind))
        answer = ask()
        assert (answer.status_code, answer["Retry-After"]) == (503, "2")
        assert OWN in answer.content.decode().replace("&#x27;", "'")
        assert ask(REMOTE_ADDR=of_somebody_else(kind)).status_code == 200
    assert ask().status_code == 200


def test_a_text_that_is_refused_does_not_wait(client: Client, archive, impatient) -> None:
    with queue_for(LONG).entered():
        for ask in (page, api):
            assert ask(client, "x" * 200_001).status_code == 422


@pytest.mark.parametrize("ask", [page, api])
def test_an_answer_that_ran_out_of_time_says_so(client: Client, archive, monkeypatch, ask) -> None:
    monkeypatch.setattr("newsgroups.web.views.lookup.lookup.SECONDS_FOR_VISITORS", 0.0)
    monkeypatch.setattr("newsgroups.web.api.routers.search.SECONDS_FOR_VISITORS", 0.0)
    answer = ask(client, LIGHT)
    assert (answer.status_code, look_up.SECONDS_FOR_VISITORS) == (200, 0.8)
    assert "The look-up ran out of time. These are the best matches found so far" in (answer.content.decode())


@pytest.mark.parametrize("address", ["/search.csv?q=bridge", "/groups.csv"])
def test_a_third_table_waits_until_one_was_sent_or_given_up(client: Client, archive, address: str) -> None:
    first, second = client.get(address), client.get(address)
    third = client.get(address)
    assert (third.status_code, third["Retry-After"]) == (503, "60")
    given_up(first)
    again = client.get(address)
    assert b"".join(again.streaming_content).startswith(b"id,title,")
    given_up(again)
    given_up(second)
