"""`verify` finds stored facts that do not match their texts, and a repair builds them anew."""

import pytest

from newsgroups.models import Article, Story, StoryFacts
from newsgroups.pipeline.process import find_differences, process_articles, repair_archive
from tests.facts.test_facts import BLAST, BLAST_LATER
from tests.makers import make_article

pytestmark = pytest.mark.django_db
WHAT = "stories whose facts differ from their texts"


@pytest.fixture
def story() -> Story:
    """A story of two articles, processed."""
    for number, text in enumerate((f"{BLAST} {BLAST_LATER[:60]}", f"{BLAST} Ferries stopped, too.")):
        make_article(text, title="Blast kills 16 people in Port Calder", source=f"Outlet {number}")
    process_articles()
    assert find_differences() == []
    return Story.objects.groups().get()


def other_place(content: dict) -> None:
    for row in content["quotes"] + content["facts"] + [{"values": content["only_here"]}]:
        for value in row["values"]:
            value["start"], value["end"] = 10**6, 10**6 + 5


def other_article(content: dict) -> None:
    content["only_here"] = [{"article": 10**6, "start": 0, "end": 5}]


def no_list(content: dict) -> None:
    content["facts"] = None


@pytest.mark.parametrize("damage", [other_article, no_list, other_place])
def test_damaged_facts_are_found_and_repaired(story: Story, damage) -> None:
    stored = StoryFacts.objects.get(pk=story.pk)
    right = dict(stored.content)
    if damage is other_place:
        stored.content["only_here"] = [{"article": story.articles.first().pk, "start": 0, "end": 5}]
        stored.only_here = 1
    damage(stored.content)
    stored.save()
    assert [(finding.what, finding.ids) for finding in find_differences()] == [(WHAT, [story.pk])]
    repair_archive()
    assert find_differences() == []
    assert StoryFacts.objects.get(pk=story.pk).content == right


def test_a_wrong_number_of_disagreements_is_found_and_repaired(story: Story) -> None:
    StoryFacts.objects.update(disagreements=7)
    assert [finding.ids for finding in find_differences()] == [[story.pk]]
    repair_archive()
    assert StoryFacts.objects.get(pk=story.pk).disagreements == 0


def test_facts_of_texts_that_changed_since_are_no_difference(story: Story) -> None:
    Article.objects.update(needs_match=True)
    StoryFacts.objects.update(digest="0" * 32, content={})
    assert WHAT not in [finding.what for finding in find_differences()]
