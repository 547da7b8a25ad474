"""Phrases of pages that are not articles, in the most common languages of the web other than English."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_suffix(".txt")
_NEEDS = " needs"


class KindAbroad(NamedTuple):
    """A kind of page: the phrases of its sentences, and the words that it must contain."""

    name: str
    says: re.Pattern[str]
    needs: re.Pattern[str]


@cache
def kinds_abroad() -> tuple[KindAbroad, ...]:
    sections = _sections()
    return tuple(
        KindAbroad(name, _any(phrases), _any(sections.get(name + _NEEDS, [""])))
        for name, phrases in sections.items()
        if not name.endswith(_NEEDS)
    )


def _any(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)


def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found
