"""Clients that are slow, silent, or gone keep no thread from those who read pages."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from gunicorn.config import Config

from newsgroups.common.budget import Budget
from newsgroups.pipeline import scheduler
from newsgroups.web.middleware.error_pages import MAX_READ_AWAY
from newsgroups.web.middleware.request_queues import costly
from newsgroups.web.server import worker as patient
from newsgroups.web.server.worker import Channel, PatientWorker

THREADS = 2
HEAD = b"GET /page HTTP/1.1\r\nHost: here\r\n"
LARGE = 5_000_000
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def pages(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """A page that names what it was asked for, or a large one."""
    body = b"x" * LARGE if environ["PATH_INFO"] == "/large" else environ["PATH_INFO"].encode()
    body += environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@contextmanager
def serving(application: Application, threads: int = THREADS) -> Iterator[tuple[str, int]]:
    """The address of a real worker, which runs in a thread of the test."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = Config()
        config.set("threads", threads)
        config.set("graceful_timeout", 5)
        sockets = [SimpleNamespace(sock=listening)]
        worker = PatientWorker(0, os.getppid(), sockets, None, 30, config, logging.getLogger("test"))
        worker.wsgi = application
        running = threading.Thread(target=worker.run)
        running.start()
        try:
            yield listening.getsockname()
        finally:
            worker.alive = False
            running.join(20)
            worker.tmp.close()
            assert not running.is_alive()


def page(address: tuple[str, int], path: bytes = b"/page", body: bytes = b"") -> bytes:
    """The answer to a client that does everything at once; raises TimeoutError after some seconds."""
    with socket.create_connection(address, timeout=5) as client:
        length = b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body)
        client.sendall(b"POST " + path + b" HTTP/1.1\r\nHost: here\r\n" + length + body)
        return b"".join(iter(lambda: client.recv(65_536), b""))


def client(address: tuple[str, int], said: bytes) -> socket.socket:
    """A connection over which so much was said."""
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    found.settimeout(5)
    found.connect(address)
    found.sendall(said)
    return found


def said_to(client: socket.socket, end: bytes) -> bytes:
    """What a client reads up to and including `end`, in however many pieces it comes; raises TimeoutError."""
    read = b""
    while not read.endswith(end) and (piece := client.recv(1_000)):
        read += piece
    return read


SLOW = {
    "says nothing": b"",
    "is in the middle of the head": HEAD,
    "is in the middle of the body": HEAD.replace(b"GET", b"POST") + b"Content-Length: 9\r\n\r\nhalf",
    "does not read the answer": b"GET /large HTTP/1.1\r\nHost: here\r\n\r\n",
    "stays after the answer": HEAD + b"Connection: close\r\n\r\n",
}


@pytest.mark.parametrize("said", SLOW.values(), ids=SLOW)
def test_pages_come_while_more_clients_than_threads_are_slow(said: bytes) -> None:
    with serving(pages) as address, ExitStack() as clients:
        for _ in range(3 * THREADS):
            clients.enter_context(client(address, said))
        time.sleep(0.2)
        started = time.monotonic()
        assert page(address).endswith(b"\r\n\r\n/page")
        assert time.monotonic() - started < 2


def test_a_slow_request_is_answered_when_it_is_complete() -> None:
    with serving(pages) as address, client(address, HEAD) as slow:
        slow.sendall(b"Connection: close\r\n")
        time.sleep(0.1)
        slow.sendall(b"\r\n")
        assert b"".join(iter(lambda: slow.recv(65_536), b"")).endswith(b"\r\n\r\n/page")


def test_a_large_answer_arrives_whole_however_it_is_read() -> None:
    with serving(pages) as address, client(address, SLOW["does not read the answer"]) as slow:
        time.sleep(0.3)
        read = 0
        while read < LARGE:
            read += len(slow.recv(100_000))
        assert LARGE < read + 1 < LARGE + 500


@pytest.mark.parametrize(
    "said", [SLOW[name] for name in list(SLOW)[1:4]], ids=["in the head", "in the body", "while reading"]
)
def test_a_client_that_stays_slow_is_dropped(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr(patient, "PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr(patient, "MIN_BYTES_A_SECOND", 10_000_000)
    with serving(pages) as address, client(address, said) as slow:
        time.sleep(4)
        with pytest.raises(ConnectionError):
            for _ in range(3):
                slow.sendall(b"x" * 10)
                time.sleep(0.2)


def test_a_client_may_take_as_long_as_its_bytes_are_worth() -> None:
    channel = Channel.__new__(Channel)
    channel.request, channel.total_outbufs_len = object(), 0
    assert not channel.is_too_slow(100.0)
    assert not channel.is_too_slow(120.0)
    assert channel.is_too_slow(120.1)
    channel.moved = 40_000
    assert not channel.is_too_slow(130.0)
    assert channel.is_too_slow(130.1)
    # The answer is taken, and the next request begins.
    channel.request = None
    assert not channel.is_too_slow(131.0)
    channel.request = object()
    assert not channel.is_too_slow(500.0)


def test_of_too_many_bytes_in_waiting_the_largest_request_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "MAX_BYTES_WAITING", 50_000)
    begun = b"POST /page HTTP/1.1\r\nHost: here\r\nContent-Length: 60000\r\n\r\n"
    with serving(pages) as address, client(address, begun) as small, client(address, begun) as large:
        small.sendall(b"s" * 1_000)
        large.sendall(b"l" * 59_000)
        time.sleep(2.5)
        small.sendall(b"s" * 59_000)
        assert small.recv(100).startswith(b"HTTP/1.1 200 OK")
        with pytest.raises(ConnectionError):
            large.sendall(b"l")
            time.sleep(0.2)
            large.sendall(b"l")


def test_what_a_client_asked_that_has_hung_up_is_not_computed() -> None:
    asked, go_on = [], threading.Event()

    def wait(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        go_on.wait(10)
        return pages(environ, start)

    with serving(wait, threads=1) as address:
        with client(address, b"GET /first HTTP/1.1\r\nHost: here\r\n\r\n") as first:
            while not asked:
                time.sleep(0.01)
            with client(address, b"GET /gone HTTP/1.1\r\nHost: here\r\n\r\n"):
                time.sleep(0.2)
            time.sleep(0.2)
            go_on.set()
            assert said_to(first, b"/first").endswith(b"/first")
        assert page(address, b"/next").endswith(b"/next")
    assert asked == ["/first", "/next"]


def test_work_for_a_client_that_hangs_up_ends_long_before_its_budget(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    begun, ended = threading.Event(), threading.Event()

    def work(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with costly(WSGIRequest(environ), "paste"):
            budget = Budget(60.0)
            begun.set()
            while not budget.is_spent():
                time.sleep(0.01)
            ended.set()
        return pages(environ, start)

    with serving(work) as address:
        with client(address, HEAD + b"\r\n"):
            assert begun.wait(5)
            assert not ended.wait(0.5)
        assert ended.wait(5)


def test_an_answer_in_the_making_is_finished_when_the_worker_is_told_to_stop() -> None:
    begun = threading.Event()

    def slowly(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        begun.set()
        time.sleep(1.5)
        return pages(environ, start)

    with serving(slowly) as address:
        asking = client(address, HEAD + b"\r\n")
        assert begun.wait(5)
    with asking:
        assert said_to(asking, b"/page").endswith(b"/page")


def test_a_body_too_large_for_a_page_that_says_so_is_refused_before_it_is_read() -> None:
    assert patient.LARGEST_BODY == MAX_READ_AWAY
    with serving(pages) as address:
        begun = b"POST /page HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n" % (patient.LARGEST_BODY + 1)
        with client(address, begun) as large:
            assert large.recv(1_000).startswith(b"HTTP/1.1 413 ")


def test_the_log_tells_no_address(caplog: pytest.LogCaptureFixture) -> None:
    def fail(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        raise ValueError("broken")

    with serving(fail) as address:
        assert page(address, b"/lookup/secret-token/").startswith(b"HTTP/1.1 500 ")
    records = [each for each in caplog.records if each.name == "waitress"]
    assert [each.getMessage() for each in records] == ["Exception"]
    assert "secret-token" not in caplog.text


def test_headers_of_a_proxy_reach_the_site() -> None:
    def passed(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [])
        return [environ["HTTP_X_FORWARDED_FOR"].encode()]

    with serving(passed) as address, client(address, HEAD + b"X-Forwarded-For: 192.0.2.7\r\n\r\n") as proxy:
        assert said_to(proxy, b"192.0.2.7").endswith(b"192.0.2.7")


def test_gunicorn_is_told_of_this_worker() -> None:
    assert scheduler.worker_class == f"{PatientWorker.__module__}.{PatientWorker.__qualname__}"
