"""Curators' verdicts on rows of the fact table: hidden or confirmed, logged, undone, and kept over rebuilding."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from newsgroups.models import CurationEvent, FactVerdict, Story, StoryFacts
from newsgroups.stories.curation.actions import undo
from newsgroups.stories.judging.fact_verdicts import RefusedCuration, judge_disagreement
from newsgroups.story_facts.learning.learn_from_verdicts import judged_pairs
from newsgroups.story_facts.store_facts import facts_of_story, store_pending
from newsgroups.story_facts.verdicts import row_key
from tests.stories.pages.test_facts import story

__all__ = ["story"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client: Client) -> User:
    ruth = User.objects.create_user("ruth", password="harbour")
    ruth.user_permissions.add(Permission.objects.get(codename="add_curationevent"))
    client.force_login(ruth)
    return ruth


def rows(story: Story) -> list[tuple[str, float]]:
    return [(row["about"], row["confidence"]) for row in facts_of_story(story)["facts"] if row["verdict"] != "agreed"]


def key(story: Story, about: str) -> str:
    return next(row_key(row) for row in facts_of_story(story)["facts"] if row["about"] == about)


def judge(client: Client, story: Story, about: str, verdict: str) -> str:
    answer = client.post(reverse("judge_fact", args=[story.pk]), {"row": key(story, about), "verdict": verdict})
    assert answer.url == f"{story.get_absolute_url()}#facts"
    return client.get(story.get_absolute_url()).content.decode()


def test_a_row_that_is_no_disagreement_is_hidden_from_everybody(client: Client, story: Story, curator: User) -> None:
    store_pending()
    shown = judge(client, story, "Killed", "none")
    assert "Marked as no disagreement; the row is hidden." in shown
    assert [about for about, _ in rows(story)] == ["Injured"]
    assert StoryFacts.objects.get(pk=story.pk).disagreements == 1
    assert "Killed" not in Client().get(story.get_absolute_url()).content.decode()
    answer = client.get(f"/api/v1/groups/{story.pk}").json()
    assert (answer["disagreements"], [row["about"] for row in answer["facts"]]) == (1, ["Injured", "Time"])


def test_a_real_disagreement_becomes_certain_and_says_who_confirmed_it(
    client: Client, story: Story, curator: User
) -> None:
    shown = judge(client, story, "Killed", "real")
    assert dict(rows(story))["Killed"] == 1.0
    assert "confirmed by a curator" in shown
    assert 'aria-label="Real disagreement: Killed"' not in shown
    assert 'aria-label="Real disagreement: Injured"' in shown


def test_a_verdict_is_a_decision_of_the_story_that_can_be_undone(client: Client, story: Story, curator: User) -> None:
    store_pending()
    before = rows(story)
    judge(client, story, "Killed", "none")
    (event,) = CurationEvent.objects.all()
    assert (event.action, event.by, event.summary) == (
        "fact",
        curator,
        "No disagreement: Killed (“at least 16 people”, “19 people”)",
    )
    assert "No disagreement: Killed" in client.get(reverse("curate", args=[story.pk])).content.decode()
    undo(event, by=curator)
    assert rows(story) == before
    assert not FactVerdict.objects.exists()
    assert StoryFacts.objects.get(pk=story.pk).disagreements == 2


def test_a_verdict_survives_rebuilding_and_a_text_that_moves(client: Client, story: Story, curator: User) -> None:
    judge(client, story, "Killed", "none")
    store_pending(rebuild=True)
    assert [about for about, _ in rows(story)] == ["Injured"]
    for article in story.articles.all():
        article.text = f"Fog lay over the harbour in the morning.\n\n{article.text}"
        article.content_hash = f"{article.pk:032}"
        article.save()
    store_pending()
    assert [about for about, _ in rows(story)] == ["Injured"]
    assert StoryFacts.objects.get(pk=story.pk).disagreements == 1


def test_a_verdict_does_not_hide_other_values(client: Client, story: Story, curator: User) -> None:
    judge(client, story, "Killed", "none")
    later = story.articles.earliest_first().last()
    later.text = later.text.replace("19 people", "23 people")
    later.content_hash = "3" * 32
    later.save()
    assert "Killed" in [about for about, _ in rows(story)]


@pytest.mark.parametrize("sent", [{"row": "0" * 16, "verdict": "none"}, {"row": "", "verdict": "real"}])
def test_a_row_that_the_story_does_not_have_is_refused(client: Client, story: Story, curator: User, sent) -> None:
    answer = client.post(reverse("judge_fact", args=[story.pk]), sent, follow=True)
    assert "These facts have changed, or the row was judged." in answer.content.decode()
    assert not CurationEvent.objects.exists()


def test_an_unknown_verdict_is_refused(client: Client, story: Story, curator: User) -> None:
    sent = {"row": key(story, "Killed"), "verdict": "perhaps"}
    assert (
        "Choose one of the two verdicts."
        in client.post(reverse("judge_fact", args=[story.pk]), sent, follow=True).content.decode()
    )
    assert not FactVerdict.objects.exists()


def test_a_row_is_judged_once(story: Story, curator: User) -> None:
    judge_disagreement(story, key(story, "Killed"), "real", by=curator)
    with pytest.raises(RefusedCuration, match=r"This row was judged already\. Undo that decision first\."):
        judge_disagreement(story, key(story, "Killed"), "none", by=curator)


def test_visitors_see_no_buttons_and_cannot_judge(client: Client, story: Story) -> None:
    assert "judge" not in client.get(story.get_absolute_url()).content.decode()
    answer = client.post(reverse("judge_fact", args=[story.pk]), {"row": key(story, "Killed"), "verdict": "none"})
    assert answer.url.startswith("/log-in/?next=")
    assert not FactVerdict.objects.exists()


def test_verdicts_are_what_the_model_learns_from(client: Client, story: Story, curator: User) -> None:
    judge(client, story, "Killed", "real")
    judge(client, story, "Injured", "none")
    story.articles.update(text="No figure is left in this text.")
    assert list(judged_pairs()) == []


def test_a_judged_pair_is_found_where_its_words_are_now(client: Client, story: Story, curator: User) -> None:
    judge(client, story, "Killed", "real")
    judge(client, story, "Injured", "none")
    assert sorted(pair.disagree for pair in judged_pairs()) == [False, True]
    for article in story.articles.all():
        article.text = f"Fog lay over the harbour.\n\n{article.text}"
        article.save()
    assert sorted(pair.disagree for pair in judged_pairs()) == [False, True]
