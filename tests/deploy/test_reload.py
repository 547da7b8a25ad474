"""A reload starts new workers while the old ones keep answering, however long the new ones take to load."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOADING_SECONDS = 3
SITE = f"""
import os, time
time.sleep({LOADING_SECONDS})

def application(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[subprocess.Popen, int]]:
    """A server whose workers take seconds to load, and its port."""
    (tmp_path / "slow_site.py").write_text(SITE)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "slow_site:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--threads", "2", "--config", "python:newsgroups.pipeline.scheduler"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"}
    server = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield server, port
    finally:
        server.terminate()
        server.wait(60)


def answer(port: int) -> str:
    """The process that answers a new connection; empty if none does."""
    with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/")
        return connection.getresponse().read().decode()
    return ""


def test_no_request_waits_for_new_workers_to_load(site: tuple[subprocess.Popen, int]) -> None:
    server, port = site
    until = time.monotonic() + 60
    while not answer(port) and time.monotonic() < until:
        time.sleep(0.2)
    before = {*Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()}
    assert len(before) == 2

    server.send_signal(signal.SIGHUP)
    longest, answered = 0.0, []
    until = time.monotonic() + 60
    while time.monotonic() < until and (not answered or answered[-1] in {*before, ""}):
        started = time.monotonic()
        answered.append(answer(port))
        longest = max(longest, time.monotonic() - started)
        time.sleep(0.02)
    assert "" not in answered
    assert answered[0] in before and answered[-1] not in before
    assert longest < LOADING_SECONDS / 2


def test_a_server_that_is_stopped_does_not_wait(site: tuple[subprocess.Popen, int]) -> None:
    server, port = site
    until = time.monotonic() + 60
    while not answer(port) and time.monotonic() < until:
        time.sleep(0.2)
    started = time.monotonic()
    server.terminate()
    server.wait(30)
    assert time.monotonic() - started < 10
