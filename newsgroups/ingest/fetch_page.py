"""The only way out: pages by HTTP, from public addresses only, bounded in time and size.

A name is resolved once, every answer is checked, and the connection goes to the address that was checked, at
each redirect anew (OWASP, Server-Side Request Forgery Prevention). Proxies of the environment play no part.
"""

import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
import urllib3

from .canonical import RefusedAddress

USER_AGENT = "Newsgroups/0.1 (news archive)"
DEADLINE = 30.0
MAX_BODY = 5_000_000
MAX_REDIRECTS = 5
_CHUNK = 65_536
_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_SUSPICIOUS = re.compile(r"[\x00-\x20\x7f\\]")

# IANA special-purpose registry, multicast, reserved, and the address of Azure's host.
_NOT_PUBLIC = [
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
        "224.0.0.0/4 240.0.0.0/4 2001::/23 2001:db8::/32 2002::/16 3fff::/20"
    ).split()
]
# Names that never leave a machine or a house (RFC 6761, RFC 6762).
_INNER_NAME = re.compile(r"(?:^|\.)(?:localhost|local|internal)\.?$", re.IGNORECASE)
# All that is routed lies here; mapped, translated, site-local and multicast addresses do not.
_ROUTED_IPV6 = ipaddress.ip_network("2000::/3")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]


class FetchFailed(Exception):
    """A page that could not be had; the message is a sentence for whoever asked."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public network."""
    if address.version == 6 and address not in _ROUTED_IPV6:
        return False
    return not any(address in network for network in _NOT_PUBLIC if network.version == address.version)


def _by_name_service(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Guard:
    """Where connections may go. A test that runs a server of its own names its port and address."""

    resolve: Resolve = _by_name_service
    ports: frozenset[int] = frozenset({80, 443})
    also: frozenset[str] = frozenset()

    def address(self, host: str, port: int) -> str:
        """The address to connect to. Raises RefusedAddress if any that the name stands for is not public."""
        if port not in self.ports:
            raise RefusedAddress(f"Pages are not fetched from port {port}.")
        _refuse_odd_number(host)
        if _INNER_NAME.search(host):
            raise RefusedAddress(f"{host} is not a host of the public network.")
        try:
            found = [host] if _is_number(host) else self.resolve(host, port)
        except (OSError, UnicodeError):
            raise FetchFailed(f"There is no host {host}.") from None
        if not found or not all(each in self.also or is_public(ipaddress.ip_address(each)) for each in found):
            raise RefusedAddress(f"{host} is not a host of the public network.")
        return found[0]


PUBLIC = Guard()


@dataclass(frozen=True)
class Page:
    """What a server answered. `moved_to` is the new address where every redirect on the way was permanent."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    moved_to: str | None = None


def fetch_page(
    url: str, *, guard: Guard = PUBLIC, headers: Mapping[str, str] | None = None, seconds: float = DEADLINE
) -> Page:
    """The page at an address, after at most 5 redirects; a 304 comes without a body.

    Raises RefusedAddress for an address that may not be asked (at any hop), FetchFailed for everything else: no answer
    in `seconds`, an error status, more than 5 MB after unpacking, an encoding other than gzip and deflate.
    """
    deadline = time.monotonic() + seconds
    sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", **(headers or {})}
    permanent = True
    at = url
    for _ in range(MAX_REDIRECTS + 1):
        with _answer(at, guard, sent, deadline) as answer:
            location = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not location:
                return _page(at, answer, at if permanent and at != url else None)
            permanent = permanent and answer.status in _PERMANENT
            at = urljoin(at, location)
    raise FetchFailed(f"The address redirects more than {MAX_REDIRECTS} times.")


@contextmanager
def _answer(url: str, guard: Guard, sent: Mapping[str, str], deadline: float) -> Iterator[urllib3.BaseHTTPResponse]:
    parts = _checked(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    address = guard.address(host, port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    watch = _Watch(deadline - time.monotonic())
    pool = _pool(parts.scheme, host, address, port, watch)
    try:
        yield pool.urlopen(
            "GET", target, headers={**sent, "Host": parts.netloc}, redirect=False, retries=False,
            preload_content=False, decode_content=False,
        )  # fmt: skip
        if watch.ended:
            raise TimeoutError
    except (urllib3.exceptions.HTTPError, OSError, ValueError, AttributeError) as error:
        if isinstance(error, RefusedAddress):
            raise
        reason = "did not answer in time" if watch.ended else f"could not be read ({type(error).__name__})"
        raise FetchFailed(f"{host} {reason}.") from None
    finally:
        watch.stop()
        pool.close()


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise RefusedAddress("The address cannot be read.") from None
    if parts.scheme not in ("http", "https"):
        raise RefusedAddress("Only addresses that begin with http:// or https:// are fetched.")
    if _SUSPICIOUS.search(url) or not url.isascii() or "@" in parts.netloc or not parts.hostname:
        raise RefusedAddress("The address has no plain host name, or characters that must not be in one.")
    return parts


def _refuse_odd_number(host: str) -> None:
    """`0x7f.1`, `017700000001` and the like: nobody writes a page's address so (WHATWG URL, ends in a number)."""
    last = host.rstrip(".").rsplit(".", 1)[-1]
    if re.fullmatch(r"\d+|0[xX][0-9a-fA-F]*", last) and not _is_number(host):
        raise RefusedAddress("The host of the address is a number.")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class _Watch:
    """Ends the connection at the deadline, however slowly the other side sends: socket time-outs count each byte."""

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
    """A pool of one connection to the checked address; a certificate has to be the host's."""
    kind = urllib3.HTTPSConnectionPool if scheme == "https" else urllib3.HTTPConnectionPool
    secure = {"assert_hostname": host, "server_hostname": host, "ssl_context": _trust()} if scheme == "https" else {}
    pool = kind(address, port, timeout=watch.seconds, maxsize=1, **secure)

    class Watched(pool.ConnectionCls):  # type: ignore[name-defined, misc]
        def _new_conn(self) -> socket.socket:
            # A copy of the handle outlives urllib3's closing and TLS wrapping, and shuts the same connection down.
            opened = socket.create_connection((address, port), timeout=watch.seconds)
            watch.socket = opened.dup()
            return opened

    pool.ConnectionCls = Watched
    return pool


def _trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _page(url: str, answer: urllib3.BaseHTTPResponse, moved_to: str | None) -> Page:
    if answer.status != 304 and not 200 <= answer.status < 300:
        raise FetchFailed(f"The server answered with status {answer.status}.")
    body = b"" if answer.status == 304 else _body(answer)
    return Page(url, answer.status, body, {name.lower(): value for name, value in answer.headers.items()}, moved_to)


def _body(answer: urllib3.BaseHTTPResponse) -> bytes:
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchFailed(f"The page is encoded as {encoding[:40]!r}, which was not asked for.")
    # 32 tells gzip from zlib by the header.
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in ("", "identity") else None
    body = bytearray()
    read = 0
    while chunk := answer.read(_CHUNK, decode_content=False):
        read += len(chunk)
        try:
            body += unpack.decompress(chunk, MAX_BODY + 1 - len(body)) if unpack else chunk
        except zlib.error:
            raise FetchFailed("The page is damaged: it cannot be unpacked.") from None
        if len(body) > MAX_BODY or read > MAX_BODY:
            raise FetchFailed(f"The page is longer than {MAX_BODY:,} bytes.")
    if unpack and not unpack.eof:
        raise FetchFailed("The page ends in the middle of its packed data.")
    return bytes(body)
