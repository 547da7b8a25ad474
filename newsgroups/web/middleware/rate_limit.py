"""How often one visitor may ask for what costs much, counted for all processes of a machine together."""

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
# Failed log-ins to one account from one address: so many in a row, then one in three minutes.
FAILURES = 5
FAILURES_WITHIN = 15 * MINUTE
_MAX_ACCOUNT_LENGTH = 150
# So many bytes are counted for a short text, too: a hundred reports a day.
MIN_SHARED = 40_000
# A part of a microsecond is rounding, not a request too many.
ROUNDING = 1e-6
_TABLE = "CREATE TABLE IF NOT EXISTS rate (visitor BLOB PRIMARY KEY, free_at REAL NOT NULL) WITHOUT ROWID"


class TooMany(Exception):
    """Asked for more than is allowed; `seconds` is when to ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many requests from your address. Please try again in {seconds:,} s.")
        self.seconds = seconds


def count_request(request: HttpRequest, kind: str) -> None:
    """Counts a request of a kind that `settings.RATE_LIMITS` has (requests a minute). Raises TooMany beyond."""
    _count(request, kind, settings.RATE_LIMITS.get(kind))


def count_shared(request: HttpRequest, size: int) -> None:
    """Counts the bytes that a visitor wants kept. Raises TooMany beyond `settings.SHARED_BYTES_A_DAY`."""
    _count(request, "shared bytes", settings.SHARED_BYTES_A_DAY, DAY, cost=max(size, MIN_SHARED))


def count_login(request: HttpRequest, account: str) -> None:
    """Counts an attempt to log in before the password is looked at. Raises TooMany after too many that failed."""
    _count(request, _login(account), FAILURES, FAILURES_WITHIN)


def forget_logins(request: HttpRequest, account: str) -> None:
    """After a log-in that succeeded."""
    with suppress(sqlite3.Error), closing(_open(_file())) as rates:
        rates.execute("DELETE FROM rate WHERE visitor = ?", (visitor(request, _login(account)),))


def _login(account: str) -> str:
    return f"log-in {account.casefold()[:_MAX_ACCOUNT_LENGTH]}"


def _count(request: HttpRequest, kind: str, limit: int | None, period: float = MINUTE, *, cost: int = 1) -> None:
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
    """0 if the visitor has `cost` of `limit` units a period left, else the whole seconds until then.

    Generic cell rate algorithm (ITU-T I.371): one moment for each visitor says when all that was taken is paid back,
    so that a burst of `limit` is allowed and no window's edge allows two. The file holds nothing that is worth
    keeping; it is apart from the archive's database, whose writers must not hold up a visitor.
    """
    now = time.time() if now is None else now
    with closing(_open(file)) as rates:
        rates.execute("BEGIN IMMEDIATE")
        row = rates.execute("SELECT free_at FROM rate WHERE visitor = ?", (visitor,)).fetchone()
        free_at = row[0] if row else now
        # Nobody owes more than a period: the clock was set back, and the visitor is not to wait for it.
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
    """Stands for the visitor's address, which nobody can read from it without the secret key."""
    name = f"{kind} {_network(address_of(request))}".encode(errors="replace")
    return hmac.digest(settings.SECRET_KEY.encode(), name, "sha256")


def address_of(request: HttpRequest) -> str:
    """The address that connected or, where that is a trusted proxy, the last one before it that is none."""
    passed = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    address: str = request.META.get("REMOTE_ADDR", "")
    while address in settings.TRUSTED_PROXIES and passed:
        address = passed.pop()
    return address


def _network(address: str) -> str:
    """The address itself; of an IPv6 one the first 64 bits, which one connection has to itself."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or ipaddress.ip_network((read, 64), strict=False))
