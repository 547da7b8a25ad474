"""Stories, a story, a search, an outlet, and changes as Atom and JSON Feed."""

from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from newsgroups.models import Article, Revision
from tests.makers import make_article, make_story

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def paths(archive: dict[str, Article]) -> dict[str, tuple[str, list[str]]]:
    """Returns the path of each feed without the format, and its titles."""
    story = [archive[name].title for name in ("own", "copy", "agency")]
    return {
        "stories": ("/groups/feed", [archive["chess"].story.title, archive["agency"].story.title]),
        "story": (f"/groups/{archive['agency'].story_id}/feed", story),
        "search": ("/search/feed?q=chess", [archive["chess too"].title, archive["chess"].title]),
        "outlet": ("/sources/northline/feed", [archive["chess"].title, archive["agency"].title]),
        "changes": ("/changes/feed", ["Headline changed: Chess champion of Skerrow banned for two years"]),
    }


@pytest.fixture
def changed(archive) -> dict[str, Article]:
    chess = archive["chess"]
    Revision.objects.create(article=chess, title="Chess champion banned", text=chess.text, content_hash="x")
    return archive


def address(path: str, form: str) -> str:
    head, mark, query = path.partition("?")
    return head + form + mark + query


@pytest.mark.parametrize("name", ["stories", "story", "search", "outlet", "changes"])
def test_both_formats_have_the_same_entries(client: Client, changed, name: str) -> None:
    path, titles = paths(changed)[name]
    atom = feedparser.parse(client.get(address(path, "/")).content)
    response = client.get(address(path, ".json"))
    feed = response.json()
    assert (atom.bozo, response["Content-Type"]) == (False, "application/feed+json; charset=utf-8")
    assert [entry.title for entry in atom.entries] == [item["title"] for item in feed["items"]] == titles
    assert [entry.link for entry in atom.entries] == [item["url"] for item in feed["items"]]
    assert (feed["version"], feed["title"]) == ("https://jsonfeed.org/version/1.1", atom.feed.title)
    assert feed["feed_url"] == f"http://testserver{address(path, '.json')}"
    assert all(item["id"] and item["content_html"] and item["date_modified"] for item in feed["items"])


def parsed(client: Client, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(path).content)  # noqa: S314


def test_a_feed_names_itself_with_its_filters(client: Client, archive) -> None:
    root = parsed(client, "/groups/feed/?outlets=3")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/groups/feed/?outlets=3"


def test_a_browser_is_given_a_style_sheet_of_this_site(client: Client, archive) -> None:
    content = client.get("/groups/feed/").content.decode()
    assert '<?xml-stylesheet href="/static/css/feed.css" type="text/css"?>' in content


def test_browsers_get_a_type_that_they_show_and_readers_the_one_of_atom(client: Client, archive) -> None:
    browser = client.get("/groups/feed/", headers={"Accept": "text/html,application/xhtml+xml"})
    reader = client.get("/groups/feed/", headers={"Accept": "application/atom+xml, */*"})
    assert browser["Content-Type"] == "application/xml; charset=utf-8"
    assert reader["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "Accept" in browser["Vary"]


def test_words_of_an_article_never_become_markup(client: Client, db) -> None:
    text = 'Prices < 3 & "rising" </div><script>alert(1)</script> \x0b end.'
    article = make_article(text, title="A < B & <b>C</b>", source="Northline")
    make_story(article, make_article(text, source="Other"), title="<i>S</i>")
    root = parsed(client, "/sources/northline/feed/")
    summary = root.find(f"{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "text"
    assert summary.text == " ".join(text.replace("\x0b", " ").split())
    assert [node.tag for node in root.iter() if "script" in node.tag] == []
    (item,) = client.get("/sources/northline/feed.json").json()["items"]
    assert "<script" not in item["content_html"]


def test_a_feed_that_did_not_change_is_not_sent_again(client: Client, archive) -> None:
    etag = client.get("/groups/feed/")["ETag"]
    assert client.get("/groups/feed/", headers={"If-None-Match": etag}).status_code == 304
    assert client.get("/groups/feed/?outlets=3", headers={"If-None-Match": etag}).status_code == 200


def test_a_story_that_was_merged_is_followed_to_where_it_went(client: Client, archive) -> None:
    story = archive["agency"].story
    old = make_story(make_article("Some words."), title="Old")
    old.empty(merged_into=story.pk)
    old.save()
    assert feedparser.parse(client.get(f"/groups/{old.pk}/feed/").content).feed.title == f"Newsgroups: {story.title}"
    assert client.get("/groups/0/feed/").status_code == 404


def changes(client: Client, query: str = "") -> list[tuple[str, str]]:
    items = client.get(f"/changes/feed.json{query}").json()["items"]
    return [(item["title"], item["content_html"]) for item in items]


@pytest.fixture
def two_changes(db) -> Article:
    """Two changes of one article: the text first, the headline later."""
    article = make_article("The bridge is 2.3 meters long.", title="New", source="Northline")
    Revision.objects.create(article=article, title="Old", text="The bridge is 2.1 meters long.", content_hash="a")
    Revision.objects.create(article=article, title="Old", text=article.text, content_hash="b")
    return article


def test_changes_are_told_by_kind_with_the_words_before_and_after(client: Client, two_changes) -> None:
    text = ("Text changed: Old", "<p>The bridge is <del>2.1 </del><ins>2.3 </ins>meters long.</p>")
    headline = ("Headline changed: New", "<p><del>Old</del><ins>New</ins></p>")
    assert changes(client) == [headline, text]
    assert changes(client, "?kind=headline") == [headline]
    assert changes(client, "?kind=text") == [text]
    assert changes(client, "?source=northline") == [headline, text]


def test_changes_of_other_outlets_and_of_hidden_articles_are_left_out(client: Client, two_changes) -> None:
    make_article(source="Harbour Post")
    assert len(changes(client)) == 2
    assert changes(client, "?source=harbour-post") == []
    Article.objects.update(hidden=True)
    assert changes(client) == []


def test_unchanged_words_far_from_a_change_are_left_out(client: Client, db) -> None:
    long = "word " * 400
    article = make_article(f"{long}new {long}")
    Revision.objects.create(article=article, title=article.title, text=f"{long}old {long}", content_hash="a")
    ((_, html),) = changes(client)
    assert "<del>old </del><ins>new </ins>" in html
    assert (html.startswith("<p> … "), len(html) < 300) == (True, True)
