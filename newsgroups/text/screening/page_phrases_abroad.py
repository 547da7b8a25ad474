"""Phrases of pages that are not articles, in the most common languages of the web other than English."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsgroups.text.languages.read_lists import read_sections

_FILE = Path(__file__).with_suffix(".txt")
# Scripts other than Latin in which phrases are written.
_SCRIPTS = {
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Japanese and Chinese": re.compile("[\u3040-\u30ff\u4e00-\u9fff]"),
    "Korean": re.compile("[\uac00-\ud7af]"),
}
_NEEDS, _ADDRESSES = " needs", " addresses"


class KindAbroad(NamedTuple):
    """A kind of page: the phrases of its sentences, the words that it must contain, and those by which the site speaks
    of itself or to the visitor.
    """

    name: str
    says: re.Pattern[str]
    needs: re.Pattern[str]
    addresses: re.Pattern[str]


def kinds_abroad(text: str) -> tuple[KindAbroad, ...]:
    """The kinds, with the phrases in Latin letters and in the other scripts of the text."""
    return _kinds(() if text.isascii() else tuple(name for name, letters in _SCRIPTS.items() if letters.search(text)))


@cache
def _kinds(scripts: tuple[str, ...]) -> tuple[KindAbroad, ...]:
    sections = {name: _in_scripts(phrases, scripts) for name, phrases in read_sections(_FILE).items()}
    return tuple(
        KindAbroad(
            name, _any(phrases), _any(sections.get(name + _NEEDS, [""])), _any(sections.get(name + _ADDRESSES, [""]))
        )
        for name, phrases in sections.items()
        if not name.endswith((_NEEDS, _ADDRESSES))
    )


def _in_scripts(phrases: list[str], scripts: tuple[str, ...]) -> list[str]:
    """The phrases that can occur in a text without the other scripts."""
    others = [letters for name, letters in _SCRIPTS.items() if name not in scripts]
    return [phrase for phrase in phrases if not any(letters.search(phrase) for letters in others)]


def _any(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)
