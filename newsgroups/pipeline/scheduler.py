"""What gunicorn is told under `make run`: with NEWSGROUPS_EVERY=30, a round every thirty minutes.

The rounds are processes of their own, so that one that fails or grows takes nothing from the site. A thread of the
server's first process starts them one after another and ends with it.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
# A round that hangs longer than this is ended, and the next one takes up what it left.
LONGEST = 6 * 3600


def when_ready(server: Any) -> None:
    """Called by gunicorn once, in its first process, when it listens."""
    if minutes := minutes_between(os.environ.get("NEWSGROUPS_EVERY", "")):
        threading.Thread(target=repeat, args=(minutes, threading.Event()), daemon=True).start()


def child_exit(server: Any, worker: Any) -> None:
    """Called by gunicorn when a worker has ended: its gauges go, its counts stay."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)


def minutes_between(setting: str) -> float:
    """The pause between rounds; 0 for none. Raises ValueError with a sentence for what is no number."""
    try:
        minutes = float(setting or 0)
    except ValueError:
        minutes = -1
    if not 0 <= minutes < float("inf"):
        raise ValueError(f"NEWSGROUPS_EVERY must be the number of minutes between runs, not {setting!r}.")
    return minutes


def repeat(minutes: float, stop: threading.Event) -> None:
    """Runs a round, waits, and again, until `stop` is set."""
    while not stop.is_set():
        run_once()
        stop.wait(minutes * 60)


def run_once() -> None:
    # A round answers no requests, so that it must not leave a file of counts.
    environment = {name: value for name, value in os.environ.items() if name != "PROMETHEUS_MULTIPROC_DIR"}
    try:
        subprocess.run([sys.executable, str(MANAGE), "run_pipeline"], check=False, timeout=LONGEST, env=environment)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"run_pipeline: {error}", file=sys.stderr, flush=True)
