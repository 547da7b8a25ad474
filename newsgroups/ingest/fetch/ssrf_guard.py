"""Limits connections to public addresses, whatever a name, a number, or a redirect says.

A name is resolved once, every answer is checked, and the connection goes to the checked address (OWASP, Server-Side
Request Forgery Prevention).
"""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from newsgroups.ingest.fetch.limits import DEADLINE, DELAY
from newsgroups.ingest.normalize.url import RefusedAddress

# Resolvers try several servers for several seconds each; a request has 30 seconds in total.
NAME_SECONDS = 10.0
# Redirects to a log-in contain a whole address inside another one; a header may have 64 kB.
LONGEST = 8_000
_SUSPICIOUS = re.compile(r"[\x00-\x20\x7f\\]")

# The IANA special-purpose registry, multicast, reserved ranges, and the address of Azure's host.
_NOT_PUBLIC = [
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
        "224.0.0.0/4 240.0.0.0/4 2001::/23 2001:db8::/32 2002::/16 3fff::/20"
    ).split()
]
# Names that never leave a machine or a local network (RFC 6761, RFC 6762).
_INNER_NAME = re.compile(r"(?:^|\.)(?:localhost|local|internal)\.?$", re.IGNORECASE)
# All routed addresses are in this range; mapped, translated, site-local, and multicast addresses are not.
_ROUTED_IPV6 = ipaddress.ip_network("2000::/3")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]


class FetchFailed(Exception):
    """A page that could not be fetched; the message is a sentence for whoever asked."""

    def __init__(self, sentence: str, *, status: int | None = None, temporary: bool = False, wait: float | None = None):
        """`temporary` if a later attempt may succeed; `wait` is the time in seconds that the server asked for."""
        super().__init__(sentence)
        self.status = status
        self.temporary = temporary
        self.wait = wait


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public network."""
    if address.version == 6 and address not in _ROUTED_IPV6:
        return False
    return not any(address in network for network in _NOT_PUBLIC if network.version == address.version)


def _by_name_service(host: str, port: int) -> list[str]:
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Guard:
    """Limits on where connections may go, how often one host is requested, and how long a request may take.

    They cannot be changed from outside the process. Tests that run their own server create another guard, which allows
    that server's port and address.
    """

    resolve: Resolve = _by_name_service
    ports: frozenset[int] = frozenset({80, 443})
    also: frozenset[str] = frozenset()
    delay: float = DELAY
    seconds: float = DEADLINE

    def address(self, host: str, port: int, *, seconds: float = NAME_SECONDS) -> str:
        """The address to connect to. Raises RefusedAddress if any address of the name is not public, and FetchFailed if
        the name service returns none within this many seconds.
        """
        if port not in self.ports:
            raise RefusedAddress(f"Pages are not fetched from port {port}.")
        _refuse_odd_number(host)
        if _INNER_NAME.search(host):
            raise RefusedAddress(f"{host} is not on the public internet.")
        found = [host] if _is_number(host) else self._resolved(host, port, min(seconds, NAME_SECONDS))
        if not found:
            raise FetchFailed(f"There is no host {host}.", temporary=True)
        if not all(each in self.also or is_public(ipaddress.ip_address(each)) for each in found):
            raise RefusedAddress(f"{host} is not on the public internet.")
        return found[0]

    def _resolved(self, host: str, port: int, seconds: float) -> list[str]:
        """Resolves in a separate thread, because name resolution can be slow and cannot be interrupted."""
        found: list[str] = []

        def ask() -> None:
            with suppress(OSError, UnicodeError):
                found.extend(self.resolve(host, port))

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(max(seconds, 0.0))
        return list(found)


PUBLIC = Guard()


def checked_address(url: str) -> SplitResult:
    """The parts of an address whose form is allowed. Raises RefusedAddress."""
    if len(url) > LONGEST:
        raise RefusedAddress(f"The address has more than {LONGEST:,} characters.")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise RefusedAddress("The address is invalid.") from None
    if parts.scheme not in ("http", "https"):
        raise RefusedAddress("Only addresses that begin with http:// or https:// are fetched.")
    if _SUSPICIOUS.search(url) or not url.isascii() or "@" in parts.netloc or not parts.hostname:
        raise RefusedAddress("The address has no plain host name, or one with invalid characters.")
    return parts


def _refuse_odd_number(host: str) -> None:
    """Rejects `0x7f.1`, `017700000001`, and the like: no page's address is written so (WHATWG URL)."""
    last = host.rstrip(".").rsplit(".", 1)[-1]
    if re.fullmatch(r"\d+|0[xX][0-9a-fA-F]*", last) and not _is_number(host):
        raise RefusedAddress("The host of the address is a number.")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
