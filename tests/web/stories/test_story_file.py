"""A story as one file, and its facts as a table."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, Revision, Story
from tests.makers import make_story
from tests.stories.pages.test_facts import story

__all__ = ["story"]
pytestmark = pytest.mark.django_db


def report(client: Client, story: Story) -> str:
    answer = client.get(reverse("story_file", args=[story.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="story-{story.pk}.html"'
    return answer.content.decode()


def test_a_report_has_every_value_with_its_sentence(client: Client, story: Story) -> None:
    html = report(client, story)
    links = re.findall(r'href="#(fact-[\d-]+)"', html)
    assert len(links) == 6
    assert all(html.count(f'id="{link}"') == 1 for link in links)
    assert "<mark>at least 16 people</mark> at the airport of Port Calder on Monday, police said." in html


def test_a_report_needs_nothing_else(client: Client, story: Story) -> None:
    html = report(client, story)
    assert re.findall(r"<(?:link|script|img|iframe|form)\b", html) == []
    assert re.findall(r"url\(", html) == []
    addresses = set(re.findall(r'href="([^"]*)"', html))
    assert {address for address in addresses if not address.startswith(("#", "https://news.example/"))} == set()


def test_markup_of_an_article_is_text_in_a_report(client: Client, story: Story) -> None:
    Article.objects.filter(story=story).update(title="</style><script>alert(1)</script>")
    story.title = "<img src=x>"
    story.save()
    html = report(client, story)
    assert "<script" not in html
    assert "<img" not in html


def test_the_table_has_a_line_for_each_value(client: Client, story: Story) -> None:
    answer = client.get(reverse("facts_csv", args=[story.pk]))
    header, *lines = csv.reader(io.StringIO(answer.getvalue().decode()))
    assert header == [
        "fact", "kind", "verdict", "confidence", "outlet", "published", "value", "sentence", "article", "url",
    ]  # fmt: skip
    assert [line[:3] + line[4:7] for line in lines if line[0] == "Killed"] == [
        ["Killed", "figure", "superseded", "Outlet 1", "2026-11-01T08:00:00Z", "at least 16 people"],
        ["Killed", "figure", "superseded", "Outlet 2", "2026-11-02T08:00:00Z", "19 people"],
    ]


def test_a_story_without_visible_articles_has_no_file(client: Client, story: Story) -> None:
    story.articles.update(hidden=True)
    for name in ("story_file", "facts_csv"):
        assert client.get(reverse(name, args=[story.pk])).status_code == 410


def test_a_merged_story_gives_the_file_of_the_one_that_stands(client: Client, story: Story) -> None:
    gone = make_story()
    gone.empty(merged_into=story.pk)
    gone.save()
    answer = client.get(reverse("story_file", args=[gone.pk]))
    assert f"story-{story.pk}.html" in answer["Content-Disposition"]


def test_a_figure_that_an_outlet_changed_is_shown_with_both_values(client: Client, story: Story) -> None:
    later = story.articles.earliest_first().last()
    Revision.objects.create(
        article=later, title=later.title, content_hash="1" * 32, text=later.text.replace("19 people", "12 people")
    )
    later.content_hash = "4" * 32
    later.save()
    for html in (report(client, story), client.get(story.get_absolute_url()).content.decode()):
        assert "Figures changed after publication" in html
        assert re.search(r"<b>Killed</b>: <s>(?:at least )?12 people</s> → (?:at least )?19 people", html)
    (change,) = client.get(f"/api/v1/groups/{story.pk}").json()["changed"]
    assert later.text[change["start"] : change["end"]] == change["after"]
