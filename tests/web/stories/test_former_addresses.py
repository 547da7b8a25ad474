"""The address of a story always leads somewhere: after merges and splits in a row, and after articles are deleted."""

import pytest
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, Pair, Story
from newsgroups.stories.groups.regroup import regroup
from tests.makers import make_article, make_story
from tests.stories.groups.test_groups import link

pytestmark = pytest.mark.django_db

PAGES = ("group", "group_all", "api:group")
OTHERS = ("group_feed", "group_feed_json", "facts_csv", "story_file", "lineage_json", "group_passages")


def lead_to(client: Client, story: Story) -> set[int]:
    """The stories to which the addresses of a story redirect."""
    found = set()
    for name in PAGES:
        response = client.get(reverse(name, args=[story.pk]))
        assert response.status_code == 301
        found |= {each.pk for each in Story.objects.all() if reverse(name, args=[each.pk]) == response.url}
    return found


def test_three_merges_in_a_row_lead_to_the_last(client: Client) -> None:
    articles = [make_article() for _ in range(8)]
    first, second, third, fourth = (make_story(*articles[at : at + 2]) for at in (0, 2, 4, 6))
    for beginning in (4, 2, 0):
        Pair.objects.all().delete()
        link(*articles[beginning:])
        for alone in range(0, beginning, 2):
            link(*articles[alone : alone + 2])
        regroup()
    assert [lead_to(client, story) for story in (second, third, fourth)] == [{first.pk}] * 3
    for name in OTHERS:
        assert client.get(reverse(name, args=[fourth.pk])).status_code == 200


def test_a_story_that_parts_again_has_its_own_address_or_leads_to_the_rest(client: Client) -> None:
    a, b, c, d = (make_article() for _ in range(4))
    older, younger = make_story(a, b), make_story(c, d)
    link(a, b, c, d)
    regroup()
    assert lead_to(client, younger) == {older.pk}

    Article.objects.filter(pk__in=(a.pk, b.pk)).delete()
    regroup()
    assert lead_to(client, younger) == {older.pk}
    assert client.get(older.get_absolute_url()).status_code == 200


def test_a_story_that_dissolved_names_its_central_article(client: Client) -> None:
    a, b = make_article(title="Bridge closed"), make_article(title="Harbour bridge closed")
    link(a, b)
    regroup()
    story = Story.objects.get()
    central = story.central_article
    Pair.objects.all().delete()
    regroup()

    response = client.get(story.get_absolute_url())
    assert response.status_code == 410
    assert f'href="{central.get_absolute_url()}"' in response.content.decode()


def test_a_dissolved_story_names_the_story_in_which_its_central_article_is_now(client: Client) -> None:
    a, b = make_article(title="Bridge closed"), make_article()
    gone, other = make_story(), make_story(a, b, title="Ferries run")
    Story.objects.filter(pk=gone.pk).update(central_article=a)

    html = client.get(gone.get_absolute_url()).content.decode()
    assert f'href="{a.get_absolute_url()}"' in html
    assert f'href="{other.get_absolute_url()}"' in html


def test_a_hidden_or_deleted_central_article_is_not_named(client: Client) -> None:
    hidden = make_article(title="Secret headline", hidden=True)
    gone = make_story()
    Story.objects.filter(pk=gone.pk).update(central_article=hidden)
    response = client.get(gone.get_absolute_url())
    assert (response.status_code, b"Secret headline" in response.content) == (410, False)

    hidden.delete()
    response = client.get(gone.get_absolute_url())
    assert (response.status_code, b"central article" in response.content) == (410, False)


def test_stories_that_lead_to_each_other_are_shown_under_the_oldest(client: Client) -> None:
    kept, other = make_story(make_article(), make_article()), make_story(make_article(), make_article())
    Story.objects.filter(pk=kept.pk).update(merged_into=other)
    Story.objects.filter(pk=other.pk).update(merged_into=kept)
    assert lead_to(client, other) == {kept.pk}
    assert client.get(kept.get_absolute_url()).status_code == 200
