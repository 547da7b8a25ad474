"""Fuzzes every parser with damaged, mixed, and invented inputs: each must return or fail with a sentence.

    python benchmarks/fuzz_readers.py [SECONDS] [SEED]

For this many seconds (default 60), inputs are drawn for the parsers of feeds, pages, OPML, CSV, JSON, WARC, DOCX,
PDF, dates, URLs, headlines, and queries: well-formed inputs with bytes changed, cut, doubled, and swapped. An
unexpected error is printed with its input in Base64, and the exit status is 1. The parsers run in this process, where
an error is visible; in production, those for hostile bytes run in child processes.
"""

import base64
import io
import json
import logging
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

# A parser that takes longer for a few kilobytes counts as hanging.
SLOW = 5
SELDOM = ("warc",)
_PIECES = (
    b"<", b">", b"&", b"&amp;", b"\"", b"'", b"\0", b"\xff", b"\xc3", b"\xf0\x9f", b"]]>", b"<![CDATA[", b"<!--", b"</p>", b"%",  # noqa: E501
    b"%zz", b"\r", b"\n", b",", b";", b"\"\"", b"{", b"}", b"[", b"\\ud800", b"1" * 5_000, b"<p>" * 200, b"\x1f\x8b", b"\xef\xbb\xbf",  # noqa: E501
    b"\xff\xfe", b"charset=utf-7", b"encoding='shift_jis'", b"\x1b$B", "\u202e\ufffe\u2028é".encode(),
)  # fmt: skip

Reader = Callable[[bytes], Any]


def readers() -> dict[str, Reader]:
    from newsgroups.ingest.normalize.clean_text import clean_title
    from newsgroups.ingest.normalize.dates.parse_date import read_date
    from newsgroups.ingest.normalize.url import RefusedAddress
    from newsgroups.ingest.sandbox.parsers import Refusal
    from newsgroups.ingest.sandbox.parsers.documents import read_docx, read_pdf
    from newsgroups.ingest.sandbox.parsers.syndication.feeds import read_feed
    from newsgroups.ingest.sandbox.parsers.syndication.opml import read_opml
    from newsgroups.ingest.sandbox.parsers.webpages.pages import read_links, read_page
    from newsgroups.search.query.parser import parse

    return {
        "feed": refusing(lambda data: read_feed(data, url="https://a.example/feed"), Refusal),
        "page": refusing(lambda data: (read_page(data, url="https://a.example/p"), read_links(data)), Refusal),
        "opml": refusing(read_opml, Refusal),
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


def refusing(read: Reader, foreseen: type[Exception]) -> Reader:
    def reader(data: bytes) -> None:
        try:
            json.dumps(read(data), default=str)
        except foreseen:
            return

    return reader


def rows(name: str) -> Reader:
    from newsgroups.ingest.files.row_files import UnreadableFile, read_lines
    from newsgroups.ingest.normalize.row import RefusedRow, checked_row

    def reader(data: bytes) -> None:
        for line in read_lines(Path(name), stream=io.BytesIO(data)):
            if isinstance(line.fields, dict):
                try:
                    checked_row(line.fields, from_file=True)
                except RefusedRow:
                    continue

    return refusing(reader, UnreadableFile)


def address(data: bytes) -> None:
    from newsgroups.ingest.normalize.url import canonical_url, dropped_parameters, plain_url

    text = data.decode(errors="replace")
    once = canonical_url(text)
    plain_url(text)
    dropped_parameters(text)
    if canonical_url(once) != once:
        raise AssertionError(f"{once!r} is not canonical")


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

    from benchmarks.fuzz_seeds import seeds

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


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main(*(float(each) if "." in each else int(each) for each in sys.argv[1:])))
