"""Figures that an outlet changed between two versions of one article."""

from collections.abc import Iterator
from typing import NamedTuple

from newsgroups.facts.pairing.compatible import compatible
from newsgroups.facts.pairing.figure_pairs import slots
from newsgroups.facts.tables.labels import heading, wording
from newsgroups.text.mentions.types import Figure, Mentions

# A version with more changed figures is another article rather than a correction.
MAX_CHANGED = 5
_ASIDE = frozenset(("past", "record", "subset", "part", "modal", "caption"))
# Words that two sentences must share, besides the slot, to be one sentence before and after the change.
_MIN_OVERLAP = 0.4


class ChangedFigure(NamedTuple):
    """What a figure is about, its words before and after, and the position of the later ones."""

    about: str
    before: str
    after: str
    start: int
    end: int


def changed_figures(before: Mentions, after: Mentions) -> list[ChangedFigure]:
    """Return the figures that differ in a sentence that both versions have, at most MAX_CHANGED.

    A figure counts as changed if its slot has one value before and another, incompatible one after, and neither version
    has the other's. Added and removed figures are no changes.
    """
    found: dict[tuple[str, str], ChangedFigure] = {}
    for old in _told(before):
        for new in _told(after):
            if _is_changed(before, after, old, new):
                change = ChangedFigure(heading([new]), wording(before, old), wording(after, new), new.start, new.end)
                found.setdefault((change.before, change.after), change)
    return list(found.values())[:MAX_CHANGED]


def _told(mentions: Mentions) -> Iterator[Figure]:
    return (figure for figure in mentions.figures if not figure.flags & _ASIDE)


def _is_changed(before: Mentions, after: Mentions, old: Figure, new: Figure) -> bool:
    if old.unit != new.unit or old.name != new.name or not set(slots(old)) & set(slots(new)):
        return False
    if compatible(old, new) or _states(after, old) or _states(before, new):
        return False
    words, others = before.words[old.sentence], after.words[new.sentence]
    return len(words & others) >= _MIN_OVERLAP * len(words | others)


def _states(mentions: Mentions, figure: Figure) -> bool:
    return any(each.value == figure.value and each.unit == figure.unit for each in mentions.figures)
