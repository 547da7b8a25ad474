"""A worker of gunicorn in which slow clients hold no thread: waitress reads requests and sends answers beside them.

A thread of gunicorn's own threaded worker waits for every byte that a client sends or takes. Twenty clients that send
one byte a second kept pages away for 22 seconds. Here one thread waits for all clients, and the others only compute.
"""

import logging
import os
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer, UnixWSGIServer
from waitress.task import ThreadedTaskDispatcher

from newsgroups.common.processes import handover

# A client may pause, start late, or be far away, but over time it sends and takes this much.
PATIENCE_SECONDS, MIN_BYTES_A_SECOND = 20.0, 4_000
# Between two requests on one connection.
IDLE_SECONDS = 20
# Of a process, which may have 1,024 files open on most systems; a connection may need a second one.
MAX_CONNECTIONS = 400
# From the connection to the first byte of a request, while a worker leaves.
ARRIVES_SECONDS = 1.0
# Requests that have not arrived in full; then the largest is dropped.
MAX_BYTES_WAITING = 200_000_000
# Above what Django refuses with a page (`middleware.error_pages`), so that readers see that page.
LARGEST_BODY, LARGEST_HEAD = 30_000_000, 32_768
_OPTIONS = {
    "connection_limit": MAX_CONNECTIONS,
    "channel_timeout": IDLE_SECONDS,
    "cleanup_interval": 5,
    # Notices clients that hang up while their request waits for a thread; nobody answers them.
    "channel_request_lookahead": 1,
    "inbuf_overflow": 65_536,
    "outbuf_overflow": 262_144,
    "max_request_body_size": LARGEST_BODY,
    "max_request_header_size": LARGEST_HEAD,
    # The site knows its proxies itself (TRUSTED_PROXIES).
    "clear_untrusted_proxy_headers": False,
    "log_socket_errors": False,
    "ident": None,
}


class Channel(HTTPChannel):
    """A connection that counts for how long its client keeps the server waiting, and the bytes moved meanwhile."""

    waits_since: float | None = None
    moved = 0

    def recv(self, size: int) -> bytes:
        data: bytes = super().recv(size)
        self.moved += len(data)
        return data

    def send(self, data: bytes, **options: Any) -> int:
        sent: int = super().send(data, **options)
        self.moved += sent
        return sent

    def received(self, data: bytes) -> bool:
        found = bool(super().received(data))
        if self.request is None:
            self.waits_since = None
        return found

    @property
    def bytes_waiting(self) -> int:
        return self.request.body_bytes_received if self.request is not None else 0

    def is_too_slow(self, now: float) -> bool:
        """To be asked about once a second."""
        if self.request is None and not self.total_outbufs_len:
            self.waits_since = None
        elif self.waits_since is None:
            self.waits_since, self.moved = now, 0
        else:
            return now - self.waits_since > PATIENCE_SECONDS + self.moved / MIN_BYTES_A_SECOND
        return False


class _TcpServer(TcpWSGIServer):
    channel_class = Channel


class _UnixServer(UnixWSGIServer):
    channel_class = Channel


class WithoutAddresses(logging.Filter):
    """Keeps addresses of requests out of the log, since they hold queries and tokens."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = str(record.msg).partition(" while serving ")[0]
        return True


class PatientWorker(Worker):
    """Set as `worker_class` for gunicorn; `--threads` compute answers."""

    def run(self) -> None:
        logging.getLogger("waitress").addFilter(WithoutAddresses())
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self.map: dict[int, Any] = {}
        self.threads = ThreadedTaskDispatcher()
        self.threads.set_thread_count(self.cfg.threads)
        servers = [self._server(listening.sock) for listening in self.sockets]
        handover.note_ready(self.age)
        while self.alive and self.ppid == os.getppid() and not (self.leaves and handover.is_over(self.cfg.workers)):
            self._turn()
        for server in servers:
            server.accepting = False
            server.del_channel()
            server.socket.close()
        self._finish()

    leaves = False

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Called by gunicorn's signal: leave, during a reload only when the new workers are ready."""
        self.leaves = True

    def _server(self, listening: Any) -> Any:
        kind = _UnixServer if isinstance(listening.getsockname(), str | bytes) else _TcpServer
        options = Adjustments(**_OPTIONS, sockets=[listening])
        about = (listening.family, listening.type, listening.proto, listening.getsockname())
        return kind(
            self.wsgi, self.map, True, listening,
            dispatcher=self.threads, adj=options, bind_socket=False, sockinfo=about,
        )  # fmt: skip

    def _turn(self) -> None:
        """Moves what bytes there are, for a second at most, and drops clients that are too slow."""
        self.notify()
        wasyncore.loop(timeout=1.0, use_poll=True, map=self.map, count=1)
        if time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + 1.0
            self._drop_slow()

    _next_look = 0.0

    def _drop_slow(self) -> None:
        channels = self._channels()
        slow = [each for each in channels if each.is_too_slow(time.monotonic())]
        if sum(each.bytes_waiting for each in channels) > MAX_BYTES_WAITING:
            slow.append(max(channels, key=lambda each: each.bytes_waiting))
        for channel in slow:
            # Not `will_close`, which waits until the client takes something.
            channel.handle_close()

    def _channels(self) -> list[Channel]:
        return [each for each in list(self.map.values()) if isinstance(each, Channel)]

    def _finish(self) -> None:
        """Lets what has been asked be answered, for as long as gunicorn grants.

        Clients that connected a moment ago get the time to ask.
        """
        now = time.monotonic()
        ends, arrives = now + self.cfg.graceful_timeout, now + ARRIVES_SECONDS
        while (now := time.monotonic()) < ends and (channels := self._channels()):
            if now > arrives and not any(each.requests or each.total_outbufs_len for each in channels):
                break
            self._turn()
        self.threads.shutdown(timeout=1)
        wasyncore.close_all(self.map)
