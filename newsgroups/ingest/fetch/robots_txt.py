"""What a host asks of machines: robots.txt as RFC 9309 reads it, with the crawl delay that many hosts add."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

# RFC 9309, 2.5: at least so much of a file is read, and what follows is left out.
MOST_BYTES = 500 * 1024
OUR_NAME = "newsgroups"
_OURS = re.compile(rf"{OUR_NAME}(?![a-z_-])")
_PERCENT = re.compile("%[0-9a-f]{2}")


@dataclass
class _Group:
    """Rules for the machines that are named before them."""

    agents: list[str] = field(default_factory=list)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0.0
    begun: bool = False


def is_allowed(robots: str, url: str) -> bool:
    """Whether the rules leave us the address.

    The longest rule that fits counts, and of two that are equally long the one that allows.
    """
    parts = urlsplit(url)
    path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
    fitting = [(len(pattern), allows) for pattern, allows in _rules(robots).rules if pattern and _fits(pattern, path)]
    return max(fitting, default=(0, True))[1]


def crawl_delay(robots: str) -> float:
    """Seconds that the host wants between two requests, 0 where it names none."""
    return _rules(robots).delay


def records(robots: str) -> Iterator[tuple[str, str]]:
    """The lines that say something, as a name in small letters and a value, without comments."""
    for line in robots.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon and name.strip():
            yield name.strip().lower(), value.strip()


def _rules(robots: str) -> _Group:
    """All groups for us in one, else all for everybody (RFC 9309, 2.2.1)."""
    groups = _groups(robots)
    ours = [each for each in groups if any(_OURS.match(agent) for agent in each.agents)]
    ours = ours or [each for each in groups if "*" in each.agents]
    return _Group(rules=[rule for each in ours for rule in each.rules], delay=max((g.delay for g in ours), default=0.0))


def _groups(robots: str) -> list[_Group]:
    found: list[_Group] = []
    for name, value in records(robots):
        if name == "user-agent":
            if not found or found[-1].begun:
                found.append(_Group())
            found[-1].agents.append(value.lower())
        elif found and name in ("allow", "disallow"):
            found[-1].begun = True
            found[-1].rules.append((_normal(value), name == "allow"))
        elif found and name == "crawl-delay":
            found[-1].begun = True
            found[-1].delay = _seconds(value)
    return found


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value) else 0.0


def _normal(path: str) -> str:
    """Percent signs are compared in one form: characters beyond ASCII encoded, hexadecimal digits in capitals."""
    return _PERCENT.sub(lambda match: match[0].upper(), quote(path, safe="%/:?#[]@!$&'()*+,;=~-._"))


def _fits(pattern: str, path: str) -> bool:
    """`*` stands for anything and `$` for the end. Takes the first place for each part, so that time stays linear."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not ends or path == first
    at = len(first)
    for part in others[:-1] if ends else others:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return not ends or (len(path) - len(others[-1]) >= at and path.endswith(others[-1]))
