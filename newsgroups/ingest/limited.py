"""Work on hostile bytes in a child process, which the kernel ends when it takes too long or too much."""

import json
import os
import resource
import subprocess
import sys
from typing import Any

SECONDS = 10
MEMORY = 512 * 1024 * 1024
# No text is longer; a child that writes more is under the influence of its input.
MAX_ANSWER = 20_000_000


class UnreadableBytes(Exception):
    """Bytes of which no text can be taken; the message is a sentence for whoever gave them."""


def in_child(kind: str, data: bytes, *, seconds: float = SECONDS) -> dict[str, Any]:
    """What `newsgroups.ingest.child` reads from `data` as `kind`: page, feed, pdf or docx. Raises UnreadableBytes."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and every argument is ours
            [sys.executable, "-I", "-c", _START, kind, *filter(None, sys.path)],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            # One thread each: a child needs no more, and every further one takes address space.
            env={"PATH": os.defpath, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired:
        raise UnreadableBytes(f"Reading it took longer than {seconds:g} seconds.") from None
    if done.returncode != 0 or len(done.stdout) > MAX_ANSWER:
        raise UnreadableBytes("It is damaged, or needs more memory than it may have.")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise UnreadableBytes(answer["refused"])
    return answer


def limit_this_process() -> None:
    """Called by the child before it reads anything."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_START = "import sys; sys.path[:0] = sys.argv[2:]; from newsgroups.ingest.child import main; main(sys.argv[1])"
