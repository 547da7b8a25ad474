"""Shared look-ups are created only on request, say what they keep and until when, and are deleted on time."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from newsgroups.models import Article, SharedLookup
from newsgroups.models.readers import shared_lookup as reports
from newsgroups.pipeline.process import process_articles
from tests.web.conftest import COPY

from .test_lookup import SECOND_PARAGRAPH, look_up, sources
from .test_lookup_answer import words


def make(client: Client, **data: object) -> SharedLookup:
    response = client.post("/lookup/reports/", {"text": SECOND_PARAGRAPH, "days": "7", **data})
    report = SharedLookup.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/lookup/reports/{report.token}/")
    return report


def test_looking_up_makes_no_report(client: Client, archive) -> None:
    assert len(sources(look_up(client, text=SECOND_PARAGRAPH))) == 2
    assert SharedLookup.objects.count() == 0


def test_a_report_shows_the_answer_to_whoever_has_its_address(client: Client, archive) -> None:
    report = make(client, source="northline")
    response = Client().get(report.secret_address)
    assert sources(response) == ["Northline"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert f"until {report.expires:%-d %b %Y, %H:%M} UTC" in words(response)
    assert "Delete it now" not in words(response)


def test_its_address_cannot_be_guessed(client: Client, archive) -> None:
    first = make(client)
    assert len(first.token) == 43
    assert Client().get(f"/lookup/reports/{first.token[:-1]}/").status_code == 404
    first.delete()
    assert make(client).token != first.token


def test_the_admin_leads_nobody_to_it(client: Client, archive, admin_client: Client) -> None:
    report = make(client)
    kinds = ContentType.objects.get_for_models(SharedLookup, Article)
    assert admin_client.get(f"/admin/r/{kinds[Article].pk}/{archive['own'].pk}/").status_code == 302
    assert admin_client.get(f"/admin/r/{kinds[SharedLookup].pk}/{report.pk}/").status_code == 404
    assert report.token not in str(vars(admin_client.get("/admin/")))


def test_no_model_but_those_of_public_pages_has_an_address_that_the_admin_leads_to() -> None:
    addressed = {model.__name__ for model in apps.get_models() if hasattr(model, "get_absolute_url")}
    assert addressed == {"Article", "Source", "Story"}


def test_it_keeps_the_text_and_what_was_asked_and_nothing_else(client: Client, archive) -> None:
    report = make(client, min_words="3", without_quotations="on", page="2")
    assert (report.text, report.asked) == (SECOND_PARAGRAPH, {"min_words": ["3"], "without_quotations": ["on"]})
    assert report.expires - report.made < timedelta(days=7, seconds=5)
    assert report.key_hash not in client.cookies["report_key"].value


def test_its_maker_deletes_it(client: Client, archive) -> None:
    report = make(client)
    assert "Delete it now" in words(client.get(report.secret_address))
    response = client.post(f"{report.secret_address}delete/")
    assert (response.status_code, SharedLookup.objects.count()) == (200, 0)
    assert client.get(report.secret_address).status_code == 404


@pytest.mark.parametrize("key", ["", "guessed"])
def test_nobody_else_deletes_it(client: Client, archive, key: str) -> None:
    report = make(client)
    other = Client(headers={"Cookie": f"report_key={key}"})
    assert other.post(f"{report.secret_address}delete/").status_code == 403
    assert other.get(f"{report.secret_address}delete/").status_code == 405
    assert SharedLookup.objects.count() == 1


def test_an_expired_report_is_not_shown_and_is_removed_by_the_next_round(client: Client, archive) -> None:
    report = make(client)
    SharedLookup.objects.update(expires=timezone.now())
    assert client.get(report.secret_address).status_code == 404
    figures = process_articles()
    assert (figures.done["expired look-ups removed"], SharedLookup.objects.count()) == (1, 0)


def test_an_article_that_is_taken_out_is_out_of_reports(client: Client, archive) -> None:
    report = make(client)
    archive["agency"].hidden = True
    archive["agency"].save()
    assert sources(client.get(report.secret_address)) == ["Daily Lantern"]


def test_a_report_on_an_article_of_the_archive_leaves_it_out(client: Client, archive) -> None:
    report = make(client, text=COPY, of=archive["copy"].pk)
    assert sources(client.get(report.secret_address)) == ["Northline"]


@pytest.mark.parametrize("days", ["", "0", "3650", "x"])
def test_a_time_that_is_not_offered_is_the_shortest(client: Client, archive, days: str) -> None:
    assert make(client, days=days).expires - timezone.now() <= timedelta(days=1)


@pytest.mark.parametrize("text", ["", "x" * 200_001])
def test_what_cannot_be_looked_up_makes_no_report(client: Client, db, text: str) -> None:
    assert client.post("/lookup/reports/", {"text": text}).status_code == 422
    assert SharedLookup.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"from": "2026-02-31"}, {"limit": "-1"}, {"of": "x"}, {"source": "none"}])
def test_without_a_text_there_is_no_report_whatever_else_is_wrong(client: Client, db, wrong: dict[str, str]) -> None:
    assert client.post("/lookup/reports/", wrong).status_code == 422
    assert SharedLookup.objects.count() == 0


def test_opening_reports_fetches_no_more_addresses_than_looking_up(client: Client, archive, settings, tmp_path) -> None:
    settings.DATA_DIR, settings.RATE_LIMITS = tmp_path, {"paste": 9, "address": 2, "share": 9}
    report = make(client, text="http://127.0.0.1/")
    assert [client.get(report.secret_address).status_code for _ in range(3)] == [200, 200, 429]


def test_reports_are_not_made_without_end(client: Client, archive, settings, tmp_path) -> None:
    settings.DATA_DIR, settings.RATE_LIMITS = tmp_path, {"share": 2}
    answers = [client.post("/lookup/reports/", {"text": SECOND_PARAGRAPH}).status_code for _ in range(3)]
    assert answers == [303, 303, 429]


def share(client: Client, text: str = SECOND_PARAGRAPH, **extra: str) -> int:
    return client.post("/lookup/reports/", {"text": text}, **extra).status_code


def test_one_visitor_has_so_many_bytes_kept_a_day(client: Client, db, settings, tmp_path) -> None:
    settings.DATA_DIR, settings.SHARED_BYTES_A_DAY = tmp_path, 2_000_000
    longest = "\U0001f6a2 " * 100_000
    # 500,000 bytes each, plus the braces of the filters.
    answers = [share(client, longest) for _ in range(4)]
    assert answers == [303, 303, 303, 429]
    assert share(client, longest, REMOTE_ADDR="203.0.113.9") == 303


def test_short_texts_count_too(client: Client, db, settings, tmp_path) -> None:
    settings.DATA_DIR, settings.SHARED_BYTES_A_DAY = tmp_path, 80_000
    assert [share(client) for _ in range(3)] == [303, 303, 429]


@pytest.mark.parametrize(("bound", "most"), [("MAX_REPORTS", 2), ("MAX_BYTES", 500)])
def test_no_more_is_kept_than_there_is_room_for(client: Client, db, monkeypatch, bound: str, most: int) -> None:
    monkeypatch.setattr(reports, bound, most)
    while share(client) == 303:
        assert SharedLookup.objects.count() < 10
    kept = SharedLookup.objects.count()
    answer = client.post("/lookup/reports/", {"text": SECOND_PARAGRAPH})
    assert (answer.status_code, answer["Retry-After"], SharedLookup.objects.count()) == (503, "3600", kept)
    assert "There is no room for another shared look-up right now." in words(answer)
    SharedLookup.objects.update(expires=timezone.now())
    assert (share(client), SharedLookup.objects.count()) == (303, 1)


def test_the_size_is_that_of_the_text_and_what_was_asked(client: Client, archive) -> None:
    report = make(client, text="Zürich \U0001f6a2", source="northline")
    assert report.size == len("Zürich \U0001f6a2".encode()) + len('{"source": ["northline"]}')
