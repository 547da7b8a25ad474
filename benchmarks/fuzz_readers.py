"""Fuzzes every parser with damaged, mixed, and invented inputs: each must return or fail with a sentence.

    python benchmarks/fuzz_readers.py [SECONDS] [SEED]

For this many seconds (default 60), inputs are drawn for the parsers of feeds, pages, OPML, CSV, JSON, WARC, DOCX,
PDF, dates, URLs, headlines, and queries: well-formed inputs with bytes changed, cut, doubled, and swapped. An
unexpected error is printed with its input in Base64, and the exit status is 1. The parsers run in this process, where
an error is visible; in production, those for hostile bytes run in child processes.
"""

import base64
import gzip
import io
import json
import logging
import os
import random
import signal
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

# A parser that takes longer for a few kilobytes counts as hanging.
SLOW = 5
SELDOM = ("warc",)
_STORY = (
    "The harbour bridge was closed on Monday after a diver found a crack. Brücke über den Fluß, мост закрыт, 橋。 " * 20
)
_DATES = (
    "Mon, 02 Nov 2026 10:00:00 GMT+7",
    "2026-11-02T24:00:00Z",
    "2. März 2016",
    "令和8年11月2日 下午3:30",
    "1793599200000",
)
_PIECES = (
    b"<", b">", b"&", b"&amp;", b"\"", b"'", b"\0", b"\xff", b"\xc3", b"\xf0\x9f", b"]]>", b"<![CDATA[", b"<!--", b"</p>", b"%",  # noqa: E501
    b"%zz", b"\r", b"\n", b",", b";", b"\"\"", b"{", b"}", b"[", b"\\ud800", b"1" * 5_000, b"<p>" * 200, b"\x1f\x8b", b"\xef\xbb\xbf",  # noqa: E501
    b"\xff\xfe", b"charset=utf-7", b"encoding='shift_jis'", b"\x1b$B", "\u202e\ufffe\u2028é".encode(),
)  # fmt: skip

Reader = Callable[[bytes], Any]


def seeds() -> dict[str, list[bytes]]:
    """Well-formed inputs of each kind."""
    item = f"<item><title>T</title><link>https://a.example/1</link><description><![CDATA[<p>{_STORY}</p>]]></description></item>"
    rss = (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>A</title>{item * 3}</channel></rss>"
    )
    entry = "<entry><id>urn:1</id><title type='html'>T</title><author><name>Ann</name></author><updated>2026-11-02</updated></entry>"  # noqa: E501
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>F</title>{entry}</feed>"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "content_html": _STORY, "authors": [{"name": "A"}]}],
    }
    record = '{"@type": "NewsArticle", "headline": "Bridge", "datePublished": "2026-11-02T06:00:00Z"}'
    page = (
        f"<html lang=en><head><title>Bridge | Post</title><meta charset=utf-8><link rel=canonical href=/b><script type="
        f"'application/ld+json'>{record}</script></head><body><article><h1>Bridge</h1><time datetime=2026-11-02>2 Nov</time>"  # noqa: E501
        f"<p>{_STORY}</p><table><tr><td>a</td><td>b</td></tr></table></article></body></html>"
    )
    opml = "<opml version='2.0'><body><outline text='A &amp; B' xmlUrl='https://a.example/f' htmlUrl='https://a.example'/></body></opml>"
    row = {
        "url": "https://a.example/1",
        "title": "T",
        "text": _STORY,
        "published": _DATES[0],
        "authors": ["Ann"],
        "source": {"name": "P"},
    }
    csv = f'url,title,text\nhttps://a.example/1,One,"{_STORY}"\nhttps://a.example/2,Two,Text\n'
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode()
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"  # noqa: E501
    warc = (head % len(answer) + answer + b"\r\n\r\n") * 2
    return {
        "feed": [rss.encode(), rss.encode("utf-16"), atom.encode(), json.dumps(feed).encode(), gzip.compress(rss.encode())],  # noqa: E501
        "page": [page.encode(), page.encode("cp1251", "replace"), page.encode("utf-16")],
        "opml": [opml.encode()],
        "json": [json.dumps(row).encode() + b"\n" + json.dumps(row).encode(), json.dumps([row, row], indent=1).encode(), json.dumps({"articles": [row]}).encode()],  # noqa: E501
        "csv": [csv.encode(), csv.replace(",", ";").encode("utf-16"), b"sep=;\r\n" + csv.replace(",", ";").encode()],
        "warc": [warc, gzip.compress(warc), gzip.compress(warc[: len(warc) // 2]) + gzip.compress(warc[len(warc) // 2 :])],  # noqa: E501
        "docx": [_docx()],
        "pdf": [_pdf()],
        "date": [date.encode() for date in _DATES],
        "address": [b"https://www.post.example/a/../b%c3%a9?utm_source=x&id=1;b#!/c", b"https://www.google.com/url?q=https%3A%2F%2Fa.example%2F1"],
        "headline": [b"<b>Bridge</b> &lt;T&gt; closed<br>now &amp;amp; then"],
        "query": [b'title:"harbour bridge" AND (storm OR NEAR/3) -source:post after:2026-01-01 br?dge* "a b"~2'],
    }  # fmt: skip


def readers() -> dict[str, Reader]:
    from newsgroups.ingest.files.row_files import UnreadableFile, read_lines
    from newsgroups.ingest.normalize.clean_text import clean_title
    from newsgroups.ingest.normalize.dates.parse_date import read_date
    from newsgroups.ingest.normalize.row import RefusedRow, checked_row
    from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url, dropped_parameters, plain_url
    from newsgroups.ingest.sandbox.parsers import Refusal
    from newsgroups.ingest.sandbox.parsers.documents import read_docx, read_pdf
    from newsgroups.ingest.sandbox.parsers.syndication.feeds import read_feed
    from newsgroups.ingest.sandbox.parsers.syndication.opml import read_opml
    from newsgroups.ingest.sandbox.parsers.webpages.pages import read_links, read_page
    from newsgroups.search.query.parser import parse

    def refusing(read: Reader, foreseen: type[Exception] = Refusal) -> Reader:
        def reader(data: bytes) -> None:
            try:
                json.dumps(read(data), default=str)
            except foreseen:
                return

        return reader

    def rows(name: str) -> Reader:
        def reader(data: bytes) -> None:
            for line in read_lines(Path(name), stream=io.BytesIO(data)):
                if isinstance(line.fields, dict):
                    try:
                        checked_row(line.fields, from_file=True)
                    except RefusedRow:
                        continue

        return refusing(reader, UnreadableFile)

    def address(data: bytes) -> None:
        text = data.decode(errors="replace")
        once = canonical_url(text)
        plain_url(text)
        dropped_parameters(text)
        if canonical_url(once) != once:
            raise AssertionError(f"{once!r} is not canonical")

    return {
        "feed": refusing(lambda data: read_feed(data, url="https://a.example/feed")),
        "page": refusing(lambda data: (read_page(data, url="https://a.example/p"), read_links(data))),
        "opml": refusing(read_opml),
        "json": rows("a.jsonl"),
        "csv": rows("a.csv"),
        "warc": rows("a.warc.gz"),
        # In production, the child turns any error of these two into a sentence.
        "docx": refusing(read_docx, Exception),
        "pdf": refusing(read_pdf, Exception),
        "date": lambda data: read_date(data.decode(errors="replace")),
        "address": refusing(address, RefusedAddress),
        "headline": lambda data: clean_title(data.decode(errors="replace")),
        "query": lambda data: parse(data.decode(errors="replace")),
    }


def changed(draw: random.Random, data: bytes, others: list[bytes]) -> bytes:
    found = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 5, 20))):
        at = draw.randrange(len(found) + 1)
        match draw.randrange(6):
            case 0:
                found[at : at + draw.randint(1, 40)] = b""
            case 1:
                found[at:at] = draw.choice(_PIECES)
            case 2:
                found[at : at + 1] = draw.randbytes(draw.randint(1, 8))
            case 3:
                found[at:at] = found[at : at + draw.randint(1, 400)]
            case 4:
                del found[at:]
            case _:
                other = draw.choice(others)
                start = draw.randrange(len(other) + 1)
                found[at:at] = other[start : start + draw.randint(1, 400)]
    return bytes(found[:200_000])


@contextmanager
def in_time() -> Iterator[None]:
    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {SLOW} seconds")

    # Processor time, so that a busy machine does not count as a hang.
    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, SLOW)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main(seconds: float = 60, seed: int = 0) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
    import django

    django.setup()
    logging.disable()
    draw, read, first = random.Random(seed), readers(), seeds()
    others = [data for kind in first.values() for data in kind]
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        for kind, reader in read.items():
            if kind in SELDOM and draw.random() < 0.9:
                # Its pages go to the reader processes, which takes most of the time.
                continue
            data = changed(draw, draw.choice(first[kind]), others)
            tried[kind] += 1
            try:
                with in_time():
                    reader(data)
            except Exception as error:
                said = f"{kind}: {type(error).__name__}: {str(error)[:200]}"
                failed[said] += 1
                if failed[said] == 1:
                    print(said, base64.b64encode(data[:3_000]).decode(), sep="\n", flush=True)
    print(f"{tried.total():,} inputs {dict(tried)}, {failed.total():,} failed in {len(failed)} ways (seed {seed})")
    return 1 if failed else 0


def _docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(_STORY)
    document.add_table(1, 2).cell(0, 0).text = "cell"
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain = io.BytesIO()
    # Stored uncompressed, so that a changed byte changes the XML.
    with zipfile.ZipFile(plain, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return plain.getvalue()


def _pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "Bridge"})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main(*(float(each) if "." in each else int(each) for each in sys.argv[1:])))
