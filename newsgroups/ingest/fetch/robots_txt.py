"""Parses robots.txt (RFC 9309), with the crawl delay that many hosts add."""

import re
from collections.abc import Iterator
from functools import lru_cache

from protego import Protego

# RFC 9309, 2.5: a parser must read at least this much; the rest is ignored.
MAX_BYTES = 500 * 1024
OUR_NAME = "newsgroups"
# A version may follow the name, but no more letters (RFC 9309, 2.2.1).
_OURS = re.compile(rf"{OUR_NAME}(?![a-z_-])", re.IGNORECASE)
_AGENT = ("user-agent", "useragent", "user agent")
_RULES = ("allow", "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw", "crawl-delay", "crawl delay")
# Google's crawler, for which most of these files are written, reads a rule without its colon.
_COLON_LEFT_OUT = re.compile(r"^(\s*(?:user-agent|allow|disallow)\s)\s*(?=[^\s:])", re.IGNORECASE)
# A host that asks for more wants no crawlers at all; its pages wait for a run of their own.
MAX_DELAY_LENGTH = 999_999.0


def is_allowed(robots: str, url: str) -> bool:
    """Whether the rules allow us to fetch the address."""
    return bool(_read(robots).can_fetch(url, OUR_NAME))


def crawl_delay(robots: str) -> float:
    """Seconds that the host wants between two requests, 0 if it does not say."""
    delay = _read(robots).crawl_delay(OUR_NAME) or 0.0
    return delay if 0 <= delay <= MAX_DELAY_LENGTH else 0.0


def records(robots: str) -> Iterator[tuple[str, str]]:
    """The meaningful lines as a lowercased name and a value, without comments."""
    for line in robots.removeprefix("\ufeff").splitlines():
        name, colon, value = _COLON_LEFT_OUT.sub(r"\1:", line.partition("#")[0]).partition(":")
        if colon and name.strip():
            yield name.strip().lower(), value.strip()


def _lines_for_us(robots: str) -> Iterator[str]:
    """The rules with all other user agents merged into one: thousands of names times thousands of rules would take
    Protego minutes.
    """
    for name, value in records(robots[:MAX_BYTES]):
        if name in _AGENT:
            is_ours = _OURS.match(value) is not None
            yield f"User-agent: {OUR_NAME if is_ours else '*' if value == '*' else 'another'}"
        elif name in _RULES:
            yield f"{name}: {value}"


# A run requests the hosts in turn, each of them many times.
@lru_cache(maxsize=8)
def _read(robots: str) -> Protego:
    return Protego.parse("\n".join(_lines_for_us(robots)))
