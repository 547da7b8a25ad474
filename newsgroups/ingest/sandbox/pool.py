"""Parses hostile bytes in child processes, which are killed if they exceed their limits on time or memory.

Starting Python and its libraries takes most of a second, parsing a page a few hundredths. Therefore a reader process
stays alive and forks one child per input (`newsgroups.ingest.sandbox.worker`), so that no input meets what another one
left behind.
"""

import atexit
import json
import os
import resource
import select
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

SECONDS = 10
MEMORY = 512 * 1024 * 1024
# No text is longer; a child that writes more is controlled by its input.
MAX_ANSWER = 20_000_000
# Readers that work in parallel; each holds 50 MB for as long as the process lives.
READERS = min(2, os.cpu_count() or 1)
_LENGTH = struct.Struct("!Q")


class UnreadableBytes(Exception):
    """Bytes from which no text can be extracted; the message is a sentence for whoever gave them."""


def run_in_sandbox(kind: str, data: bytes, *, seconds: float | None = None, **about: str) -> dict[str, Any]:
    """What `newsgroups.ingest.sandbox.worker` parses from `data` as `kind`: page, feed, links, opml, pdf, docx,
    email, or subtitles.

    `about` passes what is known about the bytes: `url`, `content_type`. Raises UnreadableBytes.
    """
    job = {"kind": kind, "seconds": seconds or SECONDS, **about}
    with _free:
        reader = _take()
        try:
            answer = reader.read(job, data)
        except (OSError, EOFError, ValueError):
            reader.close()
            raise UnreadableBytes("It is damaged or needs too much memory.") from None
        except BaseException:
            reader.close()
            raise
        _idle.append(reader)
    if "refused" in answer:
        raise UnreadableBytes(answer["refused"])
    return answer


def limit_this_process(memory: int = MEMORY) -> None:
    """Sets resource limits. The child calls this before it reads anything."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Reader:
    """The process that forks: one input at a time goes in, one answer comes out."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 - no shell, and every argument is ours
            [sys.executable, "-I", "-c", _START, *filter(None, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A child needs only one thread, and every further one takes address space.
            env={"PATH": os.defpath, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )

    def read(self, job: dict[str, Any], data: bytes) -> dict[str, Any]:
        into, out = self.process.stdin, self.process.stdout
        assert into and out  # noqa: S101 - both are pipes
        for each in (json.dumps(job).encode(), data):
            into.write(_LENGTH.pack(len(each)) + each)
        into.flush()
        # The reader enforces the time limit; this kills a reader that does not. Its start-up time is not counted.
        if not select.select([out], [], [], job["seconds"] + 20)[0]:
            raise EOFError
        length = _LENGTH.unpack(_exactly(out, _LENGTH.size))[0]
        if length > MAX_ANSWER:
            raise ValueError
        answer: dict[str, Any] = json.loads(_exactly(out, length))
        return answer

    def close(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        self.process.wait()


def _exactly(stream: Any, length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return bytes(found)


_free = threading.BoundedSemaphore(READERS)
_idle: list[_Reader] = []


def _take() -> _Reader:
    """An idle reader of this process that is still alive, or a new one."""
    while _idle:
        reader = _idle.pop()
        if reader.owner == os.getpid() and reader.process.poll() is None:
            return reader
    return _Reader()


@atexit.register
def end_readers() -> None:
    """Ends this process's readers; the next input starts a new one."""
    while _idle:
        reader = _idle.pop()
        if reader.owner == os.getpid():
            reader.close()


_START = "import sys; sys.path[:0] = sys.argv[1:]; from newsgroups.ingest.sandbox.worker import main; main()"
