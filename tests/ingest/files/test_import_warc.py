"""Import of WARC files: complete HTML pages become articles, in constant memory, and interrupted imports resume."""

import gzip
import zlib
from functools import partial
from pathlib import Path

import brotli
import pytest

from newsgroups.ingest.files import importer as importing
from newsgroups.ingest.files.formats import warc as reading
from newsgroups.ingest.files.importer import Imported, import_files
from newsgroups.models import Article

# Without a time in it, so that every process of the test run sees the same cases.
packed = partial(gzip.compress, mtime=0)

pytestmark = pytest.mark.django_db

STORY = (
    "<p>The harbour bridge was closed on Monday after a diver found a crack in one of its pylons, the council said.</p>"
    "<p>Ferries carry passengers all night, and engineers expect that repairs number {number} will take a week.</p>"
)


def page(number: int, *, head: str = "") -> bytes:
    title = f"<title>Harbour bridge closed, part {number}</title>"
    body = f"<article>{STORY.format(number=number)}</article>"
    return f'<html lang="en"><head>{title}{head}</head><body>{body}</body></html>'.encode()


class Crawl:
    """Writes records as a crawler does: each compressed separately."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.pack = gzip.compress if file.suffix == ".gz" else bytes
        self.records = [self._record("warcinfo", file.name, "application/warc-fields", b"software: a test\r\n")]

    def answer(self, url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", more: str = "") -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode()
        self.records.append(self._record("response", url, "application/http; msgtype=response", head + body))

    def put(self, kind: str, url: str, body: bytes, content_type: str = "text/html") -> None:
        self.records.append(self._record(kind, url, content_type, body))

    def _record(self, kind: str, url: str, content_type: str, block: bytes) -> bytes:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-02T09:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        return self.pack(head.encode() + block + b"\r\n\r\n")

    def done(self) -> Path:
        self.file.write_bytes(b"".join(self.records))
        return self.file


PACKED = pytest.mark.parametrize("name", ["news.warc.gz", "news.warc"])


def imported(file: Path) -> tuple[Imported, list[str]]:
    told: list[str] = []
    return import_files([file], report=lambda path, at, kind, why: told.append(f"{kind}: {why}")), told


@PACKED
def test_answered_html_pages_are_articles_and_everything_else_is_passed_over(tmp_path, name: str) -> None:
    crawl = Crawl(tmp_path / name)
    crawl.answer("https://www.post.example/1?utm_source=x", page(1), kind="text/html; charset=utf-8")
    crawl.answer("https://post.example/2", packed(page(2)), more="Content-Encoding: gzip\r\n")
    crawl.answer("https://post.example/gone", page(3), status="404 Not Found")
    crawl.answer("https://post.example/photo", b"\xff\xd8", kind="image/jpeg")
    done, told = imported(crawl.done())

    assert (done.stored.created, done.refused, done.unreadable) == (2, 0, [])
    first, second = Article.objects.order_by("url")
    assert (first.url, first.url_given) == ("https://post.example/1", "https://www.post.example/1?utm_source=x")
    assert (first.title, first.language) == ("Harbour bridge closed, part 1", "en")
    assert first.text.startswith("The harbour bridge was closed on Monday")
    assert "repairs number 2" in second.text
    assert told == ["note: no date; undated"] * 2


def test_a_page_may_name_its_address_within_its_site_only(tmp_path) -> None:
    crawl = Crawl(tmp_path / "news.warc.gz")
    crawl.answer("https://post.example/print/1", page(1, head='<link rel="canonical" href="https://post.example/1">'))
    crawl.answer("https://post.example/2", page(2, head='<link rel="canonical" href="https://rival.example/2">'))
    imported(crawl.done())
    assert sorted(Article.objects.values_list("url", "url_given")) == [
        ("https://post.example/1", "https://post.example/print/1"),
        ("https://post.example/2", "https://post.example/2"),
    ]


def test_a_page_without_an_article_and_one_that_is_too_large_are_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "MAX_PAGE", 2_000)
    crawl = Crawl(tmp_path / "news.warc.gz")
    crawl.answer("https://post.example/empty", b"<html><body></body></html>")
    crawl.answer("https://post.example/long", page(1) + b" " * 5_000)
    crawl.answer("https://post.example/2", page(2))
    done, told = imported(crawl.done())
    assert (done.stored.created, done.refused) == (1, 2)
    assert told[:2] == [
        "refused: https://post.example/empty: No article was found on the page.",
        "refused: https://post.example/long: the page has more than 2,000 bytes",
    ]


@PACKED
def test_a_file_that_is_cut_off_gives_its_whole_pages_and_no_half_one(tmp_path, name: str) -> None:
    crawl = Crawl(tmp_path / name)
    crawl.answer("https://post.example/1", page(1))
    crawl.answer("https://post.example/2", page(2))
    file = crawl.done()
    file.write_bytes(file.read_bytes()[:-150])
    imported(file)
    assert list(Article.objects.values_list("url", flat=True)) == ["https://post.example/1"]


def test_what_is_no_warc_file_is_told(tmp_path) -> None:
    file = tmp_path / "news.warc"
    file.write_bytes(b"no archive\n" * 50)
    done, _ = imported(file)
    assert len(done.unreadable) == 1
    assert done.unreadable[0].startswith("news.warc: damaged or truncated after byte 0")


@PACKED
def test_a_stopped_import_goes_on_behind_the_last_record_that_is_stored(tmp_path, monkeypatch, name: str) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    crawl = Crawl(tmp_path / name)
    for number in range(1, 6):
        crawl.answer(f"https://post.example/{number}", page(number))
    file = crawl.done()

    def interrupting(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files([file], report=lambda *finding: None, progress=lambda stage, total: interrupting)
    assert Article.objects.count() == 2
    done, _ = imported(file)
    assert (done.stored.created, done.stored.unchanged, Article.objects.count()) == (3, 0, 5)


@PACKED
def test_pages_without_an_answer_and_those_of_a_proxy_are_read(tmp_path, name: str) -> None:
    crawl = Crawl(tmp_path / name)
    crawl.answer("https://post.example/1", page(1), status="203 Non-Authoritative Information")
    crawl.put("resource", "https://post.example/2", page(2))
    crawl.put("metadata", "https://post.example/3", b"fetchTimeMs: 9", "application/warc-fields")
    done, _ = imported(crawl.done())
    assert (done.stored.created, done.refused) == (2, 0)


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (brotli.compress(page(1)), "Content-Encoding: br\r\n"),
        (packed(page(1)), ""),
        (packed(page(1)), "Content-Encoding: gzip\r\n"),
        (zlib.compress(page(1)), "Content-Encoding: deflate\r\n"),
        (page(1), "Content-Encoding: gzip\r\n"),
        (page(1), "Content-Encoding: utf-8\r\n"),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(1)), page(1)), "Transfer-Encoding: Chunked\r\n"),
    ],
)
def test_packed_pages_are_unpacked(tmp_path, body: bytes, more: str) -> None:
    crawl = Crawl(tmp_path / "news.warc.gz")
    crawl.answer("https://post.example/1", body, more=more)
    done, told = imported(crawl.done())
    assert (done.stored.created, done.refused) == (1, 0), told
    assert Article.objects.get().title == "Harbour bridge closed, part 1"


@pytest.mark.parametrize(
    ("body", "more", "reason"),
    [
        (b"\x28\xb5\x2f\xfd" + bytes(50), "Content-Encoding: zstd\r\n", "compressed as zstd, which is not supported"),
        (packed(page(1))[:-9], "Content-Encoding: gzip\r\n", "compressed data is truncated"),
        (b"BZh91AY&SY" + bytes(range(256)), "", "compressed or binary data"),
    ],
)
def test_bytes_that_cannot_be_unpacked_are_refused_and_never_an_article(
    tmp_path, body: bytes, more: str, reason: str
) -> None:
    crawl = Crawl(tmp_path / "news.warc.gz")
    crawl.answer("https://post.example/1", body, more=more)
    crawl.answer("https://post.example/2", page(2))
    done, told = imported(crawl.done())
    assert (done.stored.created, done.refused) == (1, 1)
    assert reason in told[0]


def test_an_archive_that_was_packed_as_a_whole_is_read_and_continued(tmp_path, monkeypatch) -> None:
    crawl = Crawl(tmp_path / "news.warc")
    for number in (1, 2, 3):
        crawl.answer(f"https://post.example/{number}", page(number))
    whole = tmp_path / "whole.warc.gz"
    whole.write_bytes(packed(crawl.done().read_bytes()))
    done, _ = imported(whole)
    assert (done.stored.created, done.unreadable) == (3, [])
    with whole.open("rb") as stream:
        offsets = [offset for offset, _ in reading.read_warc(stream)]
    with whole.open("rb") as stream:
        assert [offset for offset, _ in reading.read_warc(stream, after=offsets[0])] == offsets[1:]


@pytest.mark.parametrize("name", ["old.arc", "old.arc.gz", "old.warc"])
def test_older_archives_are_read(tmp_path, name: str) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(1)
    version = b"1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://x.arc 0.0.0.0 20010121183500 text/plain %d\n%b\n" % (len(version), version)
    record = b"https://post.example/1 1.2.3.4 20010121183500 text/html %d\n%b\n" % (len(answer), answer)
    pack = gzip.compress if name.endswith(".gz") else bytes
    file = tmp_path / name
    file.write_bytes(pack(head) + pack(record))
    done, told = imported(file)
    assert (done.stored.created, done.refused, done.unreadable) == (1, 0, []), told
    assert Article.objects.get().url == "https://post.example/1"


def test_an_answer_without_a_type_is_a_page_if_it_begins_as_one(tmp_path) -> None:
    crawl = Crawl(tmp_path / "news.warc")
    for number, body in enumerate((page(1), b"just words"), 1):
        block = b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + body
        crawl.put("response", f"https://post.example/{number}", block, "application/http; msgtype=response")
    _, told = imported(crawl.done())
    assert [article.url for article in Article.objects.all()] == ["https://post.example/1"]
    assert [line for line in told if "no page" in line] != []


def test_records_that_hold_only_words_of_pages_are_counted(tmp_path) -> None:
    crawl = Crawl(tmp_path / "news.warc.wet.warc")
    crawl.put("conversion", "https://post.example/1", b"Harbour bridge closed", "text/plain")
    done, _ = imported(crawl.done())
    assert done.unreadable == ["news.warc.wet.warc: 1 records hold only the words of pages (WET) and were passed over"]
