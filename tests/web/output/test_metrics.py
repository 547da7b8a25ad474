"""The metrics for monitoring systems, and who may read them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from newsgroups.models import Feed, Run
from tests.makers import make_article, make_source, make_story

pytestmark = pytest.mark.django_db


def figures(client: Client) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=")
    lines = (line.rpartition(" ") for line in answer.content.decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_the_state_of_the_archive_is_counted(client: Client) -> None:
    make_story(make_article(), make_article(source="Anchor"))
    make_article(hidden=True, needs_sketch=False)
    Feed.objects.create(source=make_source(), url="https://news.example/feed", failures=2)
    Run.objects.create(command="run_pipeline", state=Run.State.DONE, ended=timezone.now() - timedelta(hours=2))

    found = figures(client)
    assert found['newsgroups_articles{state="visible"}'] == 2
    assert found['newsgroups_articles{state="hidden"}'] == 1
    assert found['newsgroups_pending_articles{stage="sketch"}'] == 2
    assert found["newsgroups_stories"] == 1
    assert found["newsgroups_failing_feeds"] == 1
    assert 7_200 <= found["newsgroups_last_run_age_seconds"] < 7_300
    assert found["newsgroups_index_usable"] == 0
    assert found["newsgroups_data_bytes"] >= 0


def test_requests_are_timed_by_route(client: Client) -> None:
    counted = 'newsgroups_request_seconds_count{method="GET",route="robots.txt",status="200"}'
    before = figures(client).get(counted, 0)
    client.get("/robots.txt")
    client.get("/robots.txt?q=secret")
    found = figures(client)
    assert found[counted] == before + 2
    assert not [name for name in found if "secret" in name]


def test_a_made_up_method_makes_no_series_of_its_own(client: Client) -> None:
    client.generic("BREW", "/robots.txt")
    found = figures(client)
    assert 'newsgroups_request_seconds_count{method="other",route="unknown",status="405"}' in found
    assert not [name for name in found if "BREW" in name]


def test_others_find_nothing_there(client: Client, settings) -> None:
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    settings.METRICS_ALLOWED = ["203.0.113.9"]
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 200
