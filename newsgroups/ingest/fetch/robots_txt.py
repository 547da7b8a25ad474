"""What a host asks of machines: robots.txt as RFC 9309 reads it, with the crawl delay that many hosts add."""

import re
from collections.abc import Iterator
from functools import lru_cache

from protego import Protego

# RFC 9309, 2.5: at least so much of a file is read, and what follows is left out.
MOST_BYTES = 500 * 1024
OUR_NAME = "newsgroups"
# The name may be followed by a version, not by more letters (RFC 9309, 2.2.1).
_OURS = re.compile(rf"{OUR_NAME}(?![a-z_-])", re.IGNORECASE)
_AGENT = ("user-agent", "useragent", "user agent")
_RULES = ("allow", "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw", "crawl-delay", "crawl delay")
# A host that wants more wants no machine at all; its pages wait for a round of their own.
LONGEST_DELAY = 999_999.0


def is_allowed(robots: str, url: str) -> bool:
    """Whether the rules leave us the address."""
    return bool(_read(robots).can_fetch(url, OUR_NAME))


def crawl_delay(robots: str) -> float:
    """Seconds that the host wants between two requests, 0 where it names none."""
    delay = _read(robots).crawl_delay(OUR_NAME) or 0.0
    return delay if 0 <= delay <= LONGEST_DELAY else 0.0


def records(robots: str) -> Iterator[tuple[str, str]]:
    """The lines that say something, as a name in small letters and a value, without comments."""
    for line in robots.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon and name.strip():
            yield name.strip().lower(), value.strip()


def _lines_for_us(robots: str) -> Iterator[str]:
    """Rules with the machines they are for, of which all others are one: thousands of names times thousands of rules
    would take Protego minutes.
    """
    for name, value in records(robots[:MOST_BYTES]):
        if name in _AGENT:
            is_ours = _OURS.match(value) is not None
            yield f"User-agent: {OUR_NAME if is_ours else '*' if value == '*' else 'another'}"
        elif name in _RULES:
            yield f"{name}: {value}"


# A round asks the hosts in turn, each of them many times.
@lru_cache(maxsize=8)
def _read(robots: str) -> Protego:
    return Protego.parse("\n".join(_lines_for_us(robots)))
