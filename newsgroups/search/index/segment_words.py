"""The words of each segment in one list per field, for wildcards, spelling errors and suggestions.

Whoosh's own dictionary looks up one word at a time; reading all of it takes a microsecond per word, or a second for a
large archive. Here each segment has one more file beside Whoosh's (which ignores it): the terms of each field in
order with their document frequencies, and the words of the texts as written, by length, because the dictionary
contains only their stems. Lists are compressed, and decompressed when a query needs one.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from struct import Struct
from typing import IO, Any
from zlib import compress, decompress

import numpy as np
from numpy.typing import NDArray

EXTENSION = ".lex"
LISTED = ("text", "title", "words", "authors")
# Shorter words are not corrected, and longer ones are rarely words.
MIN_FORM_LENGTH, MAX_FORM_LENGTH = 3, 24
_COMPRESSION = 3
_LENGTH = Struct("<I")

# Terms, each preceded by a line feed, and their document frequencies.
Listed = tuple[bytes, NDArray[np.uint32]]
Terms = tuple[list[str], NDArray[np.uint32]]


class LexiconWriter:
    """Writes the lists of a segment one after the other, followed by a directory of their offsets."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._at = stream, 0
        self._places: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}

    def add(self, name: str, terms: Iterable[bytes], documents: Iterable[int]) -> None:
        """Add a named list; the terms must be in ascending order."""
        self._places[name] = (
            self._put(b"".join(b"\n" + term for term in terms)),
            self._put(np.array(list(documents), np.uint32).tobytes()),
        )

    def add_forms(self, forms: Counter[str]) -> None:
        """Add the folded words of the texts with their document frequencies."""
        by_length = defaultdict(list)
        for form in sorted(forms):
            if MIN_FORM_LENGTH <= len(form) <= MAX_FORM_LENGTH and form[0].isalpha():
                by_length[len(form)].append(form)
        for length, same in by_length.items():
            self.add(forms_list(length), map(str.encode, same), map(forms.__getitem__, same))

    def close(self) -> None:
        places = json.dumps(self._places).encode()
        self._stream.write(places + _LENGTH.pack(len(places)))
        self._stream.close()

    def _put(self, data: bytes) -> tuple[int, int]:
        packed = compress(data, _COMPRESSION)
        start, self._at = self._at, self._at + len(packed)
        self._stream.write(packed)
        return start, len(packed)


def forms_of_segment(reader: Any) -> Counter[str]:
    """Return all words of the texts of one segment."""
    forms: Counter[str] = Counter()
    for length in range(MIN_FORM_LENGTH, MAX_FORM_LENGTH + 1):
        listed, documents = read_list(reader, forms_list(length))
        forms.update(dict(zip(unpack(listed), documents.tolist(), strict=True)))
    return forms


def forms_list(length: int) -> str:
    """Return the name of the list for words of this length."""
    return f"forms of {length}"


def unpack(listed: bytes) -> list[str]:
    """Return the terms of a list as strings."""
    return listed[1:].decode().split("\n") if listed else []


def read_list(reader: Any, name: str) -> Listed:
    """Read a list of one segment by name; empty if the segment does not have it."""
    file = reader.segment().open_file(reader.storage(), EXTENSION)
    size = file.file.length
    (length,) = _LENGTH.unpack(file.get(size - _LENGTH.size, _LENGTH.size))
    places = json.loads(file.get(size - _LENGTH.size - length, length))
    if name not in places:
        return b"", np.empty(0, np.uint32)
    listed, documents = (decompress(file.get(*place)) for place in places[name])
    return listed, np.frombuffer(documents, np.uint32)
