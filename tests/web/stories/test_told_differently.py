"""Stories by what their outlets differ on: the lead of the home page, the order, the filter, feeds, and tables."""

import csv
import io

import pytest
from django.test import Client

from newsgroups.models import Source, Story, StoryFacts
from newsgroups.web.forms.outlet_picker import MOST_ARTICLES
from tests.makers import make_article, make_story

pytestmark = pytest.mark.django_db


def make(title: str, *, day: int, reports: int, disagreements: int, only_here: int = 0) -> Story:
    """A story of two articles of 2026-11-`day`, with stored counts of facts."""
    dates = f"2026-11-{day:02}T08:00:00+00:00", f"2026-11-{day:02}T09:00:00+00:00"
    story = make_story(
        *(make_article(published=date, source=f"Outlet {n}") for n, date in enumerate(dates)), title=title
    )
    story.independent_reports = reports
    story.save()
    StoryFacts.objects.create(
        story=story, digest="0" * 32, disagreements=disagreements, only_here=only_here, content={}
    )  # fmt: skip
    return story


@pytest.fixture
def stories() -> dict[str, Story]:
    return {
        "last": make("Calm story of the last day", day=20, reports=5, disagreements=0, only_here=6),
        "lead": make("Two disagreements this week", day=18, reports=3, disagreements=2),
        "less": make("One disagreement this week", day=19, reports=6, disagreements=1),
        "pair": make("Many disagreements of two reports", day=17, reports=2, disagreements=7),
        "old": make("Many disagreements last month", day=2, reports=9, disagreements=9),
    }


def titles(response) -> list[str]:
    return [line.story.title for line, _ in response.context["lines"]]


def test_the_lead_has_the_most_disagreements_of_the_last_week_and_three_reports(client: Client, stories) -> None:
    page = client.get("/")
    assert page.context["lead"]["line"].story == stories["lead"]
    assert stories["lead"].title not in titles(page)
    assert "5 stories" in page.content.decode()


def test_there_is_no_lead_in_another_order_or_without_such_a_story(client: Client, stories) -> None:
    assert client.get("/?sort=outlets").context["lead"] is None
    assert client.get("/?to=2026-11-05").context["lead"]["line"].story == stories["old"]
    StoryFacts.objects.update(disagreements=0)
    page = client.get("/")
    assert (page.context["lead"], len(titles(page))) == (None, 5)


def test_stories_told_most_differently_come_first(client: Client, stories) -> None:
    order = ["old", "pair", "less", "lead", "last"]
    assert titles(client.get("/?sort=different")) == [stories[name].title for name in order]
    answer = client.get("/api/v1/groups?sort=different&limit=2").json()
    assert [row["id"] for row in answer["results"]] == [stories["old"].pk, stories["pair"].pk]
    following = client.get(answer["next"]).json()
    assert [row["id"] for row in following["results"]] == [stories["less"].pk, stories["lead"].pk]


def test_only_stories_with_disagreements_can_be_listed(client: Client, stories) -> None:
    page = client.get("/?sort=outlets&disputed=on")
    assert stories["last"].title not in titles(page)
    assert page.context["active_filters"] == [("With disagreements", "?sort=outlets")]


def test_feeds_and_tables_say_how_many_disagreements_there_are(client: Client, stories) -> None:
    feed = client.get("/groups/feed/").content.decode()
    assert "2 articles, 3 independent reports, 2 disagreements: Outlet 0, Outlet 1" in feed
    assert "2 articles, 6 independent reports, 1 disagreement: Outlet 0, Outlet 1" in feed
    rows = csv.DictReader(io.StringIO(client.get("/groups.csv").getvalue().decode()))
    assert {row["title"]: (row["disagreements"], row["only_here"]) for row in rows}["Calm story of the last day"] == (
        "0",
        "6",
    )


def test_the_outlets_to_choose_from_are_searched_and_sorted(client: Client, stories) -> None:
    make_article(source="Aftenposten")
    assert [(each.name, each.articles) for each in client.get("/").context["picker"].choices] == [
        ("Outlet 0", 5),
        ("Outlet 1", 5),
        ("Aftenposten", 1),
    ]
    by_name = client.get("/?outlet_order=name").context["picker"]
    assert [each.name for each in by_name.choices] == ["Aftenposten", "Outlet 0", "Outlet 1"]
    found = client.get("/?find=LET+1&source=aftenposten").context["picker"]
    assert [(each.name, each.is_chosen) for each in found.choices] == [("Aftenposten", True), ("Outlet 1", False)]
    assert "No outlet has “zebra” in its name." in client.get("/?find=zebra").content.decode()


def test_of_many_outlets_those_with_few_articles_are_found_by_name(client: Client, stories) -> None:
    Source.objects.bulk_create([Source(name=f"Gazette {each:03}", slug=f"gazette-{each:03}") for each in range(160)])
    picker = client.get("/").context["picker"]
    assert (len(picker.choices), picker.more, picker.outlets) == (MOST_ARTICLES, 12, 162)
    assert [each.name for each in picker.choices[:3]] == ["Outlet 0", "Outlet 1", "Gazette 000"]
    assert "12 with fewer not listed" in client.get("/").content.decode()
    by_name = client.get("/?outlet_order=name").context["picker"]
    assert (len(by_name.choices), by_name.more) == (162, 0)
    chosen = client.get("/?source=gazette-159").context["picker"]
    assert (chosen.choices[0].name, len(chosen.choices)) == ("Gazette 159", MOST_ARTICLES + 1)
