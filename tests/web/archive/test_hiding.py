"""Whatever a curator hides disappears at once from everything that a visitor can request, before any processing."""

import json
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from newsgroups.models import Article, Story
from newsgroups.pipeline.process import process_articles
from newsgroups.search.engines.haystack import sync
from newsgroups.stories.curation import actions
from newsgroups.stories.groups.regroup import regroup
from newsgroups.stories.groups.stories_as_urls import exported_stories
from tests.closing import given_up
from tests.makers import make_article
from tests.web.conftest import AGENCY

# Words that occur only in the hidden article: in its title and in its text.
TITLE, LEAD = "Zeppelinstrasse", "Quarantining"


@pytest.fixture
def curator(db) -> User:
    return User.objects.create_user("ruth")


@pytest.fixture
def named(archive: dict[str, Article]) -> Article:
    """An article that supplies title and lead of its story, because it is the medoid."""
    text = f"{LEAD} was not needed. {AGENCY}"
    made = make_article(text, title=f"{TITLE} crossing", source="Vale Courier", published="2026-11-02T08:00:00+00:00")
    process_articles()
    made.refresh_from_db()
    story = Story.objects.get(pk=made.story_id)
    # Whatever the model considers the medoid.
    story.central_article, story.title = made, made.title
    story.save()
    return made


def pages(story: int, article: int) -> dict[str, int]:
    """Returns everything that a visitor can request, with its status after the article was hidden."""
    gone = [f"/articles/{article}/", f"/articles/{article}/changes/", f"/api/v1/articles/{article}"]
    shown = """/ /groups/ /groups/feed/ /groups.csv /similar/ /similar/?sort=strongest /browse/ /sources/vale-courier/
        /about/ /search/?q=bridge /search/?q=zeppelinstrasse /search/?q=zeppelinstrase /search/?q=quarantining
        /search/?source=vale-courier /search/feed/?q=bridge /search.csv?q=bridge /search/complete/?q=zepp
        /search/complete/?q=bridge+zepp /search/suggestions/?q=zepp /search/help/ /api/v1/search?q=bridge
        /api/v1/groups""".split()
    of_story = f"/groups/{story}/ /groups/{story}/all/ /api/v1/groups/{story}".split()
    return dict.fromkeys(gone, 410) | dict.fromkeys([*shown, *of_story], 200)


def body(response) -> str:
    return unescape((b"".join(response) if response.streaming else response.content).decode())


def telling(client: Client, address: str) -> set[str]:
    """Returns the words of the hidden article that the response contains, but the request did not."""
    said = body(client.get(address)).lower()
    return {word for word in (TITLE, LEAD) if word.lower() in said and word.lower() not in address}


def test_the_article_is_on_these_pages_until_it_is_hidden(client: Client, named: Article) -> None:
    told = {address: telling(client, address) for address in pages(named.story_id, named.pk)}
    assert {address for address, words in told.items() if TITLE in words} >= {
        "/", "/groups/", "/groups/feed/", "/groups.csv", "/similar/", "/sources/vale-courier/", "/search/?q=bridge",
        "/search/complete/?q=zepp", "/search/suggestions/?q=zepp", "/search/?q=zeppelinstrase", "/api/v1/groups",
        f"/groups/{named.story_id}/", f"/articles/{named.pk}/",
    }  # fmt: skip


def test_no_answer_has_a_word_of_it_from_then_on(client: Client, named: Article, curator: User) -> None:
    story = named.story_id
    for address in pages(story, named.pk):
        given_up(client.get(address))
    actions.hide_articles([named], by=curator, reason="A court order")
    asked = pages(story, named.pk)
    assert {address: client.get(address).status_code for address in asked} == asked
    assert {address: told for address in asked if (told := telling(client, address))} == {}
    assert "Harbour bridge" in body(client.get("/"))


def test_counts_are_those_of_what_is_left(client: Client, named: Article, curator: User) -> None:
    story = Story.objects.get(pk=named.story_id)
    assert (story.article_count, story.source_count) == (4, 4)
    before = client.get("/search/?q=zeppelinstrasse").context["page"].count, figures(client)
    actions.hide_articles([named], by=curator)
    story.refresh_from_db()
    assert (story.article_count, story.source_count, story.first_date.hour) == (3, 3, 9)
    found = client.get("/search/?q=zeppelinstrasse").context["page"]
    assert (before, (found.count, figures(client))) == ((1, 6), (0, 5))
    assert [each["article_count"] for each in client.get("/api/v1/groups").json()["results"]] == [2, 3]


def test_an_article_without_a_story_is_in_no_search(client: Client, archive, curator: User) -> None:
    alone = make_article("Wolves came down to the saltmarsh of Ennerdale.", title="Zeppelinstrasse", source="Ledger")
    process_articles()
    asked = "/search/?q=saltmarsh", "/api/v1/search?q=saltmarsh"
    before = [client.get(asked[0]).context["page"].count, client.get(asked[1]).json()["count"]]
    actions.hide_articles([Article.objects.get(pk=alone.pk, story=None)], by=curator)
    after = [client.get(asked[0]).context["page"].count, client.get(asked[1]).json()["count"]]
    assert (before, after) == ([1, 1], [0, 0])
    assert process_articles().done["articles indexed"] == 1
    assert sync.find_index_differences().surplus == []


def figures(client: Client) -> int:
    """Returns the number of articles in the footer of every page."""
    return client.get("/about/").context["archive"]["articles"]


def test_no_look_up_finds_it(client: Client, named: Article, curator: User) -> None:
    def outlets() -> set[str]:
        given = json.dumps({"text": named.text})
        matches = client.post("/api/v1/lookup", given, content_type="application/json").json()["matches"]
        return {match["article"]["source"] for match in matches}

    assert outlets() >= {"Vale Courier", "Northline", "Daily Lantern"}
    actions.hide_articles([named], by=curator)
    assert outlets() >= {"Northline", "Daily Lantern"}
    assert "Vale Courier" not in outlets()


def test_exported_stories_do_not_name_it(named: Article, curator: User) -> None:
    assert named.title in {story["title"] for story in exported_stories()}
    actions.hide_articles([named], by=curator)
    exported = list(exported_stories())
    assert sorted(len(story["articles"]) for story in exported) == [2, 3]
    assert TITLE not in str(exported)


def test_a_story_takes_its_name_from_the_article_that_processing_would_choose(named: Article, curator: User) -> None:
    actions.hide_articles([named], by=curator)
    story = Story.objects.get(pk=named.story_id)
    no_wait = story.central_article_id, story.title
    regroup()
    story.refresh_from_db()
    assert (story.central_article_id, story.title) == no_wait
    assert story.title in story.articles.visible().values_list("title", flat=True)


def test_a_title_of_a_curators_stays(named: Article, curator: User) -> None:
    actions.rename_story(named.story, title="The bridge", by=curator)
    actions.hide_articles([named], by=curator)
    story = Story.objects.get(pk=named.story_id)
    assert (story.title, story.central_article_id == named.pk) == ("The bridge", False)


def test_undoing_a_title_does_not_bring_back_that_of_a_hidden_article(named: Article, curator: User) -> None:
    renamed = actions.rename_story(named.story, title="The bridge", by=curator)
    actions.hide_articles([named], by=curator)
    actions.undo(renamed, by=curator)
    story = Story.objects.get(pk=named.story_id)
    assert story.title in story.articles.visible().values_list("title", flat=True)
    assert not story.central_article.hidden


def test_a_story_of_hidden_articles_alone_says_nothing(client: Client, archive, curator: User) -> None:
    story = archive["chess"].story_id
    actions.hide_articles([archive["chess"], archive["chess too"]], by=curator)
    for address in (f"/groups/{story}/", f"/groups/{story}/all/", f"/api/v1/groups/{story}"):
        response = client.get(address)
        assert (response.status_code, "hess" in body(response)) == (410, False)
    assert "no articles any more" in body(client.get(f"/groups/{story}/"))


def test_a_page_set_aside_by_processing_leaves_its_story_at_once(client: Client, named: Article) -> None:
    from newsgroups.stories.derived.screening import set_aside_pending

    named.title, named.text = "Log in", "Please log in to continue reading. Forgot your password? Log in or sign up."
    named.mark_changed()
    named.save()
    assert set_aside_pending() == 1
    story = Story.objects.get(pk=named.story_id)
    assert (story.article_count, story.central_article_id == named.pk, TITLE in story.title) == (3, False, False)


def test_what_is_shown_again_is_back(client: Client, named: Article, curator: User) -> None:
    actions.undo(actions.hide_articles([named], by=curator), by=curator)
    assert client.get(f"/articles/{named.pk}/").status_code == 200
    assert Story.objects.get(pk=named.story_id).article_count == 4
    assert TITLE in body(client.get("/sources/vale-courier/"))
