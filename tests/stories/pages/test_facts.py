"""Facts of stored stories: kept, recomputed when a text changes, and never taken from hidden articles."""

import pytest

from newsgroups.models import Article, Story, StoryFacts
from newsgroups.pipeline.process import process_articles
from newsgroups.story_facts.store_facts import facts_of_story, store_pending
from tests.facts.test_facts import BLAST, BLAST_LATER
from tests.makers import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    """A story of two articles that has not been processed further."""
    story = Story.objects.create(title="Blast in Port Calder")
    for number, text in enumerate((BLAST, BLAST_LATER), start=1):
        published = f"2026-11-0{number}T08:00:00+00:00"
        article = make_article(text, title="Blast", source=f"Outlet {number}", published=published)
        Article.objects.filter(pk=article.pk).update(story=story)
    story.recount()
    story.save()
    return story


def values(story: Story) -> list[list[str]]:
    return [[value["value"] for value in fact["values"]] for fact in facts_of_story(story)["facts"]]


def test_facts_are_stored_once_and_read_from_there(story: Story) -> None:
    assert store_pending() == 1
    assert store_pending() == 0
    stored = StoryFacts.objects.get(pk=story.pk)
    assert (stored.disagreements, stored.agreed) == (2, 1)
    assert facts_of_story(story) == stored.content


def test_asking_stores_nothing_and_gives_the_same(story: Story) -> None:
    made = facts_of_story(story)
    assert not StoryFacts.objects.exists()
    store_pending()
    assert StoryFacts.objects.get(pk=story.pk).content == made


def test_a_text_that_changed_gives_new_facts(story: Story) -> None:
    store_pending()
    article = story.articles.earliest_first().last()
    article.text = article.text.replace("19 people", "23 people")
    article.content_hash = "0" * 32
    article.save()
    assert ["at least 16 people", "23 people"] in values(story)
    assert store_pending() == 1


def test_a_hidden_article_says_nothing(story: Story) -> None:
    store_pending()
    assert len(values(story)) > 0
    story.articles.filter(text=BLAST).update(hidden=True)
    assert values(story) == []


def test_a_story_that_is_none_any_more_keeps_no_facts(story: Story) -> None:
    store_pending()
    assert StoryFacts.objects.count() == 1
    story.empty()
    story.save()
    store_pending()
    assert not StoryFacts.objects.exists()


def test_process_articles_makes_them_and_makes_them_anew() -> None:
    for number, text in enumerate((BLAST, f"{BLAST} Ferries stopped, too.")):
        make_article(text, title="Blast kills 16 people in Port Calder", source=f"Outlet {number}")
    assert process_articles().done["stories with new facts"] == 1
    StoryFacts.objects.update(content={})
    process_articles(rebuild=True)
    assert set(StoryFacts.objects.get().content) == {"facts", "quotes", "only_here", "changed"}
