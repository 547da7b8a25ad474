"""One address for one article, however it was shared; what could be two articles stays apart."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.ingest.normalize import url as canonical
from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url, own_address, plain_url, site_of

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


BOMBS = {
    "index": lambda count: "https://a.b" + "/index.html" * count,
    "amp": lambda count: "https://a.b" + "/amp" * count,
    "amp in front": lambda count: "https://a.b" + "/amp" * count + "/x",
    "amp.html": lambda count: "https://a.b/x" + ".amp" * count + ".html",
    "slashes": lambda count: "https://a.b" + "/" * count,
    "www": lambda count: "https://" + "www." * count + "a.b/",
    "parameters": lambda count: "https://a.b/?" + "b=1&utm_a=2&" * count,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("clean", [canonical_url, plain_url, site_of])
def test_an_address_that_is_too_long_is_refused_before_any_work(clean: Callable[[str], str], bomb) -> None:
    started = time.process_time()
    with pytest.raises(RefusedAddress, match="more than 2,000 characters"):
        clean(bomb(100_000))
    assert time.process_time() - started < 0.1


def _seconds(url: str) -> float:
    started = time.process_time()
    canonical_url(url)
    return time.process_time() - started


# Hosts are left out: Python refuses labels and names by length on its own.
@pytest.mark.parametrize("bomb", [bomb for name, bomb in BOMBS.items() if name != "www"])
def test_cleaning_takes_twice_the_time_for_twice_the_length(monkeypatch: pytest.MonkeyPatch, bomb) -> None:
    monkeypatch.setattr(canonical, "MAX_URL", 10_000_000)
    once, twice = (min(_seconds(bomb(count)) for _ in range(3)) for count in (10_000, 20_000))
    assert twice < 2.5 * once + 0.01


def test_names_before_the_host_are_taken_off_in_one_pass() -> None:
    started = time.process_time()
    assert canonical._undressed("www." * 200_000 + "a.b") == "a.b"
    assert time.process_time() - started < 1


def _bare_step_by_step(path: str) -> str:
    before = ""
    while path != before:
        before = path
        path = re.sub(r"(?i)^/amp(?=/.)|/amp(?:\.html?)?$|\.amp(?=\.html?$|$)", "", path)
        path = re.sub(r"(?i)/(?:index|default)\.(?:html?|php|aspx?|jsp)$", "/", path).rstrip("/") or "/"
    return path


PARTS = st.sampled_from(["/", "/amp", ".amp", ".html", ".htm", "/index", "/default", ".aspx", ".php", "x", "/AMP", "é"])


@given(st.lists(PARTS, max_size=12).map("".join))
def test_one_pass_takes_off_what_step_by_step_would(rest: str) -> None:
    assert canonical._bare(f"/{rest}") == _bare_step_by_step(f"/{rest}")
