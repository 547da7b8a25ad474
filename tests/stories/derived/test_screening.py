"""Excluded pages (not articles) stay out of stories, pairs and search until a curator decides otherwise."""

import pytest
from django.contrib.auth.models import User
from django.db import connection

from newsgroups.models import Article, CurationEvent, Pair, Revision
from newsgroups.models.articles.article import Aside
from newsgroups.pipeline.process import find_differences, process_articles
from newsgroups.search.service import search
from newsgroups.stories.curation.actions import hide_articles, show_articles, undo
from newsgroups.stories.derived.screening import MIN_PAGES, set_aside_pending
from newsgroups.stories.groups.stories_as_urls import exported_stories
from tests.makers import make_article, make_story

pytestmark = pytest.mark.django_db

LOG_IN = "Log in to your account to read on. Forgot your password? Create a free account."
NOTICE = "The harbour keeps its own time. Nothing else stands here."


def aside() -> dict[int, str]:
    return dict(Article.objects.set_aside().values_list("pk", "aside"))


@pytest.fixture
def page() -> Article:
    page = make_article(LOG_IN, title="Bridge closed")
    process_articles()
    page.refresh_from_db()
    return page


@pytest.fixture
def curator() -> User:
    return User.objects.create(username="ada")


def test_a_log_in_page_is_kept_and_shown_nowhere(page) -> None:
    assert (aside(), page.text) == ({page.pk: "log-in"}, LOG_IN)
    assert search("password").count == 0
    assert Article.objects.visible().count() == 0
    assert find_differences() == []


def test_the_export_has_it_as_a_group_of_one(page) -> None:
    assert list(exported_stories()) == [
        {"story": f"article-{page.pk}", "title": "Bridge closed", "articles": [{"url": page.url}]}
    ]


def test_what_a_curator_shows_is_an_article_for_good(page, curator) -> None:
    show_articles([page], by=curator)
    for rebuild in (False, True):
        process_articles(rebuild=rebuild)
        page.refresh_from_db()
        assert (page.hidden, page.aside, page.is_article) == (False, "", True)
    assert search("password").count == 1


def test_taking_that_back_sets_it_aside_again(page, curator) -> None:
    undo(show_articles([page], by=curator), by=curator)
    process_articles()
    assert aside() == {page.pk: "log-in"}


def test_what_a_curator_hid_is_not_touched(page, curator) -> None:
    hide_articles([page], by=curator)
    process_articles(rebuild=True)
    page.refresh_from_db()
    assert (page.hidden, page.aside) == (True, "")
    assert list(exported_stories()) == []


@pytest.mark.parametrize(
    "text", [LOG_IN, "The harbour bridge was closed on Monday after a diver found a crack in a pylon."]
)
def test_what_a_curator_hides_while_pages_are_looked_at_is_not_touched(page, curator, text: str) -> None:
    page.text, page.language = text, ""
    page.mark_changed()
    page.save()

    def hide_first(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and not CurationEvent.objects.exists():
            hide_articles([page], by=curator)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hide_first):
        set_aside_pending()
    page.refresh_from_db()
    assert (page.hidden, page.aside) == (True, "")


def test_a_page_whose_text_became_an_article_comes_back(page) -> None:
    page.text = "The harbour bridge was closed on Monday after a diver found a crack in a pylon, the council said."
    page.mark_changed()
    page.save()
    process_articles()
    assert (aside(), search("diver").count) == ({}, 1)


def test_a_text_that_many_pages_of_an_outlet_share_is_no_article_of_any_of_them() -> None:
    shared = [make_article(NOTICE, title=f"Title {number}") for number in range(MIN_PAGES - 1)]
    other = make_article(NOTICE, title="Elsewhere", source="Vale Courier")
    process_articles()
    assert aside() == {}

    shared.append(make_article(NOTICE, title="Another title"))
    process_articles()
    assert aside() == {page.pk: Aside.SHARED for page in shared}
    other.refresh_from_db()
    assert not other.hidden
    assert Pair.objects.count() == 0


def test_an_article_of_a_locked_story_stays_in_it() -> None:
    page = make_article(LOG_IN)
    story = make_story(page, make_article(), locked=True)
    process_articles()
    assert aside() == {}
    assert story.articles.visible().count() == 2


def test_the_language_is_told_where_none_was_named() -> None:
    told = make_article(language="")
    named = make_article(language="fr")
    process_articles()
    assert list(
        Article.objects.filter(pk__in=[told.pk, named.pk]).order_by("pk").values_list("language", flat=True)
    ) == [
        "en",
        "fr",
    ]
    assert Revision.objects.count() == 0
