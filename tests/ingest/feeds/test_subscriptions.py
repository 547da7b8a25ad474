"""Outlets are imported from OPML and exported to it; new ones start inactive."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from newsgroups.ingest.feeds.opml import KNOWN_OUTLETS, as_opml, listed_feeds, subscribe
from newsgroups.ingest.sandbox.pool import UnreadableBytes
from newsgroups.models import Feed, Source
from tests.makers import make_source

pytestmark = pytest.mark.django_db
OPML = b"""<?xml version="1.0"?><opml version="1.1"><body><outline text="News">
<outline type="rss" text="Harbour &amp; Port" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
<outline type="rss" text="Harbour, sport" xmlUrl="https://a.example/sport" htmlUrl="https://www.a.example"/>
<outline type="rss" title="Lantern" xmlUrl="https://b.example/feed"/>
<outline type="rss" text="Inside" xmlUrl="file:///etc/passwd"/><outline text="A folder"/></outline></body></opml>"""


def run(*args: str, **options: object) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue().splitlines()[-1]


def stored() -> list[tuple[str, str, bool]]:
    return list(Feed.objects.order_by("url").values_list("url", "source__name", "active"))


def test_feeds_of_one_home_page_belong_to_one_outlet(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_bytes(OPML)
    assert run("import_opml", str(tmp_path / "feeds.opml")) == "3 feeds added, 0 already known, 1 rejected"
    assert stored() == [
        ("https://a.example/feed", "Harbour & Port", True),
        ("https://a.example/sport", "Harbour & Port", True),
        ("https://b.example/feed", "Lantern", True),
    ]
    assert run("import_opml", str(tmp_path / "feeds.opml")) == "0 feeds added, 3 already known, 1 rejected"


def test_an_export_brings_everything_back(tmp_path: Path) -> None:
    source = make_source("Harbour & Post")
    Feed.objects.create(source=source, url="https://a.example/feed?a=1&b=2", title="All", active=False)
    Feed.objects.create(source=source, url="https://a.example/two")
    file = tmp_path / "out.opml"
    assert run("export_opml", output=file) == "2 feeds from 1 outlets written"
    before = stored()
    Source.objects.all().delete()
    subscribe(listed_feeds(file.read_bytes()), active=True)
    assert stored() == before


def test_known_outlets_come_switched_off() -> None:
    count = len(listed_feeds(KNOWN_OUTLETS.read_bytes()))
    assert count >= 50
    assert run("import_opml", "--known") == f"{count} feeds added, 0 already known, 0 rejected"
    assert Feed.objects.polled().count() == 0
    assert Source.objects.count() == count


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html/>", "It is not an OPML file."),
        (b"", "It is not an OPML file."),
        (b"<opml><body/></opml>", "The OPML file lists no feeds."),
        (
            b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml><body>&f;</body></opml>',
            "It declares entities",
        ),
    ],
)
def test_a_file_without_feeds_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableBytes, match=reason):
        listed_feeds(data)


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match=r"/no/file cannot be read: No such file"):
        run("import_opml", "/no/file")


def test_no_outlets_are_an_empty_list() -> None:
    assert b"<body />" in as_opml(Source.objects.with_feeds())


@pytest.mark.parametrize(
    ("outline", "url", "title"),
    [
        ('text="AT&T News" xmlUrl="https://post.example/feed?a=1&b=2"', "https://post.example/feed?a=1&b=2", "AT&T News"),  # noqa: E501
        ('text="Caf&eacute;" xmlUrl="https://post.example/feed"', "https://post.example/feed", "Café"),
        ('text="Post" xmlurl="https://post.example/feed"', "https://post.example/feed", "Post"),
        ('TEXT="Post" XMLURL="https://post.example/feed"', "https://post.example/feed", "Post"),
        ('text="Post" xmlUrl="feed://post.example/feed"', "http://post.example/feed", "Post"),
        ('text="Post" xmlUrl="feed:https://post.example/feed"', "https://post.example/feed", "Post"),
        ('text="the "best" post" xmlUrl="https://post.example/feed"', "https://post.example/feed", 'the "best" post'),
        ("text='the \"best\" post' xmlUrl='https://post.example/feed'", "https://post.example/feed", 'the "best" post'),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "root", ["<opml>{}</opml>", '<opml xmlns="http://opml.org/spec2">{}</opml>', "<OPML>{}</OPML>"]
)
def test_lists_that_are_nearly_xml_are_read(root: str, outline: str, url: str, title: str) -> None:
    text = root.format(f'<body><outline type="rss" {outline}/></body>')
    assert [(each["url"], each["title"]) for each in listed_feeds(text.encode())] == [(url, title)]


def test_feeds_of_older_readers_have_their_address_under_another_name() -> None:
    text = '<opml><body><outline type="rss" text="Post" url="https://post.example/feed"/>{}</body></opml>'
    page = '<outline type="link" text="Page" url="https://post.example/"/>'
    assert [each["url"] for each in listed_feeds(text.format(page).encode())] == ["https://post.example/feed"]
