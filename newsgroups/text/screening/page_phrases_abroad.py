"""Phrases of pages that are not articles, in the most common languages of the web other than English."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsgroups.text.languages.read_lists import read_sections

_FILE = Path(__file__).with_suffix(".txt")
_NEEDS = " needs"


class KindAbroad(NamedTuple):
    """A kind of page: the phrases of its sentences, and the words that it must contain."""

    name: str
    says: re.Pattern[str]
    needs: re.Pattern[str]


@cache
def kinds_abroad() -> tuple[KindAbroad, ...]:
    sections = read_sections(_FILE)
    return tuple(
        KindAbroad(name, _any(phrases), _any(sections.get(name + _NEEDS, [""])))
        for name, phrases in sections.items()
        if not name.endswith(_NEEDS)
    )


def _any(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)
