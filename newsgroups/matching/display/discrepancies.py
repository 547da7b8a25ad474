"""Find places where two texts use the same words except for a number, a date, or a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from newsgroups.matching.passages import Passage
from newsgroups.text.display.article_words import Words
from newsgroups.text.languages.writing.folding import fold
from newsgroups.text.mentions.amounts import is_day_or_month, months, numbers, times, weekdays
from newsgroups.text.tokens.tokenizer import tokenize

from .version_diff import Changed, word_changes

DiscrepancyKind = Literal["number", "date", "name"]

# A figure or a name takes a word or two; a longer replacement is a rewritten clause.
MAX_WORDS = 4
# Preceding words shown to the reader, to say what a figure counts.
CONTEXT = 4
# Letters that a name shares with the adjective made from it.
STEM = 5
# A minus sign, and no hyphen or dash between two figures.
_MINUS = re.compile(r"(?:(?<=\s)|^)[-\u2212\u2013](\d[\d.,]*)")
# Words that round a number, and the least and greatest ratio of the exact number to it.
_MORE = "more than|over|at least|mehr als|über|mindestens|plus de|au moins|más de|al menos|più di|oltre|almeno|mais de"
_LESS = "nearly|almost|close to|up to|fast|knapp|bis zu|près de|presque|jusqu.à|casi|hasta|quasi|fino a|quase"
_ABOUT = "about|around|some|roughly|approximately|etwa|rund|ungefähr|environ|unos|unas|alrededor de|circa|cerca de"
_ROUNDED = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), low, high)
    for words, low, high in ((_MORE, 1.0, 1.25), (_LESS, 0.85, 1.0), (_ABOUT, 0.88, 1.12))
)
# Titles that may precede a name in one text and be missing in the other.
_TITLES = frozenset(
    "mr mrs ms miss dr sir lady lord prof professor president senator sen representative rep governor gov minister "
    "king queen prince princess pope general gen captain capt colonel col sergeant sgt officer judge justice".split()
)

# German and Danish letters are written as two where they are not at hand: Müller and Mueller, Århus and Aarhus.
_SECOND_LETTER = re.compile("(?<=[aou])e|(?<=a)a")


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What the left and right texts say at one place of passage ``number`` (from 1), after the same ``before``."""

    kind: DiscrepancyKind
    number: int
    before: str
    left: str
    right: str


def own_words(text: str, other: str) -> list[Changed]:
    """Split ``text`` into pieces, *added* where ``other`` lacks the words and *same* elsewhere.

    The joined pieces give ``text``. Quotation marks of another kind are no difference.
    """
    return [piece for piece in word_changes(other, text, typography=False) if piece.change != "removed"]


def discrepancies(left: str, right: str, passages: Sequence[Passage]) -> list[Discrepancy]:
    """Return factual differences inside passages with small changes, in the order of the left text.

    The same number or month written differently is not a difference. Names are read from the first 800 words.
    """
    names = _names(left) | _names(right)
    found = []
    for number, passage in enumerate(passages, start=1):
        here, there = left[passage.query_start : passage.query_end], right[passage.article_start : passage.article_end]
        if passage.boilerplate or not (passage.kind == "small changes" or _signs_differ(here, there)):
            continue
        for before, one, other in _replaced(here, there):
            if kind := _differing(one, other, before, names):
                found.append(Discrepancy(kind, number, " ".join(before.split()[-CONTEXT:]), _bare(one), _bare(other)))
    return found


def _signs_differ(here: str, there: str) -> bool:
    """Return whether a number has a minus sign in one of two texts with the same words, which count as identical."""
    return _MINUS.findall(here) != _MINUS.findall(there)


def _replaced(here: str, there: str) -> Iterator[tuple[str, str, str]]:
    """Yield the shared context and the short replacements that follow it in each text."""
    pieces = [Changed("", "same"), *word_changes(here, there, typography=False)]
    for same, (one, other) in zip(pieces, pairwise(pieces[1:]), strict=False):
        is_short = max(len(one.text.split()), len(other.text.split())) <= MAX_WORDS
        if (one.change, other.change) == ("removed", "added") and is_short:
            yield same.text, one.text, other.text


def _differing(one: str, other: str, before: str, names: frozenset[str]) -> DiscrepancyKind | None:
    """Return the kind of fact that both state but disagree on, if any."""
    if _disagree(months(one), months(other)) or _disagree(weekdays(one), weekdays(other)):
        return "date"
    if _disagree(times(one), times(other)) or _numbers_disagree(one, other):
        return "date" if months(" ".join([*before.split()[-1:], one])) else "number"
    # A shared month or weekday is not a name, however it is written. "Mrs May" is a name.
    dated = bool(months(one) & months(other) or weekdays(one) & weekdays(other))
    here, there = _named(one, names, dated=dated), _named(other, names, dated=dated)
    return "name" if here and there and not _same_name(here, there) else None


def _disagree(one: frozenset[object], other: frozenset[object]) -> bool:
    """Return whether both state something and neither refines the other, as "28 July 2016" refines "28 July"."""
    return not (one <= other or other <= one)


def _numbers_disagree(one: str, other: str) -> bool:
    """Return whether the numbers differ in each convention: 3.500 may be three and a half, or 3,500."""
    if _is_rounded(one, other):
        return False
    return all(_disagree(numbers(one, point=here), numbers(other, point=there)) for here in ".," for there in ".,")


def _is_rounded(one: str, other: str) -> bool:
    """Return whether one number is the other as its words round it: "more than 26%", "26.4%"."""
    for rounded, exact in ((one, other), (other, one)):
        about, value = numbers(rounded), numbers(exact)
        if len(about) != 1 or len(value) != 1 or min(about) <= 0:
            continue
        ratio = float(min(value) / min(about))
        if any(says.search(rounded) and low <= ratio <= high for says, low, high in _ROUNDED):
            return True
    return False


def _names(text: str) -> frozenset[str]:
    return frozenset(fold(word) for run in Words.of("", text).runs for word in run)


def _named(text: str, names: frozenset[str], *, dated: bool) -> list[str]:
    """Return the words of a name in order: none for a bare title, or for text that is mostly something else."""
    words = tokenize(text)
    spans = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    capitalised = [text[start:end].replace("’", "'") for start, end in spans if text[start].isupper()]
    capitalised = [word for word in capitalised if not (dated and is_day_or_month(word))]
    folded = [fold(word.removesuffix("'s")) for word in capitalised]
    found = [word for word in folded if word in names]
    return [word for word in found if word not in _TITLES] if 2 * len(found) > len(words) else []


def _same_name(one: list[str], other: list[str]) -> bool:
    """Return whether one name has the words or initials of the other, or differs only by an ending ("Russian")."""
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if len(one) == len(other) and all(
        a[:STEM] == b[:STEM] and len(a) != len(b) for a, b in zip(one, other, strict=True)
    ):
        return True
    if [_one_letter(word) for word in one] == [_one_letter(word) for word in other]:
        return True
    initials = ["".join(word[0] for word in each) for each in (one, other)]
    return other == [initials[0]] or one == [initials[1]]


def _one_letter(word: str) -> str:
    """A folded word without the second letter of "Mueller" or "Aarhus"."""
    return _SECOND_LETTER.sub("", word)


def _bare(text: str) -> str:
    return text.strip().strip(".,;:!?()\"'“”‘’")
