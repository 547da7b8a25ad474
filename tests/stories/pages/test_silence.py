"""Outlets that usually cover such a story and have nothing on this one, with the base rate."""

import pytest
from django.test import Client

from newsgroups.models import Source, Story
from newsgroups.stories.pages.stories.silence import MIN_STORIES, silent_outlets
from tests.makers import make_article, make_source, make_story

pytestmark = pytest.mark.django_db
DAY = "2026-11-0{}T09:00:00+00:00"


def story_of(*outlets: str, day: str = DAY.format(2)) -> Story:
    return make_story(*(make_article(source=outlet, published=day) for outlet in outlets))


def silent(story: Story) -> list[tuple[str, int, int]]:
    return [(each.outlet.name, each.covered, each.of) for each in silent_outlets(story)]


def test_an_outlet_that_covers_half_of_such_stories_is_named_with_the_rate() -> None:
    for number in range(MIN_STORIES):
        story_of("Anchor", "Beacon", "Usual" if number % 2 else "Other", "Seldom" if number < 4 else "Often")
    assert silent(story_of("Anchor", "Beacon", "Cove")) == [("Often", 6, 10), ("Other", 5, 10), ("Usual", 5, 10)]


def test_with_few_comparable_stories_nothing_is_claimed() -> None:
    for _ in range(MIN_STORIES - 1):
        story_of("Anchor", "Beacon", "Usual")
    assert silent(story_of("Anchor", "Beacon", "Cove")) == []


def test_smaller_stories_and_those_of_other_times_are_not_comparable() -> None:
    for _ in range(MIN_STORIES):
        story_of("Anchor", "Beacon", "Usual")
        story_of("Anchor", "Beacon", "Usual", "Cove", day="2025-01-02T09:00:00+00:00")
    assert silent(story_of("Anchor", "Beacon", "Cove", "Dune")) == []
    assert silent(story_of("Anchor", "Beacon")) == []


def test_another_name_of_an_outlet_counts_as_the_outlet() -> None:
    main, other = make_source("Usual"), make_source("Usual Online")
    Source.objects.filter(pk=other.pk).update(outlet=main)
    for number in range(MIN_STORIES):
        story_of("Anchor", "Beacon", "Usual" if number % 2 else "Usual Online")
    assert silent(story_of("Anchor", "Beacon", "Usual Online")) == []
    assert silent(story_of("Anchor", "Beacon", "Cove")) == [("Usual", 11, 11)]


def test_an_undated_story_is_compared_with_nothing() -> None:
    assert silent(make_story(*(make_article(source=name, published=None) for name in "ABC"))) == []


def test_the_page_of_the_story_says_so_carefully(client: Client) -> None:
    for _ in range(MIN_STORIES):
        story_of("Anchor", "Beacon", "Usual")
    page = client.get(story_of("Anchor", "Beacon", "Cove").get_absolute_url()).content.decode()
    assert "Usual</a> covers 10 of 10 such stories; not in this archive on this one" in page
    assert "does not mean that an outlet did not report" in page
