"""Pages of WARC files become articles: whole ones, of HTML, in constant memory, continued where an import stopped."""

import gzip
from pathlib import Path

import pytest

from newsgroups.ingest.files import importer as importing
from newsgroups.ingest.files import warc as reading
from newsgroups.ingest.files.importer import Imported, import_files
from newsgroups.models import Article

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
    """Writes records as a crawler does: each packed by itself."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.pack = gzip.compress if file.suffix == ".gz" else bytes
        self.records = [self._record("warcinfo", file.name, "application/warc-fields", b"software: a test\r\n")]

    def answer(self, url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", more: str = "") -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode()
        self.records.append(self._record("response", url, "application/http; msgtype=response", head + body))

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
    crawl.answer("https://post.example/2", gzip.compress(page(2)), more="Content-Encoding: gzip\r\n")
    crawl.answer("https://post.example/gone", page(3), status="404 Not Found")
    crawl.answer("https://post.example/photo", b"\xff\xd8", kind="image/jpeg")
    done, told = imported(crawl.done())

    assert (done.stored.created, done.refused, done.unreadable) == (2, 0, [])
    first, second = Article.objects.order_by("url")
    assert (first.url, first.url_given) == ("https://post.example/1", "https://www.post.example/1?utm_source=x")
    assert (first.title, first.language) == ("Harbour bridge closed, part 1", "en")
    assert first.text.startswith("The harbour bridge was closed on Monday")
    assert "repairs number 2" in second.text
    assert told == ["note: no date: undated"] * 2


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
    assert done.unreadable[0].startswith("news.warc: damaged or cut off after byte 0")


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
