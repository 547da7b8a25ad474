"""The Report page for curators: runs, outlets, the queue, rejected and excluded items, and a chart."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from newsgroups.ingest.feeds.ingest_report import OTHERS, PLOTTED, arrivals
from newsgroups.models import Article, Feed, QueuedAddress, Run
from newsgroups.web.charts.arrivals_per_day import arrivals_chart
from tests.makers import make_article, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client: Client) -> Client:
    user = User.objects.create(username="ada", is_staff=True)
    user.groups.add(Group.objects.get(name="Curators"))
    client.force_login(user)
    return client


def test_visitors_are_asked_to_log_in_and_others_refused(client) -> None:
    assert client.get("/report/").status_code == 302
    client.force_login(User.objects.create(username="bob"))
    assert client.get("/report/").status_code == 403


def test_an_archive_without_anything_says_what_to_do(curator) -> None:
    page = curator.get("/report/").content.decode()
    for sentence in (
        "No articles have arrived in the last 30 days.",
        "No runs yet",
        "No outlet has a feed",
        "Queue is empty.",
        "Nothing was rejected.",
        "No pages have been excluded.",
    ):
        assert sentence in page


def test_rounds_outlets_queue_refusals_and_pages_set_aside_are_told(curator) -> None:
    now = timezone.now()
    run = Run.objects.create(command="run_pipeline", counts={"articles created": 1_200}, seconds={"fetched": 2})
    run.add_problem("Vale Courier", "https://vale.example/feed", "It is a page, not a feed.")
    run.end(Run.State.FAILED, reason="the disk is full")
    feed = Feed(source=make_source("Vale Courier"), url="https://vale.example/feed")
    feed.record_failure(now, "It is a page, not a feed.")
    feed.save()
    queued = QueuedAddress(
        url="https://vale.example/1", url_given="https://vale.example/1", added_at=now, not_before=now
    )
    queued.record_refusal(now, "No article was found on the page.")
    queued.save()
    make_article(source="Harbour Post", hidden=True, aside="log-in")

    page = curator.get("/report/").content.decode()
    for words in (
        "1,200 articles created",
        "the disk is full",
        "failing (1 in a row): It is a page, not a feed.",
        "<b>1</b> refused",
        "No article was found on the page.",
        "?aside__exact=log-in",
        "Harbour Post: 1",
    ):
        assert words in page


def test_queries_do_not_grow_with_outlets_and_runs(curator, django_assert_max_num_queries) -> None:
    for number in range(5):
        Run.objects.create(command="run_pipeline")
        Feed.objects.create(source=make_source(f"Outlet {number}"), url=f"https://a.example/{number}")
        make_article(source=f"Outlet {number}")
    with django_assert_max_num_queries(22):
        html = curator.get("/report/").content.decode()
    assert "Outlet 4" in html


def test_articles_are_counted_by_the_day_they_came_and_the_outlets_with_most() -> None:
    now = timezone.now()
    for number in range(PLOTTED + 2):
        for _ in range(PLOTTED + 2 - number):
            make_article(source=f"Outlet {number}")
    old = make_article(source="Outlet 0")
    Article.objects.filter(pk=old.pk).update(first_seen=now - timedelta(days=40))

    found = arrivals(now)
    assert found.outlets == [*(f"Outlet {number}" for number in range(PLOTTED)), OTHERS]
    assert found.counts[now.date(), "Outlet 0"] == 9
    assert found.counts[now.date(), OTHERS] == 2 + 1
    assert found.total == 45


def test_pieces_of_a_bar_stand_on_each_other() -> None:
    now = timezone.now()
    for name in ("Harbour Post", "Harbour Post", "Vale Courier"):
        make_article(source=name)
    chart = arrivals_chart(arrivals(now))
    first, second = chart.pieces
    assert (first.y + first.height, second.y + second.height, second.y) == (chart.height, first.y, 0)
    assert (chart.legend, chart.greatest) == ([(1, "Harbour Post"), (2, "Vale Courier")], 3)
    assert chart.rows == [(now.date(), [2, 1], 3)]
    assert arrivals_chart(arrivals(now + timedelta(days=60))) is None
