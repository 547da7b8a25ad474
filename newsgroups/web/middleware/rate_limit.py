"""Rate limits for expensive requests, counted per visitor across all processes of a machine."""

import hmac
import ipaddress
import logging
import math
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

logger = logging.getLogger(__name__)

MINUTE = 60.0
DAY = 86_400.0
# A short text counts as this many bytes, which allows a hundred shared look-ups per day.
MIN_SHARED = 40_000
# Tolerance in seconds for floating-point rounding.
ROUNDING = 1e-6
_TABLE = "CREATE TABLE IF NOT EXISTS rate (visitor BLOB PRIMARY KEY, free_at REAL NOT NULL) WITHOUT ROWID"


class TooMany(Exception):
    """The rate limit was exceeded; `seconds` is the time to wait before retrying."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many requests from your address. Please try again in {seconds:,} s.")
        self.seconds = seconds


def count_request(request: HttpRequest, kind: str, *, times: int = 1) -> None:
    """Count a request of a kind in `settings.RATE_LIMITS` (requests per minute). Raises TooMany if over the limit.

    A request with many files counts as many `times`.
    """
    count(request, kind, settings.RATE_LIMITS.get(kind), cost=times)


def count_shared(request: HttpRequest, size: int) -> None:
    """Count the bytes that a visitor wants to store. Raises TooMany beyond `settings.SHARED_BYTES_A_DAY`."""
    count(request, "shared bytes", settings.SHARED_BYTES_A_DAY, DAY, cost=max(size, MIN_SHARED))


def forget(request: HttpRequest, kind: str) -> None:
    """Reset what was counted of a kind for this visitor."""
    with suppress(sqlite3.Error), closing(_open(_file())) as rates:
        rates.execute("DELETE FROM rate WHERE visitor = ?", (visitor(request, kind),))


def count(request: HttpRequest, kind: str, limit: int | None, period: float = MINUTE, *, cost: int = 1) -> None:
    """Count a request against `limit` per `period` seconds. Raises TooMany if over the limit."""
    if not limit:
        return
    try:
        wait = take(_file(), visitor(request, kind), limit, period=period, cost=cost)
    except sqlite3.Error as error:
        # A full disk is no reason to turn readers away.
        logger.warning("Requests cannot be counted: %s", error)
        return
    if wait:
        raise TooMany(wait)


def take(
    file: Path, visitor: bytes, limit: int, *, now: float | None = None, period: float = MINUTE, cost: int = 1
) -> int:
    """Take `cost` units of the visitor's `limit` per period; return 0, or the seconds to wait if too few are left.

    Generic cell rate algorithm (ITU-T I.371): a single timestamp per visitor records when everything taken will be
    paid back. It allows a burst of `limit`, but not two bursts around the edge of a window. Example: with a limit of
    60 per minute, each request moves the timestamp one second ahead, and a request is rejected if that would put it
    more than 60 seconds in the future. The file contains nothing worth keeping; it is separate from the archive's
    database, so that writers there do not delay visitors.
    """
    now = time.time() if now is None else now
    with closing(_open(file)) as rates:
        rates.execute("BEGIN IMMEDIATE")
        row = rates.execute("SELECT free_at FROM rate WHERE visitor = ?", (visitor,)).fetchone()
        free_at = row[0] if row else now
        # No timestamp is more than a period ahead, unless the clock was set back; the visitor should not have to wait
        # for that.
        free_at = now if free_at > now + period + ROUNDING else max(free_at, now)
        free_at += period * cost / limit
        if free_at - now > period + ROUNDING:
            rates.execute("ROLLBACK")
            return math.ceil(free_at - now - period)
        if row is None:
            rates.execute("DELETE FROM rate WHERE free_at < ?", (now,))
        rates.execute("INSERT OR REPLACE INTO rate VALUES (?, ?)", (visitor, free_at))
        rates.execute("COMMIT")
    return 0


def _file() -> Path:
    return Path(settings.DATA_DIR) / "rates.sqlite3"


def _open(file: Path) -> sqlite3.Connection:
    rates = sqlite3.connect(file, timeout=5, isolation_level=None)
    rates.execute("PRAGMA synchronous=OFF")
    rates.execute(_TABLE)
    return rates


def visitor(request: HttpRequest, kind: str) -> bytes:
    """Return a keyed hash of the visitor's address, which cannot be reversed without the secret key."""
    name = f"{kind} {_network(address_of(request))}".encode(errors="replace")
    return hmac.digest(settings.SECRET_KEY.encode(), name, "sha256")


def address_of(request: HttpRequest) -> str:
    """Return the connecting address or, if that is a trusted proxy, the last address before it that is not one."""
    passed = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    address: str = request.META.get("REMOTE_ADDR", "")
    while address in settings.TRUSTED_PROXIES and passed:
        address = passed.pop()
    return address


def _network(address: str) -> str:
    """Return the address itself or, for IPv6, its first 64 bits, which a single connection has to itself."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or ipaddress.ip_network((read, 64), strict=False))
