"""The configuration of gunicorn (`--config python:newsgroups.pipeline.scheduler`): which worker to use and, with
NEWSGROUPS_EVERY=30, to start a run every thirty minutes.

Runs are separate processes, so one that fails or grows does not affect the site. A thread in the server's first
process starts them one after another and ends with it.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

from newsgroups.common.processes import handover

worker_class = "newsgroups.web.server.worker.PatientWorker"
MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
# A run that takes longer than this is killed, and the next one continues its work.
LONGEST = 6 * 3600


def when_ready(server: Any) -> None:
    """Called by gunicorn once, in its first process, when it starts listening."""
    if minutes := minutes_between(os.environ.get("NEWSGROUPS_EVERY", "")):
        threading.Thread(target=repeat, args=(minutes, threading.Event()), daemon=True).start()


def on_reload(server: Any) -> None:
    """Called by gunicorn in its first process, before it starts new workers."""
    handover.begin()


def child_exit(server: Any, worker: Any) -> None:
    """Called by gunicorn when a worker has ended: removes its gauges and keeps its counters."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)


def minutes_between(setting: str) -> float:
    """Return the minutes between runs, 0 for none.

    Raises ValueError with a sentence if the setting is not a number.
    """
    try:
        minutes = float(setting or 0)
    except ValueError:
        minutes = -1
    if not 0 <= minutes < float("inf"):
        raise ValueError(f"NEWSGROUPS_EVERY must be the number of minutes between runs, not {setting!r}.")
    return minutes


def repeat(minutes: float, stop: threading.Event) -> None:
    """Start a run, waits, and repeat, until `stop` is set."""
    while not stop.is_set():
        run_once()
        stop.wait(minutes * 60)


def run_once() -> None:
    # A run answers no requests, so it must not create a metrics file.
    environment = {name: value for name, value in os.environ.items() if name != "PROMETHEUS_MULTIPROC_DIR"}
    try:
        subprocess.run([sys.executable, str(MANAGE), "run_pipeline"], check=False, timeout=LONGEST, env=environment)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"run_pipeline: {error}", file=sys.stderr, flush=True)
