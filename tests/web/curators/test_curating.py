"""Curators correct stories and judge pairs on the site's pages; nobody else can."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, CurationEvent, Judgement, Story
from newsgroups.stories.curation import actions
from newsgroups.stories.curation.edit_conflicts import etag
from tests.web.conftest import archive

__all__ = ["archive"]


def signed_in(name: str, *groups: str) -> Client:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def curator(db) -> Client:
    return signed_in("ruth", "Curators")


def act(client: Client, story: Story, action: str, *articles: Article, **said: object):
    data = {"action": action, "articles": [each.pk for each in articles], "seen": etag(story), **said}
    return client.post(reverse("curate", args=[story.pk]), data, follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def addresses(archive) -> dict[str, dict[str, object]]:
    story, event = archive["agency"].story, CurationEvent.objects.first()
    pair = {"left": archive["agency"].pk, "right": archive["own"].pk, "verdict": "same"}
    return {
        reverse("curate", args=[story.pk]): {"action": "lock", "seen": etag(story)},
        reverse("queue"): pair,
        reverse("undo_last"): {},
        reverse("undo_decision", args=[event.pk]): {},
    }


@pytest.fixture
def decided(archive):
    actions.confirm_story(archive["chess"].story, by=User.objects.create_user("ada"))
    return archive


def test_visitors_are_asked_to_sign_in_and_change_nothing(client: Client, decided) -> None:
    for address, data in addresses(decided).items():
        answer = client.post(address, data)
        assert (answer.status_code, answer["Location"]) == (302, f"/log-in/?next={address}")
    assert CurationEvent.objects.filter(undone_at=None).count() == 1


def test_who_is_no_curator_is_refused_and_changes_nothing(decided) -> None:
    client = signed_in("otto")
    for address, data in addresses(decided).items():
        assert client.post(address, data).status_code == 403
        assert client.get(address).status_code == 403
    assert CurationEvent.objects.filter(undone_at=None).count() == 1


def test_a_form_of_another_site_is_refused(decided) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root"))
    for address, data in addresses(decided).items():
        assert client.post(address, data).status_code == 403
    assert CurationEvent.objects.filter(undone_at=None).count() == 1


def test_only_curators_see_the_ways_to_curate(client: Client, curator: Client, archive) -> None:
    page, way = archive["agency"].story.get_absolute_url(), reverse("curate", args=[archive["agency"].story_id])
    assert way not in client.get(page).content.decode()
    assert way in curator.get(page).content.decode()


def test_articles_are_split_off_with_a_reason_and_back_again(curator: Client, archive) -> None:
    story = archive["agency"].story
    answer = act(curator, story, "split", archive["own"], reason="Another bridge")
    assert told(answer) == [f"Split “{archive['own'].title}” off."]
    event = CurationEvent.objects.get()
    assert (event.action, event.reason, event.by.username) == ("split", "Another bridge", "ruth")
    assert "Another bridge" in answer.content.decode()
    curator.post(reverse("undo_decision", args=[event.pk]), {"story": story.pk})
    assert Article.objects.get(pk=archive["own"].pk).story == story


def test_articles_are_moved_by_the_address_of_the_other_group(curator: Client, archive) -> None:
    chess = archive["chess"].story
    act(curator, archive["agency"].story, "move", archive["own"], group=f"http://localhost/groups/{chess.pk}/")
    assert Article.objects.get(pk=archive["own"].pk).story == chess


def test_groups_are_merged_by_number(curator: Client, archive) -> None:
    act(curator, archive["agency"].story, "merge", group=str(archive["chess"].story_id))
    assert Story.objects.groups().get().article_count == 5


@pytest.mark.parametrize(
    ("action", "logged"),
    [("confirm", "confirm"), ("lock", "lock"), ("rename", "rename"), ("apart", "apart")],
)
def test_every_other_action_is_done_and_undone(curator: Client, archive, action: str, logged: str) -> None:
    story = archive["agency"].story
    before = etag(story)
    act(curator, story, action, archive["agency"], archive["own"], title="A title of ours")
    event = CurationEvent.objects.get()
    assert event.action == logged
    curator.post(reverse("undo_decision", args=[event.pk]), {"story": story.pk})
    assert etag(Story.objects.get(pk=story.pk)) == before


def test_a_page_that_is_out_of_date_changes_nothing(curator: Client, archive) -> None:
    story = archive["agency"].story
    seen = etag(story)
    act(signed_in("paul", "Curators"), story, "split", archive["copy"])
    answer = act(curator, Story.objects.get(pk=story.pk), "lock", seen=seen)
    assert answer.status_code == 409
    assert "This story has changed since you opened its page" in answer.content.decode()
    assert CurationEvent.objects.count() == 1


def test_what_cannot_be_read_is_said(curator: Client, archive) -> None:
    story = archive["agency"].story
    for group in ("", "chess", "999999", "9" * 30):
        answer = act(curator, story, "merge", group=group).content.decode()
        assert (
            "Enter the number or address of the other story" in answer
            if not group
            else "There is no such story" in answer
        )
    assert "no longer in this story" in act(curator, story, "split", archive["chess"]).content.decode()
    for number in ("x", "-1", "9" * 30):
        said = curator.post(reverse("curate", args=[story.pk]), {"action": "split", "articles": [number], "seen": "x"})
        assert (said.status_code, "no longer in this story" in said.content.decode()) == (200, True)
    assert act(curator, story, "dance").status_code == 200
    assert not CurationEvent.objects.exists()


def test_a_group_is_not_merged_with_itself(curator: Client, archive) -> None:
    story = archive["agency"].story
    answer = act(curator, story, "merge", group=str(story.pk)).content.decode()
    assert "That is this story. Enter the number or address of the other one." in answer
    assert not CurationEvent.objects.exists()


def test_what_stays_ticked_after_a_refusal_is_what_was_ticked(curator: Client, archive) -> None:
    answer = act(curator, archive["agency"].story, "apart", archive["own"]).content.decode()
    assert "articles that never belong together" in answer
    assert answer.count("checked") == 1


def test_a_merged_group_is_curated_where_it_went(curator: Client, archive) -> None:
    stories = [archive["agency"].story, archive["chess"].story]
    actions.merge_stories(stories, by=User.objects.create_user("ada"))
    kept, gone = sorted(story.pk for story in stories)
    assert curator.get(reverse("curate", args=[gone]))["Location"] == reverse("curate", args=[kept])


def test_a_pair_is_judged_and_the_next_one_comes(curator: Client, archive) -> None:
    task = curator.get(reverse("queue")).context["task"]
    data = {"left": task.left.pk, "right": task.right.pk, "verdict": "related", "note": "Two events"}
    answer = curator.post(reverse("queue"), data, follow=True)
    judgement = Judgement.objects.get()
    assert (judgement.verdict, judgement.note) == ("related", "Two events")
    assert told(answer)[0].startswith("Judged: related. The model said ")
    following = answer.context["task"]
    assert following is None or (following.left, following.right) != (task.left, task.right)


def test_the_queue_does_not_tell_what_the_model_thinks(curator: Client, archive) -> None:
    page = curator.get(reverse("queue")).content.decode()
    assert "Do these two articles cover the same story?" in page
    assert "same story 0." not in page


def test_skipping_and_taking_back(curator: Client, archive) -> None:
    task = curator.get(reverse("queue")).context["task"]
    pair = {"left": task.left.pk, "right": task.right.pk}
    curator.post(reverse("queue"), pair | {"verdict": "same"})
    answer = curator.post(reverse("undo_last"), follow=True)
    assert told(answer)[-1] == "Undone: same story. Please judge it again."
    assert answer.context["task"].left == task.left
    curator.post(reverse("queue"), pair | {"verdict": "skip"})
    assert not Judgement.objects.exists()
    assert curator.post(reverse("undo_last"), follow=True).status_code == 200


@pytest.mark.parametrize("data", [{}, {"verdict": "same"}, {"left": "x", "right": "y", "verdict": "same"}])
def test_what_is_no_verdict_is_said(curator: Client, archive, data: dict[str, str]) -> None:
    assert told(curator.post(reverse("queue"), data, follow=True)) == ["That is not a verdict. Use one of the buttons."]


def test_an_empty_queue_says_so(curator: Client, db) -> None:
    assert "There is nothing left to judge." in curator.get(reverse("queue")).content.decode()


def test_guidelines_show_judged_pairs_as_examples(curator: Client, archive) -> None:
    before = curator.get(reverse("guidelines")).content.decode()
    assert "No pair has been judged this way yet" in before
    pair = {"left": archive["chess"].pk, "right": archive["agency"].pk}
    curator.post(reverse("queue"), pair | {"verdict": "different", "note": "Chess is no bridge"})
    after = curator.get(reverse("guidelines")).content.decode()
    assert "Judged by ruth: “Chess is no bridge”" in after


def test_curators_judge_the_sources_of_an_article_that_is_looked_up(curator: Client, client: Client, archive) -> None:
    asked = {"text": archive["agency"].url}
    assert 'name="verdict"' not in client.post("/lookup/", asked).content.decode()
    page = curator.post("/lookup/", asked).content.decode()
    for number in (archive["copy"].pk, archive["own"].pk):
        assert page.count(f'form="judge-{number}"') == 3
        assert page.count(f'<form id="judge-{number}"') == 1
    data = {"left": archive["agency"].pk, "right": archive["own"].pk, "compare": "yes", "verdict": "same"}
    answer = curator.post(reverse("queue"), data)
    assert answer["Location"] == reverse("compare", args=[archive["agency"].pk, archive["own"].pk])
    assert Judgement.objects.get().verdict == "same"


def test_a_pasted_text_has_no_pair_to_judge(curator: Client, archive) -> None:
    page = curator.post("/lookup/", {"text": f"{archive['agency'].text} And more words of my own."}).content.decode()
    assert "Northline" in page
    assert 'name="verdict"' not in page
