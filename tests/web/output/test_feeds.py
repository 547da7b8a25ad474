import csv
from io import StringIO

import feedparser
import pytest
from django.test import Client

from newsgroups.models import Story


def test_stories_come_as_atom_with_the_filters_of_the_page(client: Client, archive) -> None:
    feed = feedparser.parse(client.get("/groups/feed/?outlets=3").content)
    assert feed.bozo is False
    assert [entry.title for entry in feed.entries] == [archive["agency"].story.title]
    assert feed.entries[0].link.endswith(archive["agency"].story.get_absolute_url())


def test_stories_come_as_csv(client: Client, archive) -> None:
    text = b"".join(client.get("/groups.csv").streaming_content).decode()
    rows = list(csv.DictReader(StringIO(text)))
    assert [(row["articles"], row["outlets"], row["first_date"]) for row in rows] == [
        ("2", "2", "2026-11-05T12:00:00+00:00"),
        ("3", "3", "2026-11-02T09:00:00+00:00"),
    ]


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "＝1+1", "＠SUM(1)", "\u200b=1", " -1"])
def test_no_headline_becomes_a_formula(client: Client, archive, title: str) -> None:
    Story.objects.update(title=title)
    text = b"".join(client.get("/groups.csv").streaming_content).decode()
    assert [row["title"] for row in csv.DictReader(StringIO(text))] == [f"'{title}"] * 2


def test_machines_are_kept_from_endless_pages(client: Client, db) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /search/" in lines
