"""What runs in the child process: bytes from standard input, one JSON object to standard output.

Nothing here imports Django: a child has to start quickly and must not reach the database.
"""

import io
import json
import logging
import sys
import zipfile
from typing import Any

from .limited import limit_this_process

MAX_PAGES = 500
# Of a longer feed only the beginning is news.
MAX_ENTRIES = 500
# Longer than any list of names under a story.
MAX_AUTHOR = 1_000
MAX_PARTS = 2_000
MAX_UNPACKED = 100_000_000


class Refusal(Exception):
    """Bytes that are not taken, with a sentence."""


def main(kind: str) -> None:
    limit_this_process()
    logging.disable()
    read = _READERS[kind]
    data = sys.stdin.buffer.read()
    try:
        answer = read(data)
    except Refusal as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        sys.exit(1)
    except Exception as error:
        answer = {"refused": f"It cannot be read ({type(error).__name__})."}
    sys.stdout.write(json.dumps(answer))


def _page(data: bytes) -> dict[str, Any]:
    import trafilatura

    found = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or not (found.text or "").strip():
        raise Refusal("No article was found on the page.")
    return {
        "text": found.text,
        "title": found.title or "",
        "authors": (found.author or "").replace("; ", ", "),
        "published": found.date or "",
        "language": found.language or "",
        "source": found.sitename or "",
    }


def _feed(data: bytes) -> dict[str, Any]:
    import feedparser

    _bound_authors(feedparser.mixin._FeedParserMixin)
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.version and not feed.entries:
        raise Refusal("It is not a feed.")
    language = feed.feed.get("language", "")
    return {"entries": [_entry(each) | {"language": language} for each in feed.entries[:MAX_ENTRIES]]}


def _bound_authors(parser: Any) -> None:
    """feedparser 6.0.14 looks for an address in an author's name in quadratic time: 24 seconds for 64 kB."""
    look = parser._sync_author_detail

    def look_in_short(self: Any, key: str = "author") -> None:
        if len(self._get_context().get(key) or "") <= MAX_AUTHOR:
            look(self, key)

    parser._sync_author_detail = look_in_short


def _entry(entry: Any) -> dict[str, str]:
    contents = [each.get("value", "") for each in entry.get("content", [])]
    return {
        "url": entry.get("link", ""),
        "title": entry.get("title", ""),
        "html": max(contents, key=len, default=""),
        "published": entry.get("published", "") or entry.get("updated", ""),
        "authors": entry.get("author", ""),
    }


def _pdf(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    if not data.startswith(b"%PDF-"):
        raise Refusal("It is not a PDF file.")
    reader = PdfReader(io.BytesIO(data))
    if len(reader.pages) > MAX_PAGES:
        raise Refusal(f"It has more than {MAX_PAGES} pages.")
    return {"text": "\n".join(page.extract_text() for page in reader.pages)}


def _docx(data: bytes) -> dict[str, Any]:
    _check_zip(data)
    from docx import Document

    return {"text": "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)}


def _check_zip(data: bytes) -> None:
    """Refuses bombs before anything is unpacked whole: sizes are counted, not believed."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise Refusal("It is not a DOCX file.") from None
    names = archive.namelist()
    if len(names) > MAX_PARTS or "word/document.xml" not in names:
        raise Refusal("It is not a DOCX file that an editor wrote.")
    unpacked = 0
    for name in names:
        if name.startswith("/") or ".." in name.split("/"):
            raise Refusal("It contains paths that lead out of it.")
        with archive.open(name) as part:
            beginning = b""
            while chunk := part.read(65_536):
                beginning = beginning or chunk
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED:
                    raise Refusal("It is larger than it may be when unpacked.")
        if b"<!DOCTYPE" in beginning.replace(b"\0", b""):
            raise Refusal("It contains a document type, which no editor writes.")


_READERS = {"page": _page, "feed": _feed, "pdf": _pdf, "docx": _docx}
