"""Resources other than articles, stories, and search."""

import json

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from newsgroups.models import Feed, Revision, Run
from newsgroups.web.middleware.request_queues import HEAVY, SENTENCE, queue_for
from tests.makers import make_source


def test_similar_pairs_come_with_the_filters_of_the_page(client: Client, archive) -> None:
    answer = client.get("/api/v1/similar?kind=near copy").json()
    (pair,) = answer["results"]
    assert (pair["earlier"]["id"], pair["later"]["id"]) == (archive["agency"].pk, archive["copy"].pk)
    assert (pair["kind"], pair["first_is_known"], pair["one_story"]) == ("near copy", False, True)
    assert 0.8 < pair["copied_later"] < pair["copied_earlier"] <= 1
    assert pair["days_apart"] == 0.0625
    assert client.get("/api/v1/similar?source=kestrel-radio").json()["count"] == 1


def test_the_calendar_counts_articles_by_month_and_day(client: Client, archive) -> None:
    assert client.get("/api/v1/browse/months").json() == {"results": [{"month": "2026-11", "articles": 5}]}
    days = client.get("/api/v1/browse/months/2026-11").json()["results"]
    assert len(days) == 30
    assert [(day["day"], day["articles"]) for day in days if day["articles"]] == [
        ("2026-11-02", 2),
        ("2026-11-03", 1),
        ("2026-11-05", 2),
    ]


def test_articles_of_some_days_come_latest_first(client: Client, archive) -> None:
    answer = client.get("/api/v1/browse?from=2026-11-02&to=2026-11-02").json()
    assert [row["id"] for row in answer["results"]] == [archive["copy"].pk, archive["agency"].pk]


def test_an_outlet_has_its_figures(client: Client, archive) -> None:
    outlets = client.get("/api/v1/sources").json()["results"]
    assert [(row["slug"], row["articles"]) for row in outlets if row["articles"] > 1] == [("northline", 2)]
    answer = client.get("/api/v1/sources/northline").json()
    assert (answer["name"], answer["articles"], answer["stories"]) == ("Northline", 2, 2)
    assert answer["months"] == [{"month": "2026-11", "articles": 2}]
    firsts = {name: answer[name] for name in ("first", "first_shared", "later", "first_not_known", "first_rate")}
    assert firsts == {"first": 0, "first_shared": 2, "later": 0, "first_not_known": 0, "first_rate": None}
    assert (answer["text_kinds"], answer["mostly_shared"]) == ({"own": 2}, 1)
    assert answer["shares_with"] == [{"source": "daily-lantern", "articles": 1}]
    assert (answer["took_from"], answer["gave_to"]) == ([], [])


def test_about_has_the_figures_of_the_archive(client: Client, archive) -> None:
    answer = client.get("/api/v1/about").json()
    assert (answer["articles"], answer["sources"], answer["stories"], answer["in_stories"]) == (5, 4, 2, 5)
    assert answer["pairs"] == {"identical": 0, "near copy": 1, "partial copy": 0, "same story": 3}
    assert (answer["first"], answer["quality"]["pairs"]) == ("2026-11-02T09:00:00Z", None)


def test_changes_of_an_article_are_told_word_by_word(client: Client, archive) -> None:
    article = archive["own"]
    Revision.objects.create(article=article, title="Before", text=article.text, content_hash="x")
    (change,) = client.get(f"/api/v1/articles/{article.pk}/changes").json()["results"]
    assert change["title"][0] == {"text": "Before", "change": "removed"}
    assert {piece["change"] for piece in change["text"]} == {"same"}


def test_an_article_is_found_by_its_address(client: Client, archive) -> None:
    article = archive["own"]
    answer = client.get("/api/v1/articles", {"url": f"{article.url}?utm_source=mail"}).json()
    assert [row["id"] for row in answer["results"]] == [article.pk]
    assert client.get("/api/v1/articles?url=https://news.example/unknown").json() == {"results": []}
    assert client.get("/api/v1/articles?url=nonsense").status_code == 422
    assert client.get("/api/v1/articles?url=https:///").status_code == 404


def test_the_report_is_for_curators(client: Client, db) -> None:
    make_source("Northline").feeds.create(url="https://northline.example/feed", failures=2, reason="503")
    Run.objects.create(command="fetch_feeds", counts={"stored": 3}, seconds={"fetch": 1.5})
    assert client.get("/api/v1/report").status_code == 401
    user = User.objects.create(username="ada")
    client.force_login(user)
    assert client.get("/api/v1/report").status_code == 403
    user.groups.add(Group.objects.get(name="Curators"))
    answer = client.get("/api/v1/report").json()
    assert [(run["command"], run["counts"], run["seconds"]) for run in answer["runs"]] == [
        ("fetch_feeds", {"stored": 3}, {"fetch": 1.5})
    ]
    (outlet,) = answer["outlets"]
    assert (outlet["slug"], outlet["feeds"][0]["failures"]) == ("northline", Feed.objects.get().failures)


def bulk(client: Client, *lines: object):
    body = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    response = client.post("/api/v1/lookup/bulk", body, content_type="application/x-ndjson")
    if response.status_code != 200:
        return response
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


def test_many_texts_are_looked_up_line_by_line(client: Client, archive) -> None:
    first, second, third, fourth = bulk(
        client,
        {"id": "a", "text": archive["agency"].text, "limit": 1},
        "{not json",
        {"id": 7, "text": "two words"},
        "",
        {"text": archive["chess"].text},
    )
    assert (first["line"], first["id"], first["status"]) == (1, "a", 200)
    assert first["matches"][0]["article"]["id"] == archive["agency"].pk
    single = client.post(
        "/api/v1/lookup", {"text": archive["agency"].text, "limit": 1}, content_type="application/json"
    ).json()
    assert {name: first[name] for name in single} == single
    assert (second["line"], second["status"], second["detail"].startswith("Invalid JSON")) == (2, 422, True)
    assert (third["id"], third["status"], third["detail"][:20]) == (7, 422, "The text has 2 words")
    assert (fourth["line"], fourth["matches"][0]["article"]["id"]) == (5, archive["chess"].pk)


def test_a_bulk_look_up_is_bounded_in_lines_in_time_and_in_rate(client: Client, archive, settings, tmp_path) -> None:
    text = {"text": archive["agency"].text}
    assert bulk(client, *[text] * 101).status_code == 413
    assert bulk(client, "").status_code == 422
    settings.DATA_DIR, settings.RATE_LIMITS = tmp_path, {"paste": 1}
    first, second = bulk(client, text, text)
    assert (first["status"], second["status"], second["retry_after"] > 50) == (200, 429, True)


def test_lines_that_the_time_does_not_reach_say_so(client: Client, archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgroups.web.api.routers.bulk.MAX_SECONDS", -1.0)
    assert [line["status"] for line in bulk(client, {"text": archive["agency"].text})] == [503]


def test_a_line_with_a_filter_that_cannot_be_honored_says_so_and_the_others_are_answered(
    client: Client, archive
) -> None:
    text = archive["agency"].text
    first, second, third = bulk(
        client,
        {"id": 1, "text": text, "source": ["bogus"]},
        {"id": 2, "text": text, "from": "2026-11-05", "to": "2026-11-01"},
        {"id": 3, "text": text, "source": ["northline"]},
    )
    assert (first["status"], first["detail"]) == (422, "There is no outlet with this slug.")
    assert (second["status"], second["detail"]) == (422, "This date is before the start date.")
    assert (third["status"], len(third["matches"])) == (200, 1)


def test_a_line_that_finds_no_place_says_when_to_send_it_again(client: Client, archive, monkeypatch) -> None:
    heavy = queue_for("x" * HEAVY)
    monkeypatch.setattr(heavy, "patience", 0.0)
    with heavy.entered():
        first, second = bulk(client, {"text": "bridge " * HEAVY}, {"text": archive["agency"].text})
    assert (first["status"], first["detail"], first["retry_after"]) == (503, SENTENCE, 5)
    assert second["status"] == 200
