"""Where two texts say the same in the same words, but for a number, a date or a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from newsgroups.matching.passages import Passage
from newsgroups.text.amounts import is_day_or_month, months, numbers, times, weekdays
from newsgroups.text.display.article_words import Words
from newsgroups.text.languages.writing.folding import fold
from newsgroups.text.tokens.tokenizer import tokenize

from .word_diff import Changed, word_changes

DiscrepancyKind = Literal["number", "date", "name"]

# A figure or a name stands for a word or two; a rewritten clause that has some in it is none.
MOST_WORDS = 4
# Words before it that tell the reader what it counts.
CONTEXT = 4
# Letters that a name and the adjective made from it share.
STEM = 5
# What may stand before a name in one text and be missing in the other.
_TITLES = frozenset(
    "mr mrs ms miss dr sir lady lord prof professor president senator sen representative rep governor gov minister "
    "king queen prince princess pope general gen captain capt colonel col sergeant sgt officer judge justice".split()
)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What the left and the right text say in one place of passage ``number`` (from 1), after the same ``before``."""

    kind: DiscrepancyKind
    number: int
    before: str
    left: str
    right: str


def own_words(text: str, other: str) -> list[Changed]:
    """``text`` in pieces, *same* or *added* where ``other`` does not have the words; joined they give ``text``."""
    return [piece for piece in word_changes(other, text) if piece.change != "removed"]


def discrepancies(left: str, right: str, passages: Sequence[Passage]) -> list[Discrepancy]:
    """What differs in fact inside passages with small changes, in the order of the left text.

    The same number or month written in another way is no difference. Names are those of the first 800 words.
    """
    names = _names(left) | _names(right)
    found = []
    for number, passage in enumerate(passages, start=1):
        if passage.kind != "small changes" or passage.boilerplate:
            continue
        here, there = left[passage.query_start : passage.query_end], right[passage.article_start : passage.article_end]
        for before, one, other in _replaced(here, there):
            if kind := _differing(one, other, before, names):
                found.append(Discrepancy(kind, number, " ".join(before.split()[-CONTEXT:]), _bare(one), _bare(other)))
    return found


def _replaced(here: str, there: str) -> Iterator[tuple[str, str, str]]:
    """The same words, and what follows them in each of the texts, where that is short."""
    pieces = [Changed("", "same"), *word_changes(here, there)]
    for same, (one, other) in zip(pieces, pairwise(pieces[1:]), strict=False):
        is_short = max(len(one.text.split()), len(other.text.split())) <= MOST_WORDS
        if (one.change, other.change) == ("removed", "added") and is_short:
            yield same.text, one.text, other.text


def _differing(one: str, other: str, before: str, names: frozenset[str]) -> DiscrepancyKind | None:
    """Which kind of fact both name and do not agree on."""
    if _disagree(months(one), months(other)) or _disagree(weekdays(one), weekdays(other)):
        return "date"
    if _disagree(times(one), times(other)) or _disagree(numbers(one), numbers(other)):
        return "date" if months(" ".join([*before.split()[-1:], one])) else "number"
    # The same month or day of the week is no name, however long it is written; Mrs May is one.
    dated = bool(months(one) & months(other) or weekdays(one) & weekdays(other))
    here, there = _named(one, names, dated=dated), _named(other, names, dated=dated)
    return "name" if here and there and not _same_name(here, there) else None


def _disagree(one: frozenset[object], other: frozenset[object]) -> bool:
    """Whether both say something, and none says more of the same, as "28 July 2016" beside "28 July"."""
    return not (one <= other or other <= one)


def _names(text: str) -> frozenset[str]:
    return frozenset(fold(word) for run in Words.of("", text).runs for word in run)


def _named(text: str, names: frozenset[str], *, dated: bool) -> list[str]:
    """The words of a name in their order; none for a title alone, and for what mostly says something else."""
    words = tokenize(text)
    spans = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    capitalised = [text[start:end].replace("’", "'") for start, end in spans if text[start].isupper()]
    capitalised = [word for word in capitalised if not (dated and is_day_or_month(word))]
    folded = [fold(word.removesuffix("'s")) for word in capitalised]
    found = [word for word in folded if word in names]
    return [word for word in found if word not in _TITLES] if 2 * len(found) > len(words) else []


def _same_name(one: list[str], other: list[str]) -> bool:
    """Whether one has the words of the other, their initials, or but another ending, as "Russian" has."""
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if len(one) == len(other) and all(
        a[:STEM] == b[:STEM] and len(a) != len(b) for a, b in zip(one, other, strict=True)
    ):
        return True
    initials = ["".join(word[0] for word in each) for each in (one, other)]
    return other == [initials[0]] or one == [initials[1]]


def _bare(text: str) -> str:
    return text.strip().strip(".,;:!?()\"'“”‘’")
