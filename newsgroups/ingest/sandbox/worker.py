"""The reader process: forks one child per input, which parses it under limits and exits.

Nothing here imports Django: a child must start fast and must not reach the database.
"""

import contextlib
import gc
import json
import logging
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from newsgroups.ingest.sandbox.parsers.documents import read_docx, read_pdf
from newsgroups.ingest.sandbox.parsers.email_text import read_email
from newsgroups.ingest.sandbox.parsers.subtitles import read_subtitles
from newsgroups.ingest.sandbox.parsers.syndication.feeds import read_feed
from newsgroups.ingest.sandbox.parsers.syndication.opml import read_opml
from newsgroups.ingest.sandbox.parsers.syndication.whole_sitemaps import read_whole_sitemap
from newsgroups.ingest.sandbox.parsers.webpages.pages import read_links, read_page

from .parsers import Refusal
from .pool import MEMORY, limit_this_process

_LENGTH = struct.Struct("!Q")
# With a processor to itself a reader is as fast as without this; next to others it gets about a quarter of one.
NICENESS = 5
_FIRST_PAGE = (
    b"<html><title>A</title><time datetime=2026-11-02></time><article><h1>A</h1><p>%s</p></article></html>"
    % (b"The harbour bridge was closed on Monday, 2 November 2026. " * 20)
)
_FIRST_FEED = b"<rss version='2.0'><channel><item><title>A</title><link>/a</link></item></channel></rss>"
_WEB: dict[str, Callable[..., dict[str, Any]]] = {
    "page": read_page,
    "feed": read_feed,
    "links": read_links,
    "opml": read_opml,
    "sitemap": read_whole_sitemap,
}
_FILES = {"pdf": read_pdf, "docx": read_docx, "email": read_email, "subtitles": read_subtitles}
_DAMAGED = "It cannot be read: it is damaged, encrypted, or not the kind of file its name says."
# Pages and feeds have at most 20 MB uncompressed; only hostile ones take more address space than this.
_WEB_MEMORY = 300 * 1024 * 1024


def main() -> None:
    """Reads inputs from standard input until it ends: length and JSON of what is known, then length and bytes."""
    logging.disable()
    # Requests to the site take precedence.
    os.nice(NICENESS)
    # Warm up the caches that libraries fill on first use, once for all children.
    with contextlib.suppress(Refusal):
        read_page(_FIRST_PAGE)
    with contextlib.suppress(Refusal):
        read_feed(_FIRST_FEED)
    # Keep heap pages shared with the children: the collector does not write to frozen objects.
    gc.collect()
    gc.freeze()
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    while (about := _received(jobs)) is not None:
        answer = _in_fork(json.loads(about), _received(jobs) or b"")
        answers.write(_LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _received(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    return stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else None


def _in_fork(job: dict[str, Any], data: bytes) -> bytes:
    seconds = job.pop("seconds")
    into, out = os.pipe()
    child = os.fork()
    if child == 0:
        _read_and_end(job, data, out)
    os.close(out)
    try:
        answer, in_time = _collected(into, seconds)
    finally:
        os.close(into)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not in_time:
        return _refused(f"Reading it took longer than {seconds:g} seconds.")
    return answer or _refused("It is damaged, or needs more memory than it may have.")


def _collected(stream: int, seconds: float) -> tuple[bytes, bool]:
    """What the child writes until it exits, and whether it exited in time."""
    deadline = time.monotonic() + seconds
    found = bytearray()
    while select.select([stream], [], [], max(deadline - time.monotonic(), 0))[0]:
        chunk = os.read(stream, 1_048_576)
        if not chunk:
            return bytes(found), True
        found += chunk
    return b"", False


def _read_and_end(job: dict[str, Any], data: bytes, out: int) -> None:
    """Never returns. A child that fails writes nothing, and the reader reports that."""
    try:
        os.close(0)
        os.close(1)
        kind = job.pop("kind")
        limit_this_process(MEMORY if kind in _FILES else _WEB_MEMORY)
        with os.fdopen(out, "wb") as stream:
            stream.write(_answer(kind, data, job))
    finally:
        os._exit(0)


def _answer(kind: str, data: bytes, about: dict[str, str]) -> bytes:
    try:
        answer = _FILES[kind](data) if kind in _FILES else _WEB[kind](data, **about)
    except Refusal as refused:
        return _refused(str(refused))
    except MemoryError:
        return b""
    except Exception as error:
        return _refused(_DAMAGED if kind in _FILES else f"It cannot be read ({type(error).__name__}).")
    return json.dumps(_storable(answer)).encode()


def _storable(value: Any) -> Any:
    """The value without characters that PostgreSQL cannot store in text: NUL and lone surrogates."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\0", "")
    if isinstance(value, list):
        return [_storable(each) for each in value]
    return {name: _storable(each) for name, each in value.items()} if isinstance(value, dict) else value


def _refused(sentence: str) -> bytes:
    return json.dumps({"refused": sentence}).encode()
