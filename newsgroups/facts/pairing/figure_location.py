"""Where a figure holds, as far as the words next to it say: "32 deaths in Florida", "Italy has 24,000 deaths"."""

import re
from typing import NamedTuple

from newsgroups.text.languages.english_calendar import MONTH_FORMS, WEEKDAY_FORMS
from newsgroups.text.mentions.types import Figure, Mentions
from newsgroups.text.mentions.words_without_topic import is_stop

_NAME = r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3}"
_NAMES = rf"{_NAME}(?:,\s+{_NAME}){{0,8}}(?:,?\s+and\s+{_NAME})?"
# "deaths in Florida, Georgia and South Carolina"; at most four words in between.
_BEHIND = re.compile(rf"[^\S\n]*(?:[a-z][\w’'-]*\s+){{0,4}}(?:in|across)\s+(?:the\s+)?({_NAMES})")
# "Italy has more than 24,000 deaths", "New York has been hit hardest, with 18,000 deaths"
_SUBJECT = re.compile(rf"({_NAME})\s+(?:has|had)\b")
_SAYS = re.compile(r"\b(?:said|says|told|tells|confirmed|announced|reported that|that)\b")
_SPLIT = re.compile(r",?\s+and\s+|,\s+")
_BEHIND_REACH, _BEFORE_REACH = 120, 160


class Where(NamedTuple):
    """Names of the places after a figure, and the words of the name that is said to have it; in lower case."""

    places: frozenset[str]
    holder: frozenset[str]


def where(mentions: Mentions, figure: Figure) -> Where:
    """Return where a figure holds; nothing unless the text says so right beside it. Reads English only."""
    if mentions.language != "en":
        return Where(frozenset(), frozenset())
    text = mentions.text
    behind = _BEHIND.match(text, figure.end, figure.end + _BEHIND_REACH)
    places = {_plain(name) for name in _SPLIT.split(behind[1])} if behind else set()
    start = max(mentions.sentences[figure.sentence].start, figure.start - _BEFORE_REACH)
    holders = list(_SUBJECT.finditer(text, start, figure.start))
    is_told = bool(holders) and not _SAYS.search(text, holders[-1].end(), figure.start)
    return Where(frozenset(places - {""}), frozenset(_plain(holders[-1][1]).split()) if is_told else frozenset())


def hold_elsewhere(one: Where, other: Where) -> bool:
    """Return whether two figures are said to hold for different places.

    Two single places after the figures prove nothing: one may lie in the other.
    """
    if one.holder and other.holder:
        return not one.holder & other.holder
    if (one.holder and other.places) or (other.holder and one.places):
        words = {word for place in one.places | other.places for word in place.split()}
        return not (one.holder | other.holder) & words
    is_list = max(len(one.places), len(other.places)) > 1
    return is_list and bool(one.places) and bool(other.places) and one.places != other.places


def _plain(name: str) -> str:
    words = [word.lower().removesuffix("’s").removesuffix("'s") for word in name.split()]
    kept = [word for word in words if not (word in WEEKDAY_FORMS or word in MONTH_FORMS or is_stop(word, "en"))]
    return " ".join(kept)
