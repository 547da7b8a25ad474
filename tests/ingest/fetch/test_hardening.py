"""Hardening of fetching and parsing, in thirteen points; 6 and 13 are here.

1 special ranges and their neighbors, 2 unusual spellings of internal addresses, 3 names that change, 4 redirects, 7
proxies, 8 bombs, 9 slow and endless bodies: test_fetch_page.py, test_nasty.py. 5 moves to internal addresses:
test_politeness.py. 10 entities: test_fetch_feeds.py, test_nasty.py. 11 endless authors, 12 pages that exhaust time or
memory: test_uploads.py, test_nasty.py.
"""

import ast
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.ingest.normalize.clean_text import clean_title
from newsgroups.ingest.normalize.html_text import plain
from newsgroups.models import Feed
from tests.browser.scripts.vectors import VECTORS
from tests.makers import make_source

PROJECT = Path(__file__).resolve().parents[3] / "newsgroups"
NETWORK = {
    *("socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib"),
    *("asyncio", "xmlrpc", "telnetlib", "poplib", "imaplib", "socketserver"),
}
# The modules that fetch, resolve names for fetching, and check whether a port is free.
MAY = {
    "ingest/fetch/http.py",
    "ingest/fetch/ssrf_guard.py",
    "management/commands/run_site.py",
    # Names errors of Django's mail, which connects to the site's own mail server.
    "follow/mail.py",
}
# Libraries that fetch on their own when given a URL.
FETCHERS = {
    "fetch_url",
    "fetch_response",
    "urlopen",
    "urlretrieve",
    "get_feed_urls",
    "find_feed_urls",
    "sitemap_search",
}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (node.module or "", *(f"{node.module}.{each.name}" for each in node.names))


def reaches_out(source: str) -> set[str]:
    """Returns names in a module that can open a connection."""
    tree = ast.parse(source)
    names = {name for name in imports(tree) if name in NETWORK or name.split(".")[0] in NETWORK}
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return names | (called & FETCHERS)


def test_one_module_opens_connections_and_no_other() -> None:
    files = {str(file.relative_to(PROJECT)): file.read_text() for file in PROJECT.rglob("*.py")}
    assert {name for name, source in files.items() if reaches_out(source)} == MAY


def test_the_search_for_ways_out_finds_them() -> None:
    assert reaches_out("import urllib.request") == {"urllib.request"}
    assert reaches_out("from http import client") == {"http", "http.client"}
    assert reaches_out("import trafilatura\ntrafilatura.fetch_url('x')") == {"fetch_url"}
    assert reaches_out("from urllib.parse import urlsplit") == set()


CONNECTIONS: list[tuple[str, object]] = []
LISTENING = [False]


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if LISTENING[0] and event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        CONNECTIONS.append((event, arguments[-1] if event == "socket.connect" else arguments[0]))


@pytest.fixture
def connections() -> Iterator[list[tuple[str, object]]]:
    """Records every connection and name look-up of this process through the interpreter's audit events."""
    if not getattr(sys, "_newsgroups_hears", False):
        sys.addaudithook(_hear)
        sys._newsgroups_hears = True
    CONNECTIONS.clear()
    LISTENING[0] = True
    yield CONNECTIONS
    LISTENING[0] = False


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://0x7f.1/"]
)
def test_no_command_page_or_form_reaches_inwards(admin_client: Client, connections, url: str) -> None:
    Feed.objects.create(source=make_source(), url=url)
    for command in (["add_url", url], ["fetch_feeds"]):
        with pytest.raises(CommandError):
            call_command(*command, verbosity=0)
    admin_client.post("/lookup/", {"text": url})
    admin_client.post("/api/v1/lookup", {"url": url}, content_type="application/json")
    admin_client.post("/add/", {"addresses": url})
    source = {"name": "B", "slug": "b", "home_page": url, "feeds-TOTAL_FORMS": 0, "feeds-INITIAL_FORMS": 0}
    admin_client.post("/admin/newsgroups/source/add/", source)
    assert connections == []


def test_the_listener_for_connections_hears_one(site, connections) -> None:
    import socket

    socket.create_connection(("127.0.0.1", site.port)).close()
    assert ("socket.connect", ("127.0.0.1", site.port)) in connections


PIECES = st.sampled_from(
    [
        *VECTORS,
        "<",
        ">",
        "&",
        "&amp;",
        "&lt;",
        "&#60;",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<svg>",
        "<math>",
    ]
)
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=6).map("".join)


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


@given(HOSTILE)
def test_a_cleaned_title_stays_as_it_is_and_is_no_markup_on_a_page(title: str) -> None:
    cleaned = clean_title(title)
    assert clean_title(cleaned) == cleaned
    assert Elements(escape(cleaned)).found == []


@given(HOSTILE)
def test_the_text_of_a_feed_is_no_markup_on_a_page(markup: str) -> None:
    assert Elements(escape(plain(markup))).found == []
    assert plain(f"<p>bridge</p>{markup}").split()[:1] == ["bridge"]


@pytest.mark.parametrize("vector", [each for each in VECTORS if each.startswith("<") and "svg" not in each])
def test_no_title_keeps_the_elements_of_a_known_vector(vector: str) -> None:
    title = clean_title(f"Bridge closed {vector}")
    assert title.startswith("Bridge closed")
    assert not {"script", "img", "iframe", "object", "style", "link"} & set(Elements(title).found)
