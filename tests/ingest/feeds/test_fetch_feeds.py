import pytest

from newsgroups.ingest.feeds.poll import fetch_feeds
from newsgroups.ingest.fetch.article import fetched_text
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.models import Article, Feed
from tests.makers import make_source

PARAGRAPH = "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons, the city said. "
OTHER = (
    "Ferries will run every ten minutes until the engineers have looked at every pylon, said the mayor on the radio. "
)
PAGE = f"""<html lang="en"><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>
<p>{PARAGRAPH}</p><p>{OTHER}</p></article></body></html>""".encode()
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Post</title><item><title>Bridge &lt;b&gt;closed&lt;/b&gt;</title><link>{link}</link>
<pubDate>Mon, 02 Nov 2026 09:00:00 +0100</pubDate>{content}</item></channel></rss>"""


@pytest.fixture
def feed(db, site) -> Feed:
    return Feed.objects.create(source=make_source("Harbour Post"), url=f"{site.url}/feed")


def polled(site) -> tuple[str, list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    return str(fetch_feeds(report=lambda *finding: told.append(finding), guard=site.guard)), told


def test_the_page_of_an_entry_is_fetched_where_the_feed_has_no_text(site, feed) -> None:
    site.gives("/feed", RSS.format(link="/bridge?utm_source=rss", content="").encode())
    site.gives("/bridge", PAGE, Content_Type="text/html; charset=utf-8")
    assert polled(site) == ("1 feeds (0 failed): 1 articles created, 0 updated, 0 unchanged, 0 rejected", [])
    article = Article.objects.get()
    assert (article.url, article.title, article.source.name) == (f"{site.url}/bridge", "Bridge closed", "Harbour Post")
    assert article.published.isoformat() == "2026-11-02T08:00:00+00:00"
    assert PARAGRAPH.strip() in article.text


def test_the_text_of_the_feed_is_taken_where_it_is_whole(site, feed) -> None:
    html = "".join(f"<p>{number}. {PARAGRAPH}</p>" for number in range(20))
    content = f"<content:encoded><![CDATA[{html}]]></content:encoded>"
    site.gives("/feed", RSS.format(link="/bridge", content=content).encode())
    polled(site)
    assert site.asked == ["/feed"]
    assert "19. The harbour bridge" in Article.objects.get().text


def test_a_second_round_asks_for_no_page_again(site, feed) -> None:
    site.gives("/feed", RSS.format(link="/bridge", content="").encode())
    site.gives("/bridge", PAGE, Content_Type="text/html")
    polled(site)
    site.asked.clear()
    assert polled(site)[0] == "1 feeds (0 failed): 0 articles created, 0 updated, 1 unchanged, 0 rejected"
    assert site.asked == ["/feed"]


def test_a_feed_that_fails_is_told_and_the_others_go_on(site, feed) -> None:
    Feed.objects.create(source=feed.source, url=f"{site.url}/a-feed-gone")
    site.gives("/feed", RSS.format(link="/bridge", content="").encode())
    site.gives("/bridge", PAGE, Content_Type="text/html")
    figures, told = polled(site)
    assert figures == "2 feeds (1 failed): 1 articles created, 0 updated, 0 unchanged, 0 rejected"
    assert told == [(f"{site.url}/a-feed-gone", "The server answered with status 404.")]


def test_an_entry_that_leads_inwards_is_refused(site, feed) -> None:
    site.gives("/feed", RSS.format(link="http://169.254.169.254/latest", content="").encode())
    assert polled(site)[1] == [("http://169.254.169.254/latest", "169.254.169.254 is not on the public internet.")]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("title", ["&j;", "&file;"], ids=["entity bomb", "external entity"])
def test_entities_are_not_followed(site, feed, tmp_path, encoding: str, title: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not read")
    start = BOMB + f'<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    body = f"{start}<rss version='2.0'><channel><item><title>{title}</title><link>/a</link></item></channel></rss>"
    site.gives("/feed", body.encode(encoding))
    site.gives("/a", PAGE, Content_Type="text/html")
    figures, _ = polled(site)
    assert figures == "1 feeds (0 failed): 1 articles created, 0 updated, 0 unchanged, 0 rejected"
    assert not Article.objects.filter(title__contains="do not read").exists()
    assert not Article.objects.filter(title__contains="aaaaaaaaaaaa").exists()


def test_a_page_that_robots_txt_keeps_from_machines_is_not_asked_for(db, site) -> None:
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /bridge\n")
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        fetched_text(f"{site.url}/bridge", guard=site.guard)
    assert site.asked == ["/robots.txt"]


def test_a_picture_is_no_article(db, site) -> None:
    site.gives("/a.png", b"\x89PNG", Content_Type="image/png")
    with pytest.raises(FetchFailed, match="returns image/png, not a page"):
        fetched_text(f"{site.url}/a.png", guard=site.guard)
