"""The metadata of pages for other programs, and their citations."""

import json
import re

import pytest
from django.test import Client

from newsgroups.models import Article
from tests.makers import make_article, make_story


def linked_data(client: Client, path: str) -> dict:
    page = client.get(path).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(script)


def meta(client: Client, path: str) -> dict[str, str]:
    page = client.get(path).content.decode()
    return dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))


def test_an_article_is_a_news_article_to_programs(client: Client, archive) -> None:
    article = archive["agency"]
    assert linked_data(client, article.get_absolute_url()) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Harbour bridge closed after crack is found",
        "publisher": {"@type": "Organization", "name": "Northline"},
        "datePublished": "2026-11-02T09:00:00Z",
        "inLanguage": "en",
        "wordCount": article.words,
        "url": article.url_given,
        "mainEntityOfPage": f"http://testserver/articles/{article.pk}/",
    }


def test_a_story_is_a_list_of_its_articles_to_programs(client: Client, archive) -> None:
    story = archive["agency"].story
    found = linked_data(client, story.get_absolute_url())
    assert (found["@type"], found["name"], found["numberOfItems"]) == ("ItemList", story.title, 3)
    assert [(each["position"], each["url"]) for each in found["itemListElement"]] == [
        (place, f"http://testserver/articles/{archive[name].pk}/")
        for place, name in enumerate(("agency", "copy", "own"), start=1)
    ]


def test_previews_have_title_address_and_lead(client: Client, archive) -> None:
    found = meta(client, archive["agency"].get_absolute_url())
    assert (found["title"], found["type"]) == ("Harbour bridge closed after crack is found", "article")
    assert found["url"] == f"http://testserver{archive['agency'].get_absolute_url()}"
    assert found["description"].startswith("The harbour bridge at Port Calder was closed")
    assert meta(client, archive["agency"].story.get_absolute_url())["title"] == archive["agency"].story.title


def test_no_headline_ends_the_script_or_the_attribute(client: Client, db) -> None:
    title = '</script><script>alert(1)</script> " <!-- &'
    article = make_article(title=title)
    story = make_story(article, make_article(), title=title)
    assert linked_data(client, article.get_absolute_url())["headline"] == title
    assert linked_data(client, story.get_absolute_url())["name"] == title
    assert "<script>alert" not in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("form", "kind", "start"),
    [
        ("ris", "application/x-research-info-systems; charset=utf-8", "TY  - NEWS\r\nTI  - Harbour bridge closed"),
        ("bib", "application/x-bibtex; charset=utf-8", "@misc{newsgroups-"),
    ],
)
def test_articles_and_stories_come_as_references(client: Client, archive, form: str, kind: str, start: str) -> None:
    article = archive["agency"]
    one = client.get(f"/articles/{article.pk}/cite.{form}")
    all_ = client.get(f"/groups/{article.story_id}/cite.{form}").content.decode()
    assert (one["Content-Type"], one.content.decode().startswith(start)) == (kind, True)
    assert one["Content-Disposition"] == f'attachment; filename="article-{article.pk}.{form}"'
    assert all_.startswith(one.content.decode())
    assert [all_.count(archive[name].url_given) for name in ("agency", "copy", "own")] == [1, 1, 1]


def test_what_is_hidden_or_unknown_is_not_cited(client: Client, archive) -> None:
    Article.objects.filter(pk=archive["agency"].pk).update(hidden=True)
    assert client.get(f"/articles/{archive['agency'].pk}/cite.ris").status_code == 410
    story = client.get(f"/groups/{archive['agency'].story_id}/cite.ris").content.decode()
    assert (archive["agency"].url_given in story, archive["own"].url_given in story) == (False, True)
    for path in ("/articles/0/cite.ris", "/groups/0/cite.bib", f"/articles/{archive['own'].pk}/cite.doc"):
        assert (path, client.get(path).status_code) == (path, 404)
