"""Which stories two outlets both cover, and which only one of them does."""

import re

import pytest
from django.test import Client


def columns(page: str) -> dict[str, list[str]]:
    parts = re.split(r"<h2>(.*?) <span", page)[1:]
    return {
        name: re.findall(r'<a class="headline" href="/groups/(\d+)/"', text)
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.fixture
def ids(archive) -> tuple[str, str]:
    return str(archive["agency"].story_id), str(archive["chess"].story_id)


def test_stories_of_both_and_of_one_alone(client: Client, ids) -> None:
    bridge, chess = ids
    page = client.get("/browse/two-outlets/?left=northline&right=daily-lantern").content.decode()
    assert columns(page) == {"Both": [bridge], "Only Northline": [chess], "Only Daily Lantern": []}


def test_a_topic_and_days_narrow_it(client: Client, ids) -> None:
    bridge, chess = ids
    page = client.get("/browse/two-outlets/?left=northline&right=daily-lantern&q=chess").content.decode()
    assert columns(page) == {"Both": [], "Only Northline": [chess], "Only Daily Lantern": []}
    page = client.get("/browse/two-outlets/?left=northline&right=daily-lantern&to=2026-11-03").content.decode()
    assert columns(page) == {"Both": [bridge], "Only Northline": [], "Only Daily Lantern": []}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("left=northline&right=northline", "These are the same outlet."),
        ("left=northline&right=nobody", "Select a valid choice."),
        ("left=northline", "This field is required."),
        ("left=northline&right=daily-lantern&from=x", "That date doesn’t exist"),
    ],
)
def test_what_cannot_be_compared_is_said(client: Client, archive, query: str, said: str) -> None:
    page = client.get(f"/browse/two-outlets/?{query}").content.decode()
    assert said in page
    assert columns(page) == {}


def test_an_odd_topic_is_no_error(client: Client, archive) -> None:
    for topic in ('"', "AND", "*", "title:", "\0", "a" * 10_000):
        answer = client.get("/browse/two-outlets/", {"left": "northline", "right": "daily-lantern", "q": topic})
        assert answer.status_code == 200
