"""The text of a look-up in pieces: which source each belongs to, and how much of the text each source accounts for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages import Document, quoted_words

# Sources with a color of their own in the bar; the palette has six.
MAX_IN_BAR = 5

Range = tuple[int, int, int]


@dataclass(frozen=True)
class MarkedPiece:
    """A piece of the text: the number of its first source (None outside passages) and those of further ones.

    `passage` numbers the pieces that have a source, from 1.
    """

    text: str
    number: int | None = None
    also: tuple[int, ...] = ()
    passage: int | None = None

    @property
    def has_words(self) -> bool:
        return any(letter.isalnum() for letter in self.text)


@dataclass(frozen=True)
class Share:
    """A part of the bar above the text: `share` of its words (0..1), starting at `start`.

    `kind` is "source" (with its `number` and the `name` of its outlet), "quotation" (the quoted words found), "other"
    (further sources), "boilerplate", or "own" (found nowhere).
    """

    kind: str
    share: float
    start: float
    number: int = 0
    name: str = ""


def marked(text: str, ranges: Iterable[Range]) -> list[MarkedPiece]:
    """Split `text` at ranges (start, end, number). Where several overlap, the smallest number owns the piece."""
    changes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end, number in ranges:
        changes[start].append((number, 1))
        changes[end].append((number, -1))
    open_ranges: Counter[int] = Counter()
    pieces: list[MarkedPiece] = []
    for start, end in pairwise(sorted({0, len(text), *changes})):
        for number, change in changes[start]:
            open_ranges[number] += change
        numbers = sorted(number for number, number_open in open_ranges.items() if number_open)
        _add(pieces, MarkedPiece(text[start:end], numbers[0] if numbers else None, tuple(numbers[1:])))
    return pieces


def _add(pieces: list[MarkedPiece], piece: MarkedPiece) -> None:
    """Append a piece. A contiguous run of one source is a single piece, whichever other sources share parts of it."""
    if pieces and piece.number is not None and pieces[-1].number == piece.number:
        before = pieces.pop()
        also = tuple(sorted({*before.also, *piece.also}))
        piece = MarkedPiece(before.text + piece.text, piece.number, also)
    pieces.append(piece)


def with_passage_numbers(pieces: Iterable[MarkedPiece]) -> list[MarkedPiece]:
    """Number the pieces that have a source in the order of the text."""
    numbers = count(1)
    return [piece if piece.number is None else replace(piece, passage=next(numbers)) for piece in pieces]


def passages_by_source(pieces: Iterable[MarkedPiece]) -> dict[int, list[int]]:
    """Map the number of each source to the numbers of the passages found in it."""
    found: dict[int, list[int]] = {}
    for piece in pieces:
        if piece.number is not None and piece.passage is not None:
            for number in (piece.number, *piece.also):
                found.setdefault(number, []).append(piece.passage)
    return found


def shares_of(document: Document, ranges: Iterable[Range], boilerplate: Iterable[tuple[int, int]]) -> list[Share]:
    """Divide the words of a text among the sources in its ranges; the smallest number owns a word. Shares add up to 1.

    Quoted words that are found somewhere form a part of their own: printing the same quotation is no copying.
    """
    owner = _owners(document, ranges)
    quoted = quoted_words(document) & (owner > 0)
    common = (owner == 0) & _within(document, boilerplate)
    counted = Counter(owner[~quoted & ~common].tolist())
    parts = [("source", counted[number], number) for number in range(1, MAX_IN_BAR + 1)]
    others = sum(words for number, words in counted.items() if number > MAX_IN_BAR)
    parts += [
        ("quotation", int(quoted.sum()), 0),
        ("other", others, 0),
        ("boilerplate", int(common.sum()), 0),
        ("own", counted[0], 0),
    ]
    return _in_a_row(parts, max(1, len(owner)))


def _in_a_row(parts: Sequence[tuple[str, int, int]], total: int) -> list[Share]:
    shares, start = [], 0
    for kind, words, number in parts:
        if words:
            shares.append(Share(kind, words / total, start / total, number))
            start += words
    return shares


def _owners(document: Document, ranges: Iterable[Range]) -> NDArray[np.int64]:
    """Return the number of the source of each word, 0 for words that are found nowhere."""
    starts = document.tokens.starts
    owner = np.zeros(len(starts), dtype=np.int64)
    for start, end, number in sorted(ranges, key=lambda each: -each[2]):
        owner[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = number
    return owner


def _within(document: Document, ranges: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    starts = document.tokens.starts
    within = np.zeros(len(starts), dtype=bool)
    for start, end in ranges:
        within[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = True
    return within
