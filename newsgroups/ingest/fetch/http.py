"""Fetches pages over HTTP with limits on time and size. Proxies in the environment are ignored."""

import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urljoin

import certifi
import urllib3

from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.ingest.sandbox.parsers import Refusal
from newsgroups.ingest.sandbox.parsers.decoding.unpacking import unpacked

from . import ssrf_guard as guards
from .limits import MAX_BODY
from .ssrf_guard import FetchFailed, Guard, checked_address

USER_AGENT = "Newsgroups/0.1 (news archive)"
MAX_REDIRECTS = 5
# A receiver of webhooks should answer at once and work afterwards.
SEND_SECONDS = 10.0
# A host that asks for a longer wait is tried again after a week.
MAX_WAIT = 7 * 86_400.0
_BATCH_SIZE = 65_536
_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
# Errors that may go away later (RFC 9110, 15.5.9 and 15.6; RFC 6585, 4).
_TEMPORARY = (408, 425, 429)

# Held during a request to a host, for its turn and its robots.txt. May reject the request by raising.
Turn = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True)
class FetchedPage:
    """A server's response. `moved_to` is the new address if every redirect on the way was permanent."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    moved_to: str | None = None

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


def no_wait(url: str) -> AbstractContextManager[None]:
    """The turn of a request that does not have to wait."""
    return nullcontext()


def fetch_page(
    url: str,
    *,
    guard: Guard | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float | None = None,
    most: int = MAX_BODY,
    cut: bool = False,
    turn: Turn = no_wait,
    deadline: float = math.inf,
) -> FetchedPage:
    """The page at an address, after at most 5 redirects; a 304 has no body.

    Raises RefusedAddress for an address that may not be requested (at any hop), and FetchFailed for everything else: no
    answer within `seconds` (not counting waits for turns) or by `deadline` (on the clock of `time.monotonic`, counting
    everything), an error status, more than `most` uncompressed bytes (with `cut`, the rest is dropped), or a content
    coding other than gzip and deflate.
    """
    guard = guard or guards.PUBLIC
    left = seconds or guard.seconds
    sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, br", **(headers or {})}
    permanent = True
    at = url
    for _ in range(MAX_REDIRECTS + 1):
        with turn(at):
            started = time.monotonic()
            with _answer(at, guard, sent, min(left, deadline - started)) as answer:
                location = answer.headers.get("Location")
                if answer.status not in _REDIRECTS or not location:
                    return _page(at, answer, at if permanent and at != url else None, most, cut)
            left -= time.monotonic() - started
        permanent = permanent and answer.status in _PERMANENT
        at = _target(at, location)
    raise FetchFailed(f"The address redirects more than {MAX_REDIRECTS} times.")


@dataclass(frozen=True)
class Sent:
    """The response to something sent: its status, and the seconds that it asks to wait before the next attempt."""

    status: int
    wait: float | None


def send(url: str, body: bytes, *, headers: Mapping[str, str], guard: Guard | None = None) -> Sent:
    """Send a body by POST. Redirects are not followed, and what the server answers is not read.

    Raises RefusedAddress for an address that may not be requested, and FetchFailed if there is no answer in time.
    """
    guard = guard or guards.PUBLIC
    sent = {"User-Agent": USER_AGENT, **headers}
    with _answer(url, guard, sent, min(guard.seconds, SEND_SECONDS), body=body) as answer:
        return Sent(answer.status, _retry_after(answer.headers.get("Retry-After", "")))


def _target(at: str, location: str) -> str:
    """Repairs targets in raw UTF-8, which HTTP reads as Latin-1; servers should percent-encode them."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()
    try:
        return urljoin(at, quote(location, safe="%/:?#[]@!$&'()*+,;=~-._\\"))
    except ValueError:
        raise RefusedAddress("The page redirects to an invalid address.") from None


@contextmanager
def _answer(
    url: str, guard: Guard, sent: Mapping[str, str], left: float, *, body: bytes | None = None
) -> Iterator[urllib3.BaseHTTPResponse]:
    """The response to a GET or, with a body, to a POST."""
    ends = time.monotonic() + left
    parts = checked_address(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    if left <= 0:
        raise FetchFailed(f"{host} did not answer in time.", temporary=True)
    address = guard.address(host, port, seconds=left)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    watch = _Watch(ends - time.monotonic())
    pool = _pool(parts.scheme, host, address, port, watch)
    try:
        with closing(pool.urlopen(
            "GET" if body is None else "POST", target, body=body, headers={**sent, "Host": parts.netloc},
            redirect=False, retries=False, preload_content=False, decode_content=False,
        )) as answer:  # fmt: skip
            yield answer
        if watch.ended:
            raise TimeoutError
    except (urllib3.exceptions.HTTPError, OSError, ValueError, AttributeError) as error:
        if isinstance(error, RefusedAddress):
            raise
        late = watch.ended or isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError)
        reason = "did not answer in time" if late else f"could not be read ({type(error).__name__})"
        raise FetchFailed(f"{host} {reason}.", temporary=True) from None
    finally:
        watch.stop()
        pool.close()


class _Watch:
    """Ends the connection at the deadline, however slowly the peer sends: a socket time-out restarts with each byte."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(seconds, 0.01)
        self.ended = False
        self.socket: socket.socket | None = None
        self.timer = threading.Timer(self.seconds, self._end)
        self.timer.daemon = True
        self.timer.start()

    def stop(self) -> None:
        self.timer.cancel()
        if self.socket is not None:
            self.socket.close()

    def _end(self) -> None:
        self.ended = True
        if self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)


def _pool(scheme: str, host: str, address: str, port: int, watch: _Watch) -> urllib3.HTTPConnectionPool:
    """A pool of one connection to the checked address; the certificate must match the host."""
    kind = urllib3.HTTPSConnectionPool if scheme == "https" else urllib3.HTTPConnectionPool
    secure: dict[str, Any] = {}
    if scheme == "https":
        secure = {"assert_hostname": host, "server_hostname": host, "ssl_context": _trust()}
    pool = kind(address, port, timeout=watch.seconds, maxsize=1, **secure)

    class Watched(pool.ConnectionCls):  # type: ignore[name-defined]
        def _new_conn(self) -> socket.socket:
            # The duplicate handle survives closing and TLS wrapping by urllib3, and can shut down the same connection.
            opened = socket.create_connection((address, port), timeout=watch.seconds)
            watch.socket = opened.dup()
            return opened

    pool.ConnectionCls = Watched
    return pool


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _page(url: str, answer: urllib3.BaseHTTPResponse, moved_to: str | None, most: int, cut: bool) -> FetchedPage:
    status = answer.status
    if status != 304 and not 200 <= status < 300:
        raise FetchFailed(
            f"The server answered with status {status}.",
            status=status,
            temporary=status >= 500 or status in _TEMPORARY,
            wait=_retry_after(answer.headers.get("Retry-After", "")),
        )
    body = b"" if status == 304 else _body(answer, most, cut)
    return FetchedPage(url, status, body, {name.lower(): value for name, value in answer.headers.items()}, moved_to)


def _retry_after(given: str) -> float | None:
    """Seconds from now (RFC 9110, 10.2.3), given as a number or a date, a week at most; None if it is neither."""
    given = given.strip()
    if given.isdecimal() and given.isascii():
        return min(float(given[:10]), MAX_WAIT)
    try:
        moment = parsedate_to_datetime(given)
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return min(max(seconds, 0.0), MAX_WAIT)


def _body(answer: urllib3.BaseHTTPResponse, most: int, cut: bool) -> bytes:
    packed = bytearray()
    while chunk := answer.read(_BATCH_SIZE, decode_content=False):
        packed += chunk
        if len(packed) > most:
            break
    is_cut = len(packed) > most
    try:
        encoding = answer.headers.get("Content-Encoding", "")
        body = unpacked(bytes(packed), most=most, encoding=encoding, may_be_cut=is_cut)
    except Refusal as refused:
        raise FetchFailed(str(refused)) from None
    if (is_cut or len(body) > most) and not cut:
        raise FetchFailed(f"The page is larger than {most:,} bytes.")
    return body[:most]
