"""Find the forms and words of many texts at once, by the pieces between spaces."""

from collections.abc import Iterable, Sequence

import numpy as np

from newsgroups.text.tokens.piece_table import Ints, Pieces, PieceTable, Words
from newsgroups.text.tokens.ranges import ranges
from newsgroups.text.tokens.tokenizer import Tokens

from .lexicon import FORM, MAX_KEPT_LENGTH, NO_FORM, forms_in
from .readings import LEXICON, Readings, ReadingSpan

# Appended to the columns of `PieceTable`: the position of the piece's first form, and its number of forms.
_FORMS = -1
_COUNT_BITS = 32
# Forms held, at 16 bytes each. Displaced pieces leave theirs behind, so everything is dropped at this number: after
# about 30,000 articles.
_MAX_FORMS = 1 << 21
_LINE_END = 1
# Pieces that the table does not keep, or no longer keeps; about 15 MB.
_CACHED_PIECES = 120_000


class _Places(dict[str, int]):
    """A cache from a piece to the position of its forms in `held`, which the table stores for the piece."""

    def __init__(self) -> None:
        self.held = bytearray()
        self.reset()

    def reset(self) -> None:
        self.clear()
        self.held = bytearray(LEXICON[NO_FORM] + LEXICON["\n"])

    def __missing__(self, piece: str) -> int:
        forms = forms_in(piece)
        place = len(self.held) // FORM.itemsize << _COUNT_BITS | len(forms)
        self.held += b"".join(map(LEXICON.__getitem__, forms))
        if len(self) >= _CACHED_PIECES:
            self.clear()
        if len(piece) <= MAX_KEPT_LENGTH:
            self[piece] = place
        return place


class FormTable(PieceTable):
    """A table of pieces with their words and forms."""

    def __init__(self, bits: int = 19, most_forms: int = _MAX_FORMS) -> None:
        super().__init__(bits, further_columns=1)
        self._most_bytes = most_forms * FORM.itemsize
        self._places = _Places()

    def read(self, text: str, spans: Sequence[ReadingSpan], owners: list[int]) -> tuple[Tokens, Readings]:
        """Return all words of a text and the forms of its spans: title and beginning of each article, then pieces."""
        pieces = Pieces.of(text)
        with self._lock:
            if len(self._places.held) > self._most_bytes:
                self._rows[:] = 0
                self._places.reset()
            tokens, rows = self._read(pieces)
            return tokens, self._readings(text, pieces, rows[:, _FORMS], spans, owners)

    def _complete(self, rows: Words, text: str) -> None:
        rows[:, _FORMS] = self._hold(text.split(" "))

    def _hold(self, pieces: Iterable[str]) -> Words:
        """Return where the forms of each piece are."""
        return np.array(list(map(self._places.__getitem__, pieces)), dtype=np.uint64)

    def _readings(
        self, text: str, pieces: Pieces, where: Words, spans: Sequence[ReadingSpan], owners: list[int]
    ) -> Readings:
        articles = (len(spans) - len(owners)) // 2
        places, lengths = self._forms_of(text, pieces, where, spans)
        number = np.arange(len(spans))
        is_title = (number % 2 == 0) & (number < 2 * articles)
        # A title is preceded by `NO_FORM` and followed by a line end; a further piece is preceded by both.
        ends = np.cumsum(lengths + np.where(number < 2 * articles, 1, 2))
        first = ends - lengths
        taken = np.zeros(int(ends[-1]) + 1, np.int64)
        taken[ranges(first, lengths)] = places
        line_ends = first[~is_title] - 1
        taken[line_ends] = _LINE_END
        starts = np.concatenate([first[is_title], line_ends[articles:]])
        return Readings(np.frombuffer(self._places.held, FORM).take(taken), starts, line_ends, owners)

    def _forms_of(self, text: str, pieces: Pieces, where: Words, spans: Sequence[ReadingSpan]) -> tuple[Ints, Ints]:
        """Return the positions of the forms of all spans, and the number of forms in each span."""
        start, end, is_cut, most = np.array(spans, dtype=np.int64).T
        low = pieces.first.searchsorted(start, "right") - 1
        count = np.maximum(pieces.first.searchsorted(end) - low, 0)
        piece, bounds = ranges(low, count), np.append(0, np.cumsum(count))
        ends = (np.append(pieces.first[1:], pieces.characters + 1) - 1)[piece]
        starts = np.maximum(pieces.first[piece], start.repeat(count))
        stops = np.minimum(ends, end.repeat(count))
        where = where[piece]
        torn = ((starts > pieces.first[piece]) | (stops < ends)).nonzero()[0]
        where[torn] = self._hold(text[a:b] for a, b in zip(starts[torn].tolist(), stops[torn].tolist(), strict=True))
        line_end = pieces.before_line_ends[piece] & (ends < end.repeat(count))
        # Consecutive line ends are one form.
        again = (starts == stops)[1:] & line_end[:-1]
        inner = bounds[(bounds > 0) & (bounds < len(piece))]
        again[inner - 1] = False
        line_end[1:] &= ~again
        counts = (where & 0xFFFFFFFF).astype(np.int64) + line_end
        form_ends = np.cumsum(counts)
        places = ranges((where >> np.uint64(_COUNT_BITS)).astype(np.int64), counts)
        places[form_ends[line_end] - 1] = _LINE_END
        form_bounds = np.append(0, form_ends)[bounds]
        lengths = np.minimum(np.maximum(np.diff(form_bounds) - is_cut, 0), most)
        return places[ranges(form_bounds[:-1], lengths)], lengths
