"""The language of an outlet's words, declared for browsers, screen readers and feed readers."""

import pytest
from django.test import Client

from newsgroups.search.engines.haystack import sync
from newsgroups.templatetags.languages import written_in
from tests.makers import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    made = make_article("افتتح الوزير جسرا جديدا فوق النهر.", title="جسر جديد", language="ar")
    make_article("Die Brücke ist offen.", title="Brücke offen", language="de")
    sync.index_pending()
    return made


def test_attributes_say_the_language_and_leave_the_direction_to_the_first_letter():
    assert written_in("ar") == ' lang="ar" dir="auto"'
    assert written_in("") == written_in(None) == ' lang="" dir="auto"'
    assert written_in('"><script>') == ' lang="&quot;&gt;&lt;script&gt;" dir="auto"'


def test_title_and_text_of_an_article_are_in_its_language_and_the_rest_of_the_page_is_not(client: Client, article):
    html = client.get(article.get_absolute_url()).content.decode()

    assert '<h1 lang="ar" dir="auto">جسر جديد</h1>' in html
    assert '<div class="prose" data-passages lang="ar" dir="auto">' in html
    assert "<article>" in html


def test_hits_and_languages_are_told_in_their_own_words(client: Client, article):
    html = client.get("/search/?q=الجسر").content.decode()
    facets = client.get("/search/?from=2026-11-01").content.decode()

    assert 'lang="ar" dir="auto"><mark>جسر</mark>' in html
    assert '<p class="line-lead" lang="ar" dir="auto">' in html
    assert '<bdi lang="de">Deutsch</bdi>' in facets
    assert '<bdi lang="ar">العربية</bdi>' in facets


def test_entries_of_a_feed_have_their_language(client: Client, article):
    feed = client.get("/search/feed/?q=Brücke").content.decode()

    assert '<entry xml:lang="de">' in feed
