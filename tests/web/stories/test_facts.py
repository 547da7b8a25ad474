"""Facts on the page of a story and in the API."""

import re

import pytest
from django.test import Client

from newsgroups.models import Story
from tests.facts.test_facts import BLAST, BLAST_LATER
from tests.stories.pages.test_facts import story

__all__ = ["story"]

pytestmark = pytest.mark.django_db


def page(client: Client, story: Story) -> str:
    return client.get(story.get_absolute_url()).content.decode()


def test_the_api_gives_values_with_their_places(client: Client, story: Story) -> None:
    answer = client.get(f"/api/v1/groups/{story.pk}").json()
    texts = {article.pk: article.text for article in story.articles.all()}
    assert sorted((fact["about"], fact["verdict"]) for fact in answer["facts"]) == [
        ("Injured", "superseded"),
        ("Killed", "superseded"),
        ("Time", "agreed"),
    ]
    for fact in answer["facts"]:
        assert set(fact) == {"about", "kind", "verdict", "confidence", "reports", "judged", "values"}
        for value in fact["values"]:
            assert texts[value["article"]][value["start"] : value["end"]] == value["value"]
    assert all(set(place) == {"article", "start", "end"} for place in answer["only_here"])


def test_every_value_of_the_table_opens_its_sentence(client: Client, story: Story) -> None:
    shown = page(client, story)
    links = re.findall(r'href="#(fact-[\d-]+)"', shown)
    assert len(links) == 6
    assert all(shown.count(f'id="{link}"') == 1 for link in links)
    assert "<mark>at least 16 people</mark> at the airport of Port Calder on Monday, police said." in shown


def test_a_superseded_value_is_struck_and_disputes_come_first(client: Client, story: Story) -> None:
    shown = page(client, story)
    assert "<s>150 people</s>" in shown
    assert "<s>239 people</s>" not in shown
    assert shown.index("Injured") < shown.index(">Time")
    assert "3 facts, 2 in dispute" in shown


def test_a_story_without_facts_has_no_table(client: Client, story: Story) -> None:
    story.articles.update(text="Nothing of this says anything.", content_hash="1" * 32)
    shown = page(client, story)
    assert 'id="facts"' not in shown
    assert "Nothing of this says anything." in shown


def test_markup_in_a_text_is_shown_as_text(client: Client, story: Story) -> None:
    for article, text in zip(story.articles.earliest_first(), (BLAST, BLAST_LATER), strict=True):
        article.text = text.replace("police said", "police <script>alert(1)</script> said")
        article.content_hash = "2" * 32
        article.save()
    shown = page(client, story)
    assert "police &lt;script&gt;alert(1)&lt;/script&gt; said" in shown
    assert "<script>alert" not in shown


def test_facts_behind_the_first_ones_are_one_link_away(client: Client, story: Story) -> None:
    counted = ("nurses", "bakers", "farmers", "miners", "tailors", "painters", "drivers")
    alike = " ".join(
        f"The union in Port Calder has {31 + place} {work} who want better pay." for place, work in enumerate(counted)
    )
    story.articles.update(text=alike, content_hash="1" * 32)
    for place, article in enumerate(story.articles.all()):
        article.text = " ".join([*alike.split(". "), f"Ferries {place} stopped."][place:])
    _, second = story.articles.earliest_first()
    second.text = " ".join(
        f"There are {31 + place} {work} in the union of Port Calder, a speaker confirmed on Monday."
        for place, work in enumerate(counted)
    )
    second.save()
    shown = page(client, story)
    assert "7 facts, none in dispute" in shown
    assert '<a href="?facts=all#facts">2 more facts</a>' in shown
    assert len(set(re.findall(r'href="#(fact-\d+)-', shown))) == 5
    everything = client.get(f"{story.get_absolute_url()}?facts=all").content.decode()
    assert len(set(re.findall(r'href="#(fact-\d+)-', everything))) == 7
    assert "more fact" not in everything
