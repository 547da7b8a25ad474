"""Curator actions in the admin: they ask for confirmation, are logged, can be undone, and require the role."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models.signals import pre_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsgroups.models import Article, CurationEvent, Revision, Story
from newsgroups.pipeline.process import process_articles
from tests.makers import make_article, make_source
from tests.web.conftest import archive

__all__ = ["archive"]
ARTICLES, STORIES, EVENTS = (f"admin:newsgroups_{name}_changelist" for name in ("article", "story", "curationevent"))


def signed_in(*groups: str) -> Client:
    user = User.objects.create_user("ruth", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def curator(db) -> Client:
    return signed_in("Curators")


def act(client: Client, where: str, action: str, *chosen: object, confirmed: bool = True, **said: object):
    data = {"action": action, "_selected_action": [each.pk for each in chosen], **said}
    return client.post(reverse(where), data | ({"confirmed": "yes"} if confirmed else {}), follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


ACTIONS = [
    (ARTICLES, "move", {"group": ""}),
    (ARTICLES, "hide", {}),
    (STORIES, "lock", {}),
    (STORIES, "rename", {"title": "A title of ours"}),
]


@pytest.mark.parametrize(("where", "action", "said"), ACTIONS)
def test_an_action_asks_before_it_does_anything(curator: Client, archive, where, action, said) -> None:
    chosen = archive["copy"] if where == ARTICLES else archive["copy"].story
    asked = act(curator, where, action, chosen, confirmed=False)
    assert chosen.title in asked.content.decode()
    assert "Yes, continue" in asked.content.decode()
    assert not CurationEvent.objects.exists()


@pytest.mark.parametrize(("where", "action", "said"), ACTIONS)
def test_an_action_is_logged_with_who_and_why_and_can_be_undone(curator: Client, archive, where, action, said) -> None:
    chosen = archive["copy"] if where == ARTICLES else archive["copy"].story
    response = act(curator, where, action, chosen, reason="Because", **said)
    event = CurationEvent.objects.get()
    logged = "split" if action == "move" else action
    assert (event.action, event.by.username, event.reason) == (logged, "ruth", "Because")
    assert [event.summary in line.replace("&quot;", '"') for line in told(response)] == [True]
    act(curator, EVENTS, "undo", event)
    event.refresh_from_db()
    assert event.undone_by == event.by


def test_the_question_shows_what_would_happen_and_nothing_has_happened(curator: Client, archive, caplog) -> None:
    before = list(Article.objects.order_by("pk").values_list("pk", "hidden", "story_id"))
    asked = act(curator, ARTICLES, "hide", archive["chess"], archive["copy"], confirmed=False)
    shown = asked.context["preview"]
    assert shown.decisions[0].startswith("Hid")
    assert [(each.before, each.after) for each in shown.stories] == [(3, 2), (2, 1)]
    assert list(Article.objects.order_by("pk").values_list("pk", "hidden", "story_id")) == before
    assert not CurationEvent.objects.exists()
    assert "decision" not in caplog.text


def test_an_action_with_fields_is_tried_with_what_was_entered(curator: Client, archive) -> None:
    tried = act(
        curator, ARTICLES, "move", archive["copy"], group=archive["chess"].story_id, confirmed=False, preview="Preview"
    )
    assert [(each.before, each.after) for each in tried.context["preview"].stories] == [(3, 2), (2, 3)]
    assert Article.objects.get(pk=archive["copy"].pk).story_id == archive["copy"].story_id
    assert f'value="{archive["chess"].story_id}"' in tried.content.decode()


def test_what_would_be_refused_is_said_before_it_is_confirmed(curator: Client, archive) -> None:
    act(curator, STORIES, "lock", archive["chess"].story)
    asked = act(curator, STORIES, "lock", archive["agency"].story, archive["chess"].story, confirmed=False)
    assert "This would be rejected: " in asked.content.decode()
    assert Story.objects.filter(locked=True).count() == 1


def test_groups_are_merged(curator: Client, archive) -> None:
    act(curator, STORIES, "merge", archive["agency"].story, archive["chess"].story)
    process_articles(rebuild=True)
    assert Story.objects.groups().get().article_count == 5


def test_articles_are_moved_to_a_group_by_its_number(curator: Client, archive) -> None:
    act(curator, ARTICLES, "move", archive["copy"], group=archive["chess"].story_id)
    process_articles(rebuild=True)
    assert Article.objects.get(pk=archive["copy"].pk).story_id == archive["chess"].story_id


def test_a_number_of_no_group_is_said(curator: Client, archive) -> None:
    response = act(curator, ARTICLES, "move", archive["copy"], group=999_999)
    assert "There is no story with this number." in response.content.decode()
    assert not CurationEvent.objects.exists()


def test_hidden_articles_are_gone_and_shown_ones_are_back(curator: Client, archive) -> None:
    page = archive["copy"].get_absolute_url()
    act(curator, ARTICLES, "hide", archive["copy"])
    assert Client().get(page).status_code == 410
    act(curator, ARTICLES, "show", archive["copy"])
    assert Client().get(page).status_code == 200


def test_what_is_refused_is_said_and_all_of_it_is_left(curator: Client, archive) -> None:
    act(curator, STORIES, "lock", archive["chess"].story)
    response = act(curator, STORIES, "lock", archive["agency"].story, archive["chess"].story)
    assert "is already locked." in response.content.decode()
    assert Story.objects.filter(locked=True).count() == 1


@pytest.mark.parametrize(("where", "action", "said"), ACTIONS)
def test_who_may_not_curate_cannot(archive, where, action, said) -> None:
    chosen = archive["copy"] if where == ARTICLES else archive["copy"].story
    for client in (Client(), signed_in()):
        act(client, where, action, chosen, **said)
    assert not CurationEvent.objects.exists()
    assert not Article.objects.filter(hidden=True).exists()
    assert Article.objects.visible().filter(story__isnull=False).count() == 5


def test_curators_are_no_administrators(curator: Client) -> None:
    for name in ("auth_user", "auth_group"):
        assert curator.get(reverse(f"admin:{name}_changelist")).status_code == 403


def test_nothing_is_deleted_by_anyone(admin_client: Client, archive) -> None:
    for name, row in (
        ("article", archive["copy"]),
        ("story", archive["copy"].story),
        ("source", archive["copy"].source),
    ):
        assert admin_client.post(reverse(f"admin:newsgroups_{name}_delete", args=[row.pk])).status_code == 403


FORM = {"authors": "", "language": "en", "published_0": "2026-11-02", "published_1": "09:00:00"}


def test_an_edited_article_keeps_what_it_said_before(curator: Client, archive) -> None:
    article = archive["copy"]
    was = article.text
    url = reverse("admin:newsgroups_article_change", args=[article.pk])
    curator.post(url, FORM | {"source": article.source_id, "title": article.title, "text": "The bridge is open again."})
    article.refresh_from_db()
    assert (article.text, article.needs_match, article.needs_index) == ("The bridge is open again.", True, True)
    assert Revision.objects.get().text == was


def test_an_article_that_is_hidden_and_moved_while_its_form_is_saved_stays_so(curator: Client, archive) -> None:
    article, story = archive["copy"], archive["chess"].story

    def meanwhile(instance: Article, **_: object) -> None:
        Article.objects.filter(pk=instance.pk).update(hidden=True, story=story)

    pre_save.connect(meanwhile, sender=Article)
    try:
        url = reverse("admin:newsgroups_article_change", args=[article.pk])
        curator.post(url, FORM | {"source": article.source_id, "title": "Bridge opens", "text": article.text})
    finally:
        pre_save.disconnect(meanwhile, sender=Article)
    article.refresh_from_db()
    assert (article.title, article.hidden, article.story) == ("Bridge opens", True, story)


def test_an_article_can_be_added_by_hand(curator: Client, db) -> None:
    data = FORM | {
        "source": make_source().pk,
        "url_given": "https://Harbour.example/bridge?utm_source=x",
        "title": "Bridge opens",
        "text": "The bridge opened on Friday.",
    }
    url = reverse("admin:newsgroups_article_add")
    curator.post(url, data)
    article = Article.objects.get()
    assert (article.url, article.words, article.needs_sketch) == ("https://harbour.example/bridge", 5, True)
    assert "This address belongs to article" in curator.post(url, data).content.decode()


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as context:
        assert client.get(url).status_code == 200
    return len(context)


@pytest.mark.parametrize("where", [ARTICLES, STORIES, EVENTS, "admin:newsgroups_source_changelist"])
def test_lists_take_the_same_number_of_queries_however_long(curator: Client, archive, where: str) -> None:
    def decide() -> None:
        act(curator, STORIES, "lock", archive["chess"].story)
        act(curator, STORIES, "unlock", archive["chess"].story)

    decide()
    few = queries(curator, reverse(where))
    for number in range(5):
        make_article(source=f"Outlet {number}")
        decide()
    process_articles()
    assert queries(curator, reverse(where)) == few
