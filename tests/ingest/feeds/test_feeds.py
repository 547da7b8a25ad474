"""Feed entries: the full text rather than a summary, authors, language and date."""

import pytest

from newsgroups.ingest.feeds.shared_links import own_place, shared_links
from newsgroups.ingest.sandbox.parsers import Refusal
from newsgroups.ingest.sandbox.parsers.syndication.feeds import read_feed

WHOLE = "<p>The harbour bridge was closed on Monday after a diver found a crack.</p>" * 30


def rss(item: str, channel: str = "") -> dict[str, str]:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    feed = f'<rss version="2.0" {spaces}><channel><title>Post</title>{channel}<item><title>T</title>{item}</item></channel></rss>'  # noqa: E501
    return read_feed(feed.encode())["entries"][0]


def atom(entry: str, feed: str = "", lang: str = "") -> dict[str, str]:
    text = f'<feed xmlns="http://www.w3.org/2005/Atom"{lang}><title>F</title>{feed}<entry><id>urn:1</id><title>T</title>{entry}</entry></feed>'
    return read_feed(text.encode())["entries"][0]


@pytest.mark.parametrize(
    "other",
    [
        f"<itunes:summary>{'spoken words of the show ' * 200}</itunes:summary>",
        f"<media:content url='x.jpg'><media:description>{'a photo of the pylon ' * 200}</media:description></media:content>",  # noqa: E501
        f"<description>{'a long description ' * 300}</description>",
    ],
)
def test_the_content_counts_for_more_than_longer_words_about_it(other: str) -> None:
    text = rss(f"{other}<content:encoded><![CDATA[{WHOLE}]]></content:encoded>")["text"]
    assert text.startswith("The harbour bridge was closed")


def test_a_description_that_is_the_article_is_its_text() -> None:
    text = rss(f"<description><![CDATA[{WHOLE}]]></description><content:encoded>…</content:encoded>")["text"]
    assert text.startswith("The harbour bridge was closed")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>ruth@post.example (Ruth Vane)</author>", "Ruth Vane"),
        ("<author>ruth@post.media (Ruth Vane)</author>", "Ruth Vane"),
        ("<author>Ruth Vane &lt;ruth@post.london&gt;</author>", "Ruth Vane"),
        ("<author>a@b.example (Ruth Vane), c@d.example (Tom Ashby)</author>", "Ruth Vane, Tom Ashby"),
        ("<dc:creator>Ruth Vane</dc:creator><dc:creator>Tom Ashby</dc:creator>", "Ruth Vane, Tom Ashby"),
        ("<author>ruth@post.example (Ruth Vane)</author><dc:creator>Ruth Vane</dc:creator>", "Ruth Vane"),
        ("<author>Ruth Vane (AP)</author>", "Ruth Vane (AP)"),
        ("<author>ruth@post.example</author>", ""),
        ("", ""),
    ],
)
def test_authors_are_names_without_addresses(author: str, names: str) -> None:
    assert rss(author, channel="<managingEditor>boss@post.example (Boss)</managingEditor>")["authors"] == names


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("", "Jane Doe"),
        ("<author><name>Tom</name><email>t@x.example</email></author><author><name>Ann</name></author>", "Tom, Ann"),
        ("<source><author><name>Agency</name></author></source>", "Agency"),
    ],
)
def test_an_entry_of_atom_has_the_author_of_its_feed_unless_it_names_one(entry: str, names: str) -> None:
    assert atom(entry, feed="<author><name>Jane Doe</name></author>")["authors"] == names


@pytest.mark.parametrize(
    ("entry", "language"),
    [("", "fr"), ('<content xml:lang="de">x</content>', "de"), ('<summary xml:lang="es">x</summary>', "es")],
)
def test_an_entry_of_atom_has_the_language_of_its_feed_unless_it_names_one(entry: str, language: str) -> None:
    assert atom(entry, lang=' xml:lang="fr"')["language"] == language


def test_the_first_date_that_can_be_read_counts() -> None:
    assert rss("<pubDate>tomorrow</pubDate><dc:date>2016-12-20T09:31:15+01:00</dc:date>")["published"] == (
        "2016-12-20T09:31:15+01:00"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<table><tr><th>Day</th><th>Cars</th></tr><tr><td>Monday</td><td>nine</td></tr></table>", "Day Cars\n\nMonday nine"),  # noqa: E501
        ("<main>one</main><aside>two</aside><address>three</address>", "one\n\ntwo\n\nthree"),
        ("<details><summary>one</summary>two</details><center>three</center>", "one\n\ntwo\n\nthree"),
        ("<figure class=wp-block-table><table><tr><td>Sunday</td></tr></table><figcaption>Cars</figcaption></figure>", "Sunday"),  # noqa: E501
        ("<p>one<br>two</p>", "one\n\ntwo"),
        ("<p>wa<b>s</b>n&#8217;t</p>", "wasn’t"),
    ],
)  # fmt: skip
def test_words_of_cells_and_blocks_stay_apart(markup: str, text: str) -> None:
    assert rss(f"<description><![CDATA[{WHOLE}{markup}]]></description>")["text"].endswith(f"\n\n{text}")


def test_an_address_may_stand_in_the_id_alone() -> None:
    feed = b'{"version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [{"id": "https://post.example/b"}]}'
    assert read_feed(feed)["entries"][0]["url"] == "https://post.example/b"


def test_bare_ampersands_in_a_sitemap_are_read_as_they_stand() -> None:
    sitemap = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://post.example/b?x=1&y=2</loc><news:news><news:title>AT&T &eacute;</news:title></news:news></url></urlset>"  # noqa: E501
    )
    entry = read_feed(sitemap.encode())["entries"][0]
    assert (entry["url"], entry["title"]) == ("https://post.example/b?x=1&y=2", "AT&T é")


def test_entries_that_share_a_link_are_told_apart_by_their_ids() -> None:
    link = "https://post.example/changes"
    entries = [{"id": f"g{n}", "title": f"Story {n}", "text": "Text"} for n in (1, 2)]
    assert shared_links([f"{link}#a1", f"{link}#a2"], entries) == {f"{link}#a1", f"{link}#a2"}
    assert [own_place(link, link, each) for each in entries] == [f"{link}#/g1", f"{link}#/g2"]


@pytest.mark.parametrize(
    "second",
    [
        {"id": "g1", "title": "Story 2", "text": "Text"},
        {"id": "g2", "title": "Story 1", "text": "Text"},
        {"id": "g2", "title": "Story 2", "text": ""},
    ],
)
def test_an_update_and_a_teaser_share_their_article(second: dict[str, str]) -> None:
    link = "https://post.example/changes"
    first = {"id": "g1", "title": "Story 1", "text": "Text"}
    assert shared_links([link, link], [first, second]) == set()
    assert shared_links([link, link], [first, {"id": "g2", "title": "Story 2", "text": "Text"}]) == {link}


def test_a_feed_on_which_its_parser_fails_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refusal, match=r"^It is "):
        read_feed(b"\xff\xfe", url="https://post.example/feed")


def test_a_namespace_with_spaces_hides_no_entry() -> None:
    data = b"<feed xmlns='http : // www.w3.org/2005/Atom'><entry><title>T</title></entry></feed>"
    assert [entry["title"] for entry in read_feed(data, url="https://post.example/feed")["entries"]] == ["T"]
