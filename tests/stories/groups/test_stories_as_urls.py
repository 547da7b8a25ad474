"""Every visible article once, in its story or as a group of one, by its first URL."""

import pytest

from newsgroups.models import Article
from newsgroups.stories.groups.stories_as_urls import exported_stories
from tests.makers import make_article, make_story

pytestmark = pytest.mark.django_db


def test_stories_are_exported_in_the_order_of_publication() -> None:
    late = make_article(url="https://a.example/late", published="2026-11-03T00:00Z")
    early = make_article(url="https://a.example/early", published="2026-11-01T00:00Z")
    alone = make_article(url="https://a.example/alone", title="Wolves")
    hidden = make_article(url="https://a.example/hidden")
    story = make_story(late, early, hidden, title="Bridge “closed”")
    Article.objects.filter(pk=hidden.pk).update(hidden=True)
    Article.objects.filter(pk=late.pk).update(url_given="https://a.example/late?utm_source=feed#top")

    lines = sorted(exported_stories(), key=lambda line: len(line["articles"]))
    assert lines == [
        {"story": f"article-{alone.pk}", "title": "Wolves", "articles": [{"url": "https://a.example/alone"}]},
        {
            "story": story.pk,
            "title": "Bridge “closed”",
            "articles": [
                {"url": "https://a.example/early"},
                {"url": "https://a.example/late?utm_source=feed#top"},
            ],
        },
    ]


def test_several_articles_without_a_group_are_groups_of_their_own() -> None:
    ids = {f"article-{make_article().pk}" for _ in range(3)}
    assert {line["story"] for line in exported_stories()} == ids


def test_an_empty_archive_exports_nothing() -> None:
    assert list(exported_stories()) == []
    make_article()
    assert len(list(exported_stories())) == 1
