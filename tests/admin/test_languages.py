"""An outlet's words in the admin say which language they are in, and outlets are in the reader's alphabetical order."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, Story
from tests.makers import make_article, make_story

pytestmark = pytest.mark.django_db

TITLE = "جسر الميناء مغلق"
WORDED = f'<span lang="ar" dir="auto">{TITLE}</span>'


@pytest.fixture
def curator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ada"))
    return client


@pytest.fixture
def article() -> Article:
    article = make_article("أغلق جسر الميناء يوم الاثنين.", title=TITLE, source="صحيفة الميناء", language="ar")
    make_story(article)
    return article


def page(client: Client, name: str, *args: int) -> str:
    answer = client.get(reverse(f"admin:newsgroups_{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_lists_say_the_language_of_titles_and_outlets(curator, article) -> None:
    shown = page(curator, "article_changelist")
    assert WORDED in shown
    assert '<span lang="" dir="auto">صحيفة الميناء</span>' in shown
    assert '<span lang="" dir="auto">صحيفة الميناء</span>' in page(curator, "source_changelist")


def test_the_page_of_an_article_says_its_language(curator, article) -> None:
    shown = page(curator, "article_change", article.pk)
    assert f"<h2>{WORDED}</h2>" in shown
    for name in ("title", "authors", "text"):
        assert f'name="{name}"' in shown
    assert shown.count('dir="auto" lang="ar"') == 3


def test_the_page_of_a_story_says_the_language_of_its_articles(curator, article) -> None:
    Story.objects.update(central_article=article, title=TITLE)
    story = Story.objects.get()
    assert WORDED in page(curator, "story_changelist")
    assert page(curator, "story_change", story.pk).count(WORDED) >= 2


def test_a_confirmation_says_the_language_of_what_was_chosen(curator, article) -> None:
    sent = {"action": "hide", "_selected_action": [article.pk]}
    answer = curator.post(reverse("admin:newsgroups_article_changelist"), sent)
    assert f"<li>{WORDED}</li>" in answer.content.decode()


def test_titles_of_others_are_text_in_the_admin(curator) -> None:
    article = make_article("A text.", title="<b>bold</b> & <script>alert(1)</script>")
    for shown in (page(curator, "article_changelist"), page(curator, "article_change", article.pk)):
        assert "<script>alert(1)" not in shown
        assert "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;" in shown


@pytest.mark.parametrize(("language", "order"), [("sv", ["Zeit", "Åbo"]), ("de", ["Åbo", "Zeit"])])
def test_outlets_to_filter_by_are_in_the_order_of_the_reader(curator, language: str, order: list[str]) -> None:
    for name in ("Zeit", "Åbo"):
        make_article("A text of some words.", title=f"Of {name}", source=name)
    url = reverse("admin:newsgroups_article_changelist")
    shown = curator.get(url, headers={"Accept-Language": language}).content.decode()
    assert sorted(order, key=lambda name: shown.index(f">{name}</a>")) == order
