"""One canonical URL per article, however it was shared; URLs that could be two articles stay distinct."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.ingest.normalize.url import (
    RefusedAddress,
    canonical_url,
    dropped_parameters,
    own_address,
    plain_url,
    site_of,
)

ONE = "https://post.example/2026/bridge"


@pytest.mark.parametrize(
    "shared",
    [
        "https://post.example/2026/bridge",
        "http://post.example/2026/bridge",
        "http://post.example:80/2026/bridge",
        "https://post.example:443/2026/bridge",
        "HTTPS://WWW.Post.Example./2026/bridge",
        "https://m.post.example/2026/bridge/",
        "https://mobile.post.example/2026/bridge",
        "https://www.m.post.example/2026/bridge",
        "https://amp.post.example/2026/bridge",
        "https://post.example/amp/2026/bridge",
        "https://post.example/2026/bridge/amp",
        "https://post.example/2026/bridge/amp/",
        "https://post.example/2026/bridge?amp=1",
        "https://post.example/2026/bridge?outputType=amp",
        "https://post.example/2026/bridge/index.html",
        "https://post.example/2026/bridge#comments",
        "https://post.example/2026/bridge?utm_source=feed&fbclid=x&ref=home",
        "https://www.google.com/amp/s/www.post.example/2026/bridge",
        "https://post-example.cdn.ampproject.org/c/s/post.example/2026/bridge",
        "  https://post.example/2026/bridge\n",
    ],
)
def test_what_readers_share_of_one_article_is_one_address(shared: str) -> None:
    assert canonical_url(shared) == ONE


@pytest.mark.parametrize(
    "other",
    [
        "https://post.example/2026/Bridge",
        "https://news.post.example/2026/bridge",
        "https://post.example:8080/2026/bridge",
        "https://post.example/2026/bridge?page=2",
        "https://post.example/2026/bridge/camp",
        "https://post.example/ampere/2026/bridge",
        "https://m.example/2026/bridge",
    ],
)
def test_what_may_be_another_article_has_another_address(other: str) -> None:
    assert canonical_url(other) != ONE
    assert canonical_url(canonical_url(other)) == canonical_url(other)


def test_the_order_of_parameters_does_not_count_and_an_amp_file_is_its_page() -> None:
    assert canonical_url("https://a.example/x?b=2&a=1") == canonical_url("https://a.example/x?a=1&b=2")
    assert canonical_url("https://a.example/x.amp.html") == "https://a.example/x.html"
    assert canonical_url("http://www.com/") == "https://www.com/"


def test_other_ports_keep_their_scheme() -> None:
    assert canonical_url("http://a.example:8000/x") == "http://a.example:8000/x"


@pytest.mark.parametrize(
    "bad", ["ftp://a.example/x", "https://", "https://a b/", "https://user@a.example/", "a.example"]
)
def test_what_is_no_address_of_a_page_is_refused(bad: str) -> None:
    with pytest.raises(RefusedAddress):
        canonical_url(bad)


@given(st.text(max_size=60))
def test_a_canonical_address_stays_as_it_is(rest: str) -> None:
    try:
        once = canonical_url(f"http://www.post.example/{rest}")
    except RefusedAddress:
        return
    assert canonical_url(once) == once


def test_the_address_to_ask_for_keeps_scheme_host_and_order() -> None:
    assert plain_url(" http://www.Post.example:80/Straße?b=2&a=1&utm_source=x#top") == (
        "http://www.post.example/Stra%C3%9Fe?b=2&a=1"
    )


def test_a_page_may_name_another_address_of_its_own_site_only() -> None:
    page = "https://amp.post.co.uk/bridge"
    assert own_address(page, "https://www.post.co.uk/news/bridge") == "https://www.post.co.uk/news/bridge"
    assert own_address(page, "https://rival.co.uk/news/bridge") == page
    assert own_address(page, "https://www.post.co.uk/") == page
    assert own_address(page, "javascript:alert(1)") == page
    assert own_address(page, "") == page


def test_a_site_is_what_was_registered_under_a_public_suffix() -> None:
    assert site_of("https://news.post.co.uk/x") == "post.co.uk"
    assert site_of("http://127.0.0.1:8000/x") == "127.0.0.1:8000"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Escapes, dots, ports, hosts.
        ("https://post.example/caf%c3%a9", "https://post.example/caf%C3%A9"),
        ("https://post.example/%7Ejoe/%61", "https://post.example/~joe/a"),
        ("https://post.example/my story", "https://post.example/my%20story"),
        ("https://post.example/./a/../b", "https://post.example/b"),
        ("http://post.example:443/a", "https://post.example/a"),
        ("//post.example/a", "https://post.example/a"),
        ("http:\\\\post.example\\a", "https://post.example/a"),
        ("https://post.exam\nple/a", "https://post.example/a"),
        ("https:/post.example/a", "https://post.example/a"),
        ("https:////post.example/a", "https://post.example/a"),
        (" <https://post.example/a> ", "https://post.example/a"),
        ("https://straße.example/a", "https://xn--strae-oqa.example/a"),
        ("https://en.m.post.example/a", "https://en.post.example/a"),
        ("https://edition-m.post.example/a", "https://edition.post.example/a"),
        ("https://post.example/news/amp/story-1", "https://post.example/news/story-1"),
        # Queries.
        ("https://post.example/a?id=3&amp;utm_source=x", "https://post.example/a?id=3"),
        ("https://post.example/a?q=a+b", "https://post.example/a?q=a%20b"),
        ("https://post.example/a?_hsenc=1&mkt_tok=2&srsltid=3&ttclid=4&vero_id=5", "https://post.example/a"),
        ("https://post.example/a?ref=home&source=rss_feed&share=1&cid=social", "https://post.example/a"),
        ("https://post.example/a?view=amp", "https://post.example/a"),
        ("https://post.example/a?m=1", "https://post.example/a"),
        # Sessions.
        ("https://post.example/a;jsessionid=1A2B!3", "https://post.example/a"),
        ("https://post.example/a?PHPSESSID=1a2b", "https://post.example/a"),
        ("https://post.example/a?sid=0123456789abcdef01234567", "https://post.example/a"),
        # Redirectors.
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fpost.example%2Fa&usg=x", "https://post.example/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fpost.example%2Fa", "https://post.example/a"),
        ("https://web.archive.org/web/20200101000000/https://post.example/a", "https://post.example/a"),
        ("https://web.archive.org/web/2020id_/http:/post.example/a", "https://post.example/a"),
        ("https://web.archive.org/web/https://post.example/a", "https://post.example/a"),
        ("https://archive.ph/20260102030405/https://post.example/a", "https://post.example/a"),
        ("https://archive.is/o/AbC12/https://post.example/a", "https://post.example/a"),
        ("https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:post.example/a", "https://post.example/a"),
        (
            "https://webcache.googleusercontent.com/search?q=cache:https://post.example/a+bridge&hl=en",
            "https://post.example/a",
        ),
        ("https://r.jina.ai/https://post.example/a", "https://post.example/a"),
        ("https://href.li/?https://post.example/a", "https://post.example/a"),
        ("https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fpost.example%2Fa", "https://post.example/a"),
        ("https://link.zhihu.com/?target=https%3A//post.example/a", "https://post.example/a"),
        ("https://archive.ph/20240501-120000/https://post.example/a", "https://post.example/a"),
        ("https://archive.today/2024.05.01-120000/https://post.example/a", "https://post.example/a"),
        ("https://urldefense.com/v3/__https://post.example/a__;!!Abc!x$", "https://post.example/a"),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__post.example_one-2Dtwo&d=Dw",
            "https://post.example/one-two",
        ),
        ("https://r.search.yahoo.com/_ylt=A/RU=https%3a%2f%2fpost.example%2fa/RK=2/RS=x", "https://post.example/a"),
        ("https://my--post-example.translate.goog/a?_x_tr_sl=de&id=3", "https://my-post.example/a?id=3"),
        # Sessions in the path, and letters in two forms.
        ("https://post.example/(S(abcdefghijklmnopqrstuvwx))/a.aspx", "https://post.example/a.aspx"),
        ("https://post.example/cafe%CC%81", "https://post.example/caf%C3%A9"),
        # Parameters of mailers, affiliates, and outlets.
        (
            "https://post.example/a?cm_mmc=x&irclickid=2&_kx=3&bsft_uid=4&spJobID=5&sf12345678=1",
            "https://post.example/a",
        ),
        (
            "https://post.example/a?s=09&sd=tw&ssm=TW&itid=hp-top&pwapi_token=x&wprss=rss_world",
            "https://post.example/a",
        ),
        ("https://post.example/a?ref=blog.example&tid=sm_tw&xid=rss", "https://post.example/a"),
        (
            "https://post.example/a?mod=hp_lead_pos1&CMP=Share_iOSApp_Other&source=rss----7f60cf-4",
            "https://post.example/a",
        ),
        ("https://post.example/a?token=eyJ1c2VyX2lkIjoxMjM0NTY3ODkwfQ", "https://post.example/a"),
        # Codes of campaigns.
        ("https://post.example/a?si=AbC&sh=4a5b&mc=sm.tw&nl=todaysheadlines", "https://post.example/a"),
        ("https://post.example/a?elqTrackId=1A&sfmc_id=12&s_kwcid=AL!1&CMP=share_btn_tw", "https://post.example/a"),
    ],
)
def test_forms_of_one_address_are_one(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://post.example/a?t=B%E4r", "https://post.example/a?t=B%F6r"),
        ("https://post.example/a?a=1&a=2", "https://post.example/a?a=2&a=1"),
        ("https://post.example/a?b", "https://post.example/a?b="),
        ("https://post.example/view?ref=4711", "https://post.example/view?ref=4712"),
        ("https://post.example/view?source=reuters", "https://post.example/view?source=afp"),
        ("https://post.example/view?partner=bbc", "https://post.example/view?partner=cnn"),
        ("https://post.example/?mod=space&uid=1", "https://post.example/?mod=follow&uid=1"),
        ("https://post.example/a?rss=12", "https://post.example/a?rss=13"),
        ("https://post.example/a?at_id=4", "https://post.example/a?at_id=5"),
        ("https://post.example/a?sid=4", "https://post.example/a?sid=5"),
        ("https://post.example/a?si=77", "https://post.example/a?si=78"),
        ("https://post.example/a?print=77", "https://post.example/a?print=78"),
        ("https://post.example/a?token=a1", "https://post.example/a?token=b1"),
        ("https://post.example/a?tid=881", "https://post.example/a?tid=882"),
        ("https://post.example/a?s=20", "https://post.example/a?s=21"),
        ("https://post.example/a?sf12345=2", "https://post.example/a?sf12345=3"),
        ("https://post.example/a?from=story_1", "https://post.example/a?from=story_2"),
        ("https://post.example/?mod=list", "https://post.example/?mod=latest_list"),
        ("https://post.example/a?source=post.example", "https://post.example/a?source=herald.example"),
        ("https://archive.ph/AbCdE", "https://archive.ph/AbCdF"),
        ("https://web.archive.org/web/a.html", "https://a.html/"),
        ("https://post.example/#!/article/1", "https://post.example/#!/article/2"),
        ("https://post.example/#/article/1", "https://post.example/#/article/2"),
        ("https://post.example/topics/amp", "https://post.example/topics"),
        ("https://post.example/a/index.php", "https://post.example/a"),
        ("https://m.co.uk/a", "https://co.uk/a"),
        ("https://fass.example/a", "https://faß.example/a"),
        ("https://post.example/a%2Fb", "https://post.example/a/b"),
    ],
)
def test_addresses_of_different_articles_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_what_is_left_out_though_it_may_name_an_article_is_said() -> None:
    assert dropped_parameters("https://post.example/a?utm_source=x&ref=home&id=4#top") == ("ref=home",)
    assert dropped_parameters("https://post.example/a?si=AbC") == ("si=AbC",)
    assert dropped_parameters("https://post.example/a") == ()


@pytest.mark.parametrize("url", ["https://post.example/" + "a" * 2_000, "https://post.example/?" + "a=1&" * 100_000])
def test_an_address_without_end_is_refused_before_it_is_read(url: str) -> None:
    with pytest.raises(RefusedAddress, match="more than 2,000 characters"):
        canonical_url(url)


@pytest.mark.parametrize("url", ["https://post.example/\ud800", "https://post.example/\x01", "https://%66oo.example/"])
def test_characters_that_no_address_has_refuse_it(url: str) -> None:
    with pytest.raises(RefusedAddress):
        canonical_url(url)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/news/one", "/news/"),
        ("/2026/11/02/bridge", "/2026/11"),
        ("/politics/story-7", "/politics"),
        ("/view?id=1", "/view"),
        ("/en/bridge", "/de/bridge"),
        ("/de/bridge", "/bridge"),
    ],
)
def test_a_section_another_article_or_language_is_not_the_page(address: str, named: str) -> None:
    page = f"https://post.example{address}"
    assert own_address(page, f"https://post.example{named}") == page


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/bridge-closed-after-crack/2", "/bridge-closed-after-crack"),
        ("/12345/bridge", "/12345"),
        ("/story/amp", "/story"),
        ("/story/print", "/story"),
        ("/view?id=1&page=2", "/view?id=1"),
        ("/?p=12", "/2026/bridge"),
        ("/a?utm_source=x", "/a"),
    ],
)
def test_a_part_or_another_dress_of_an_article_has_its_address(address: str, named: str) -> None:
    assert (
        own_address(f"https://post.example{address}", f"https://post.example{named}") == f"https://post.example{named}"
    )
