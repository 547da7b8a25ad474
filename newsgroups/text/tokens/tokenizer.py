"""Words of a text as stable 64-bit hashes with their exact positions."""

import re
import struct
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from .normalize import APOSTROPHES, INVISIBLE, normalize_word

# Scripts written without spaces. Each character counts as a word; otherwise a sentence would be one word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Holds nearly all words of any text, and the pieces between spaces, in about 35 MB; junk cannot make them grow. Each
# evicted word costs as much as twenty known ones.
_CACHED_WORDS = 60_000
_CACHED_PIECES = 120_000
_MAX_CACHED_WORD_LENGTH = 40


def _combining_marks() -> str:
    """Return ranges of the combining marks, which Python's ``\\w`` excludes although they belong to words."""
    marks = [c for c in range(0x300, 0x1F000) if unicodedata.category(chr(c))[0] == "M"]
    starts = [c for c, before in zip(marks, [0, *marks], strict=False) if c != before + 1]
    ends = [c for c, after in zip(marks, [*marks[1:], 0], strict=True) if c + 1 != after]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


INNER = f"{_combining_marks()}{INVISIBLE}\ufe00-\ufe0f"
_LETTERS = rf"[^\W_{UNSPACED}]+(?:[{INNER}]+[^\W_{UNSPACED}]*)*"
_WORD = re.compile(
    # A fast path: most words are plain, and need not be matched against all of Unicode as below.
    r"[A-Za-z]+(?=[ ,\n])|[A-Za-z]{2,}(?=\.)|"
    r"[A-Za-z](?:\.[A-Za-z])+(?![^\W_])\.?"  # U.S., p.m.
    rf"|{_LETTERS}(?:(?:[{APOSTROPHES}]|(?<=\d)[.,:](?=\d)){_LETTERS})*"  # don't, 1,260.5, 10:30
    rf"|[^\W_][{INNER}]*"
)


# Punctuation around a word that is never part of it.
_MARKS = ".,;:!?()[]\"“”‘’'…–—-"
# A word of a piece between two spaces: its hash, and its character offsets within the piece.
_PLACED = np.dtype([("hash", "<u8"), ("start", "<i4"), ("end", "<i4")])


class _WordHashes(dict[str, int]):
    """A cache from the word as written to the hash of its folded form."""

    def __missing__(self, word: str) -> int:
        digest = blake2b(normalize_word(word).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        value = int.from_bytes(digest, "little")
        if len(word) <= _MAX_CACHED_WORD_LENGTH:
            if len(self) >= _CACHED_WORDS:
                self.clear()
            self[word] = value
        return value


_hash_of = _WordHashes()


class _PlacedWords(dict[str, bytes]):
    """A cache from a piece between two spaces, usually a word with punctuation, to its words packed as `_PLACED`."""

    def __missing__(self, piece: str) -> bytes:
        word = piece.strip(_MARKS)
        if word.isalnum() and word.isascii():
            start = piece.index(word)
            packed = _PACK(_hash_of[word], start, start + len(word))
        else:
            packed = b"".join([_PACK(_hash_of[found[0]], *found.span()) for found in _WORD.finditer(piece)])
        if len(piece) <= _MAX_CACHED_WORD_LENGTH:
            if len(self) >= _CACHED_PIECES:
                self.clear()
            self[piece] = packed
        return packed


_PACK = struct.Struct("<Qii").pack
_placed_in = _PlacedWords()


@dataclass(frozen=True, eq=False, slots=True)
class Tokens:
    """The words of one text: ``hashes`` (uint64), with ``starts`` and ``ends`` in characters (int32)."""

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.hashes)


def word_hashes(text: str) -> NDArray[np.uint64]:
    """Return only the hashes of `tokenize`, in half the time."""
    placed = np.frombuffer(b"".join(map(_placed_in.__getitem__, _pieces(text))), _PLACED)
    return placed["hash"].astype(np.uint64)


def tokenize(text: str) -> Tokens:
    """Split ``text`` into words.

    Hashes are the same on every machine and in every process (BLAKE2b of the folded word). Offsets refer to ``text`` as
    given, since folding happens word by word after the split.
    """
    pieces = _pieces(text)
    lengths = np.fromiter(map(len, pieces), np.int32, len(pieces))
    starts = np.cumsum(lengths + 1, dtype=np.int32) - lengths - 1
    found = list(map(_placed_in.__getitem__, pieces))
    first = np.repeat(starts, np.fromiter(map(len, found), np.int64, len(found)) // _PLACED.itemsize)
    placed = np.frombuffer(b"".join(found), _PLACED)
    return Tokens(placed["hash"].astype(np.uint64), placed["start"] + first, placed["end"] + first)


def _pieces(text: str) -> list[str]:
    """Return the text between spaces and line ends, one character each; no word crosses them."""
    return text.replace("\n", " ").split(" ")
