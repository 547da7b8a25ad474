"""Extracting the article of a page: its date, headline, text and links."""

import pytest

from newsgroups.ingest.sandbox.parsers import Refusal
from newsgroups.ingest.sandbox.parsers.webpages.pages import read_links, read_page

PARAGRAPHS = (
    "<p>The harbour bridge was closed on Monday after a diver found a crack in one of its pylons, the city said.</p>"
    "<p>Ferries will run every ten minutes until the engineers have looked at every pylon, the mayor said.</p>"
    "<p>Shops on the northern side expect to lose a third of their customers while the lanes stay closed.</p>"
)
ARTICLE = f"<article><h1>Bridge closed</h1>{PARAGRAPHS}</article>"
NEWS = '"@type": "NewsArticle", "headline": "Bridge closed"'
AT_SIX = "2026-11-02T06:00:00Z"


def read(head: str = "", body: str = ARTICLE, url: str = "https://post.example/story") -> dict[str, str]:
    page = f"<!DOCTYPE html><html lang=en><head><title>Bridge closed</title>{head}</head><body>{body}</body></html>"
    return read_page(page.encode(), url=url, content_type="text/html; charset=utf-8")


def json_ld(text: str, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{text}</script>'


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="article:published_time" content="{AT_SIX}">',
        f'<meta property="Article:Published_Time" content="{AT_SIX}">',
        f'<meta name="parsely-pub-date" content="{AT_SIX}">',
        f'<meta name="DC.date.issued" content="{AT_SIX}">',
        f'<meta name="pubdate" content="{AT_SIX}">',
        f'<meta itemprop="datePublished" content="{AT_SIX}">',
        f'<meta property="article:published_time" content="{{{{ date }}}}"><meta name="date" content="{AT_SIX}">',
        f'<meta name="date" content="2026-11-02"><meta name="pubdate" content="{AT_SIX}">',
        json_ld(f'{{{NEWS}, "datePublished": "{AT_SIX}"}}', "application/LD+JSON; charset=utf-8"),
        json_ld(f'{{{NEWS}, "dateCreated": "{AT_SIX}"}}'),
        json_ld(f'<!-- {{{NEWS}, "datePublished": "{AT_SIX}",}} -->'),
        json_ld(f'{{"@graph": [{{"@type": "WebSite"}}, {{{NEWS}, "datePublished": ["{AT_SIX}"]}}]}}'),
        json_ld('{"@type": "WebSite", "datePublished": "1999-05-05"}')
        + json_ld(f'{{{NEWS}, "datePublished": "{AT_SIX}"}}'),
        json_ld(
            f'{{{NEWS}, "video": {{"@type": "VideoObject", "datePublished": "2019-05-01"}}, "datePublished": "{AT_SIX}"}}'  # noqa: E501
        ),
        json_ld(
            '{"@type": "LiveBlogPosting", "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": '
            f'"2026-11-02T17:00:00Z"}}], "datePublished": "{AT_SIX}"}}'
        ),
        json_ld('{"@type": "NewsArticle", "headline": "Another story", "datePublished": "2024-01-05"}')
        + json_ld(f'{{{NEWS}, "datePublished": "{AT_SIX}"}}'),
        json_ld('{"@type": "NewsArticle", "url": "https://post.example/other", "datePublished": "2024-01-05"}')
        + json_ld(
            f'{{"@type": "Report", "mainEntityOfPage": "https://post.example/story", "datePublished": "{AT_SIX}"}}'
        ),
    ],
)
def test_the_moment_of_the_article_is_found_in_the_head(head: str) -> None:
    assert read(head)["published"] == AT_SIX


@pytest.mark.parametrize(
    "body",
    [
        f'<article itemscope><h1>Bridge closed</h1><time itemprop="datePublished" datetime="{AT_SIX}">2 Nov</time>{PARAGRAPHS}</article>',  # noqa: E501
        f'<article><h1>Bridge closed</h1><abbr class="published" title="{AT_SIX}">2 Nov</abbr>{PARAGRAPHS}</article>',
        f'<article><h1>Bridge closed</h1><time datetime="{AT_SIX}">2 Nov</time>{PARAGRAPHS}</article>',
    ],
)
@pytest.mark.parametrize(
    "before",
    [
        "",
        '<aside itemscope><meta itemprop="datePublished" content="2024-01-05T10:00:00Z"></aside>',
        '<div class="comments"><time itemprop="datePublished" datetime="2026-12-01T10:00:00Z">1 Dec</time></div>',
        '<div class="related-list"><time datetime="2024-01-05T10:00:00Z">5 Jan</time></div>',
    ],
)
def test_the_moment_of_the_article_is_found_beside_its_headline(before: str, body: str) -> None:
    assert read(body=before + body)["published"] == AT_SIX


def test_a_moment_as_a_number_is_taken() -> None:
    assert read(json_ld(f'{{{NEWS}, "datePublished": 1793599200000}}'))["published"] == "1793599200000"


@pytest.mark.parametrize(
    ("title", "head", "body"),
    [
        ("Bridge closed | Harbour Post", "", ARTICLE),
        ("Bridge closed", '<meta property="og:title" content="Bridge closed - Harbour Post"><meta property="og:site_name" content="Harbour Post">', ARTICLE),  # noqa: E501
        ("Bridge closed | Harbour Post", "", f'<header><h1><a href="/">Harbour Post</a></h1></header><article><h2>Bridge closed</h2>{PARAGRAPHS}</article>'),  # noqa: E501
        ("Harbour Post: Bridge closed", '<meta property="og:site_name" content="Harbour Post">', f"<article>{PARAGRAPHS}</article>"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_headline_is_without_the_name_of_the_outlet(title: str, head: str, body: str) -> None:
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()
    assert read_page(page, url="https://post.example/story")["title"] == "Bridge closed"


def test_a_headline_with_a_dash_stays_whole() -> None:
    page = f"<html><head><title>Bridge closed - ferries run</title></head><body><article><h1>Bridge closed - ferries run</h1>{PARAGRAPHS}</article></body></html>"  # noqa: E501
    assert read_page(page.encode())["title"] == "Bridge closed - ferries run"


def test_tables_are_read_cell_by_cell() -> None:
    table = "<table><tr><th>Day</th><th>Cars</th></tr><tr><td>Monday</td><td>41,205</td></tr></table>"
    text = read(body=f"<article><h1>Bridge closed</h1>{PARAGRAPHS}{table}</article>")["text"]
    assert "Day Cars\nMonday 41,205" in text
    assert "|" not in text


@pytest.mark.parametrize(
    "link",
    [
        '<p><strong>READ MORE:</strong> <a href="/2">Ten best cakes of the harbour</a></p>',
        '<p>Lesen Sie auch: <a href="/2">Ten best cakes of the harbour</a></p>',
        '<p><em>Читайте также:</em> <a href="/2">Ten best cakes of the harbour</a></p>',
        '<div>関連記事 <a href="/2">Ten best cakes of the harbour</a></div>',
    ],
)
def test_links_to_other_stories_between_paragraphs_are_no_text(link: str) -> None:
    text = read(body=f"<article><h1>Bridge closed</h1>{PARAGRAPHS}{link}{PARAGRAPHS}</article>")["text"]
    assert "Ten best cakes" not in text
    assert "Shops on the northern side" in text


def test_a_paragraph_with_a_link_is_text() -> None:
    said = "<p>Read more than one of the reports, and <a href=/r>the city</a> seems to have known of the crack.</p>"
    assert "seems to have known" in read(body=f"<article><h1>Bridge closed</h1>{PARAGRAPHS}{said}</article>")["text"]


def test_teasers_before_the_article_are_no_text() -> None:
    teasers = "".join(
        f"<article><h3><a href=/t{n}>Teaser number {n}</a></h3><p>Short text of teaser {n} of the day.</p></article>"
        for n in range(4)
    )
    text = read(body=f"<section>{teasers}</section>{ARTICLE}")["text"]
    assert "Teaser number" not in text
    assert "Shops on the northern side" in text


def test_a_lead_in_a_box_of_its_own_stands_before_the_text() -> None:
    lead = "This is the lead that tells in one sentence what happened at the bridge."
    text = read(
        body=f"<main><header><h1>Bridge closed</h1><div class=dek><p>{lead}</p></div></header><div>{PARAGRAPHS}</div></main>"  # noqa: E501
    )["text"]
    assert text.startswith(lead) or f"\n{lead}\n" in text
    assert text.count(lead) == 1


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link REL="Canonical" href="/right">', "https://post.example/right"),
        ('<base href="/archive/"><link rel="canonical" href="story-7">', "https://post.example/archive/story-7"),
        ('<link rel="canonical" href="/right?a=1&amp;amp;b=2">', "https://post.example/right?a=1&b=2"),
        ('<link rel="canonical" href="">', ""),
    ],
)
def test_the_address_that_a_page_gives_itself_is_read_as_browsers_do(head: str, canonical: str) -> None:
    assert read(head)["canonical"] == canonical


@pytest.mark.parametrize("content", ["0; url=/real", "0;URL='/real'", "1, /real"])
def test_a_page_that_only_leads_on_says_where_to(content: str) -> None:
    page = f'<html><head><meta http-equiv="Refresh" content="{content}"></head><body></body></html>'
    assert read_page(page.encode(), url="https://post.example/a")["refresh"] == "https://post.example/real"


def test_a_page_that_is_renewed_every_minute_is_read() -> None:
    page = read('<meta http-equiv="refresh" content="60; url=/story">')
    assert (page["refresh"], page["title"]) == ("", "Bridge closed")


@pytest.mark.parametrize("data", [b"BZh91AY&SY" + bytes(range(256)) * 9, bytes(range(256)) * 20])
def test_bytes_that_are_no_page_are_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="not a page"):
        read_page(data)


def test_feeds_are_found_by_what_they_are_called_and_stand_on_the_base() -> None:
    page = (
        '<html><head><base href="/blog/"><link rel="alternate" type="application/rss+xml" title="Blog" href="feed.xml">'
        '<link rel="alternate" type="text/xml" title="News" href="/rss"><link rel=alternate hreflang=de type="text/xml" href="/de">'  # noqa: E501
        '<link rel=stylesheet type="text/xml" href="/style"></head></html>'
    )
    assert read_links(page.encode(), url="https://post.example/")["feeds"] == [
        {"url": "https://post.example/blog/feed.xml", "title": "Blog"},
        {"url": "https://post.example/rss", "title": "News"},
    ]


def test_a_feed_may_be_linked_without_its_type() -> None:
    page = '<link rel="feed" href="/feed.xml"><link rel="alternate" href="/other">'
    assert read_links(page.encode(), url="https://post.example/")["feeds"] == [
        {"url": "https://post.example/feed.xml", "title": ""}
    ]
