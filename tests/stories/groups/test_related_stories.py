"""What follows an event, or tells of the same people or kind of event, is listed with the story, and why."""

import pytest
from django.test import Client

from newsgroups.models import Article, RelatedStories, Story
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.groups.related.load import Related, related_of
from newsgroups.stories.groups.related.store import relate_pending
from tests.makers import make_article
from tests.stories.texts import make_ferry, make_leak, make_trial

pytestmark = pytest.mark.django_db

INQUIRY = (
    "A jammed rudder sent the Maren Lisa into the breakwater, investigators said in a first report on the ferry. "
    "Henning Ruel had blamed the fog. The passenger ferry from Skerrow will sail again in spring, its owner said."
)
INQUIRY_RETOLD = (
    "Not the fog but a jammed rudder drove the ferry Maren Lisa against the breakwater, according to a first report by "
    "investigators, who contradict Henning Ruel. Passengers from Skerrow have to wait until spring for their ferry."
)
NEXT_WEEK = "2026-11-11T09:00:00+00:00"


def make_inquiry(**fields: object) -> Article:
    title = "Jammed rudder sent the Maren Lisa into the breakwater"
    return make_article(INQUIRY, title=title, source="Northline", **({"published": NEXT_WEEK} | fields))


def make_archive() -> Story:
    """The ferry story, a report that follows it, a leak told twice, and a trial."""
    ferry, _ = make_ferry()
    make_inquiry()
    make_leak()
    make_trial()
    process_articles()
    ferry.refresh_from_db()
    return ferry.story


def told(related: list[Related]) -> list[tuple[str, str, str]]:
    return [(each.title, each.kind, each.reason) for each in related]


def test_a_report_that_follows_a_story_is_listed_with_it_and_says_why() -> None:
    story = make_archive()
    assert told(related_of(story)) == [
        (
            "Jammed rudder sent the Maren Lisa into the breakwater",
            "later",
            "Later, with the same names: Henning Ruel, Maren Lisa, Skerrow",
        )
    ]
    assert [each.story for each in related_of(story)] == [None]
    assert related_of(story)[0].days == 9.0


def test_a_story_of_other_people_and_things_has_none() -> None:
    make_archive()
    leak = Story.objects.get(articles__title="Fernway loses prescriptions to thieves")
    assert related_of(leak) == []


def test_two_stories_list_each_other_and_each_other_story_once() -> None:
    ferry, _ = make_ferry()
    inquiry = make_inquiry()
    make_article(INQUIRY_RETOLD, title="Rudder, not fog, drove the Maren Lisa ashore", published=NEXT_WEEK)
    make_leak()
    process_articles()
    ferry.refresh_from_db()
    inquiry.refresh_from_db()

    assert inquiry.story is not None
    assert inquiry.story != ferry.story
    assert [(each.story, each.kind) for each in related_of(ferry.story)] == [(inquiry.story, "later")]
    assert [(each.story, each.kind) for each in related_of(inquiry.story)] == [(ferry.story, "earlier")]


@pytest.mark.parametrize("published", [None, "2026-11-02T15:00:00+00:00"])
def test_earlier_and_later_are_said_only_of_dates_a_day_apart(published: str | None) -> None:
    ferry, _ = make_ferry()
    inquiry = make_inquiry(published=published)
    make_leak()
    process_articles()
    ferry.refresh_from_db()
    Article.objects.filter(pk=inquiry.pk).update(story=None)
    relate_pending(set(), rebuild=True)
    kinds = [each.kind for each in related_of(ferry.story)]
    assert kinds == ["same names"]


def test_what_is_hidden_since_is_not_shown() -> None:
    story = make_archive()
    Article.objects.filter(text=INQUIRY).update(hidden=True)
    assert related_of(story) == []


def test_what_covers_no_event_is_related_to_nothing() -> None:
    ferry, _ = make_ferry()
    make_article(INQUIRY, title="Morning briefing: the Maren Lisa", source="Northline", published=NEXT_WEEK)
    make_leak()
    process_articles()
    ferry.refresh_from_db()
    assert related_of(ferry.story) == []


def test_a_story_that_nothing_new_is_near_to_is_not_looked_at_again() -> None:
    make_archive()
    assert relate_pending(set()) == 0
    trial = Article.objects.get(title="Pension boss jailed for seven years")
    assert relate_pending({trial.pk}) == 0


def test_a_new_article_is_added_to_the_stories_that_it_is_near_to() -> None:
    story = make_archive()
    stored = RelatedStories.objects.get(pk=story.pk)
    stored.content = []
    stored.save()
    assert relate_pending({Article.objects.get(text=INQUIRY).pk}) >= 1
    assert [each.title for each in related_of(story)] == ["Jammed rudder sent the Maren Lisa into the breakwater"]


def test_a_story_that_is_none_any_more_keeps_none() -> None:
    story = make_archive()
    story.empty()
    story.save()
    relate_pending(set())
    assert not RelatedStories.objects.filter(pk=story.pk).exists()


def test_the_page_and_the_api_show_them(client: Client) -> None:
    story = make_archive()
    page = client.get(story.get_absolute_url()).content.decode()
    assert "Related stories" in page
    assert "Later, with the same names: Henning Ruel, Maren Lisa, Skerrow" in page

    (related,) = client.get(f"/api/v1/groups/{story.pk}").json()["related"]
    assert related | {"article": related["article"]["title"]} == {
        "story": None,
        "article": "Jammed rudder sent the Maren Lisa into the breakwater",
        "kind": "later",
        "days_later": 9.0,
        "shared": ["Henning Ruel", "Maren Lisa", "Skerrow"],
        "reason": "Later, with the same names: Henning Ruel, Maren Lisa, Skerrow",
    }


def test_a_story_without_any_shows_no_list(client: Client) -> None:
    make_archive()
    leak = Story.objects.get(articles__title="Fernway loses prescriptions to thieves")
    assert "Related stories" not in client.get(leak.get_absolute_url()).content.decode()
