"""A hash table of the pieces between spaces, looked up for a whole text with arrays."""

from threading import RLock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .tokenizer import Tokens, tokenize

# The key of a piece is its UTF-8 bytes themselves (up to 23) and their number, so that no two pieces are confused.
_KEY = 3
_LONGEST = 8 * _KEY - 1
# Columns after the key: the hash of the piece's word, and its start and end in the piece packed into one number, 0 if
# there is no word.
_HASH, _PLACE = _KEY, _KEY + 1
_END_BITS = 8
# 262,144 rows take 10 MB. After 8,000 news texts one piece in 24 is missing; with half as many rows, one in 14, as
# pieces displace each other. Missing pieces take as long as all the others.
_BITS = 18
# Consecutive rows that may hold a piece, beginning with its own.
_PROBES = 3

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

_FACTORS = [np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)]
# By length, up to one more than the maximum: masks for the key words that belong to the piece, and its last byte.
_OWN = np.array(
    [[(1 << 8 * min(max(length - 8 * n, 0), 8)) - 1 for length in range(_LONGEST + 1)] + [0] for n in range(_KEY)],
    dtype=np.uint64,
)
_LENGTH_SHIFT = np.uint64(56)
_LENGTH = np.arange(_LONGEST + 2, dtype=np.uint64) << _LENGTH_SHIFT


class Pieces(NamedTuple):
    """The pieces between spaces and line ends: bytes `starts` to `ends` of `utf8`, and the character offset `first`.

    `key` is three arrays; all pieces that are too long have the same key.
    """

    utf8: bytes
    starts: Ints
    ends: Ints
    first: Ints
    key: list[Words]
    characters: int

    @classmethod
    def of(cls, text: str) -> "Pieces":
        utf8 = text.encode("utf-8", "surrogatepass")
        padded = np.frombuffer(b"".join((utf8, b" ", bytes(_LONGEST + 1))), np.uint8)
        inside = padded[: len(utf8) + 1]
        ends = ((inside == ord(" ")) | (inside == ord("\n"))).nonzero()[0]
        starts = np.concatenate(([0], ends[:-1] + 1))
        first = starts if text.isascii() else starts - _further_bytes(inside, starts)
        eight_bytes = np.ndarray((len(padded) - 7,), np.dtype("<u8"), padded, strides=(1,))
        lengths = np.minimum(ends - starts, _LONGEST + 1)
        key = [eight_bytes[starts + 8 * n] & _OWN[n].take(lengths) for n in range(_KEY)]
        key[-1] |= _LENGTH.take(lengths)
        return cls(utf8, starts, ends, first, key, len(text))

    @property
    def before_line_ends(self) -> NDArray[np.bool_]:
        """Return which pieces are followed by a line end."""
        followed = np.zeros(len(self.ends), dtype=bool)
        np.equal(np.frombuffer(self.utf8, np.uint8).take(self.ends[:-1]), ord("\n"), out=followed[:-1])
        return followed

    def at(self, which: Ints) -> list[Words]:
        """Return the keys of some of the pieces."""
        return [part[which] for part in self.key]

    def text_of(self, which: Ints) -> str:
        spans = zip(self.starts[which].tolist(), self.ends[which].tolist(), strict=True)
        return b" ".join([self.utf8[start:end] for start, end in spans]).decode("utf-8", "surrogatepass")


def _further_bytes(utf8: NDArray[np.uint8], places: Ints) -> Ints:
    """Return how many bytes before each sorted position continue an earlier character."""
    further = ((utf8 & 0xC0) == 0x80).nonzero()[0]
    before = np.bincount(np.searchsorted(places, further, "right"), minlength=len(places) + 1)
    return np.cumsum(before)[: len(places)]


class PieceTable:
    """Pieces with at most one word, by open addressing.

    If all rows of a new piece are taken, it replaces the first of them, so junk cannot make the table grow.
    """

    def __init__(self, bits: int = _BITS, further_columns: int = 0) -> None:
        self._rows = np.zeros((1 << bits, _KEY + 2 + further_columns), dtype=np.uint64)
        self._shift = np.uint64(64 - bits)
        # Arrays are read and written without the interpreter lock, so another thread could see half of a row.
        self._lock = RLock()

    def tokenize(self, text: str) -> Tokens:
        """Return the result of `tokenizer.tokenize`."""
        return self._read(Pieces.of(text))[0]

    def _read(self, pieces: Pieces) -> tuple[Tokens, Words]:
        """Return the words of the pieces, and a row for each; pieces that were not in the table have no word there."""
        own = self._own_rows(pieces.key)
        with self._lock:
            rows, unknown = self._look_up(pieces.key, own)
        rows[unknown, _PLACE] = 0
        with_word = rows[:, _PLACE].nonzero()[0]
        held = _placed(rows[with_word], pieces.first[with_word])
        if not len(unknown):
            return held, rows
        text = pieces.text_of(unknown)
        told = tokenize(text)
        lengths = np.diff(pieces.first, append=pieces.characters + 1)[unknown]
        begins = np.cumsum(lengths) - lengths
        of = np.searchsorted(begins, told.starts, "right") - 1
        rows[unknown] = self._remember(pieces.at(unknown), own[unknown], text, told, begins, of)
        moved = (pieces.first[unknown] - begins)[of].astype(np.int32)
        order = np.argsort(np.concatenate([with_word, unknown[of]]), kind="stable")
        tokens = Tokens(
            np.concatenate([held.hashes, told.hashes])[order],
            np.concatenate([held.starts, told.starts + moved])[order],
            np.concatenate([held.ends, told.ends + moved])[order],
        )
        return tokens, rows

    def _own_rows(self, key: list[Words]) -> Ints:
        mixed = key[0] * _FACTORS[0] + key[1] * _FACTORS[1] + key[2] * _FACTORS[2]
        mixed ^= mixed >> np.uint64(32)
        rows: Ints = ((mixed * _FACTORS[1]) >> self._shift).view(np.int64)
        return rows

    def _look_up(self, key: list[Words], own: Ints) -> tuple[Words, Ints]:
        """Return the row of each piece, and which pieces have none."""
        rows = self._rows.take(own, axis=0)
        missing = (~_is(rows, key)).nonzero()[0]
        for probe in range(1, _PROBES):
            if len(missing):
                found = self._rows.take(own[missing] + probe, axis=0, mode="wrap")
                is_found = _is(found, [part[missing] for part in key])
                rows[missing[is_found]] = found[is_found]
                missing = missing[~is_found]
        return rows, missing

    def _remember(self, key: list[Words], own: Ints, text: str, told: Tokens, begins: Ints, of: Ints) -> Words:
        """Store missing pieces and return rows for all of them.

        `begins` are their character offsets in the text whose words were `told`; `of` is the piece of each word.
        """
        words = np.bincount(of, minlength=len(begins))
        kept = ((words <= 1) & (key[-1] >> _LENGTH_SHIFT <= _LONGEST)).nonzero()[0]
        rows = np.zeros((len(begins), self._rows.shape[1]), dtype=np.uint64)
        rows[:, :_KEY] = np.stack(key, axis=1)
        alone = words[of] == 1
        rows[of[alone], _HASH] = told.hashes[alone]
        places = (told.starts - begins[of]) << _END_BITS | (told.ends - begins[of])
        rows[of[alone], _PLACE] = places[alone]
        self._complete(rows, text)
        with self._lock:
            self._write(rows[kept], own[kept])
        return rows

    def _complete(self, rows: Words, text: str) -> None:
        """Fill further columns of the rows of pieces; `text` holds the pieces, separated by spaces.

        Pieces that are not `kept` are dropped.
        """

    def _write(self, rows: Words, own: Ints) -> None:
        left = np.arange(len(rows))
        for probe in range(_PROBES):
            at = (own[left] + probe) % len(self._rows)
            # Only the empty piece, which matches rows without a piece, has a key whose last word is 0.
            is_free = self._rows[at, _KEY - 1] == 0
            self._rows[at[is_free]] = rows[left[is_free]]
            left = left[~is_free]
        self._rows[own[left]] = rows[left]


def _is(rows: Words, key: list[Words]) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = rows[:, 0] == key[0]
    for n in range(1, _KEY):
        same &= rows[:, n] == key[n]
    return same


def _placed(rows: Words, first: Ints) -> Tokens:
    """Return the words of rows whose pieces begin at these characters."""
    place, begins = rows[:, _PLACE].astype(np.int32), first.astype(np.int32)
    return Tokens(rows[:, _HASH].copy(), begins + (place >> _END_BITS), begins + (place & ((1 << _END_BITS) - 1)))
