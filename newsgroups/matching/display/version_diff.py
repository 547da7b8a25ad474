"""Word-by-word changes between two versions of a text."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import LCSseq

Change = Literal["same", "removed", "added"]
# Each word includes the space after it, so that the joined pieces give the text.
_WORD = re.compile(r"\S+\s*|\s+")
# Longer texts are compared line by line, since the work grows with the product of the lengths.
MAX_WORDS = 20_000
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Changed:
    text: str
    change: Change


# Programs exchange these; a reader takes them for the same.
_ALIKE = {"’‘‛ʼ": "'", "“”„‟«»": '"', "–—‐‑": "-"}
_TYPOGRAPHY = str.maketrans({sign: plain for signs, plain in _ALIKE.items() for sign in signs})


def word_changes(before: str, after: str, *, typography: bool = True) -> list[Changed]:
    """Return pieces of both texts in reading order, by their longest common subsequence (Hunt & Szymanski 1977).

    Without the *added* pieces they give ``before``; without the *removed* ones, ``after``. Only the space between
    words may differ: for words that are the same it comes from ``after``, and without `typography` so do their
    apostrophes, quotation marks, and dashes, which then do not count. For example, "the old house" and "the new
    house" give "the " (same), "old " (removed), "new " (added), "house" (same).
    """
    unit = _WORD if max(before.count(" "), after.count(" ")) < MAX_WORDS else _LINE
    old, new = unit.findall(before), unit.findall(after)
    found: list[Changed] = []
    steps = LCSseq.opcodes(*([_key(each, typography) for each in units] for units in (old, new)))
    for is_same, run in groupby(steps, key=lambda step: step.tag == "equal"):
        part = list(run)
        before_them, after_them = old[part[0].src_start : part[-1].src_end], new[part[0].dest_start : part[-1].dest_end]
        if is_same:
            _add(found, "".join(after_them), "same")
            continue
        _add(found, "".join(before_them), "removed")
        _add(found, "".join(after_them), "added")
    return found


def _key(unit: str, typography: bool) -> str:
    return unit.strip() if typography else unit.strip().translate(_TYPOGRAPHY)


def _add(found: list[Changed], text: str, change: Change) -> None:
    if text:
        found.append(Changed(text, change))
