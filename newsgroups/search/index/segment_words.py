"""The words of each segment in one list a field: what wildcards, slips of the pen and suggestions look through.

Whoosh's own dictionary answers for one word at a time; reading all of it takes a microsecond a word, a second for a
large archive. Here a segment has one more file beside Whoosh's (which leaves it alone): the terms of each field in
order, with the number of documents that hold them, and the words of the texts as they are written, by their length,
of which the dictionary has only the stems. Lists are packed, and unpacked when a query needs one.
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
# Shorter words are not corrected, and longer ones are hardly words.
MIN_FORM_LENGTH, MAX_FORM_LENGTH = 3, 24
_COMPRESSION = 3
_LENGTH = Struct("<I")

# Terms, each after a line feed, and in how many documents each stands.
Listed = tuple[bytes, NDArray[np.uint32]]
Terms = tuple[list[str], NDArray[np.uint32]]


class LexiconWriter:
    """Writes the lists of a segment one after the other, and at the end where each of them stands."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._at, self._places = stream, 0, {}

    def add(self, name: str, terms: Iterable[bytes], documents: Iterable[int]) -> None:
        """A list under its name; the terms ascend."""
        self._places[name] = (
            self._put(b"".join(b"\n" + term for term in terms)),
            self._put(np.array(list(documents), np.uint32).tobytes()),
        )

    def add_forms(self, forms: Counter[str]) -> None:
        """The words of the texts, folded, and in how many documents each stands."""
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
    """All words of the texts of one segment."""
    found: Counter[str] = Counter()
    for length in range(MIN_FORM_LENGTH, MAX_FORM_LENGTH + 1):
        listed, documents = read_list(reader, forms_list(length))
        found.update(dict(zip(unpack(listed), documents.tolist(), strict=True)))
    return found


def forms_list(length: int) -> str:
    """Name of the list of the words of this length."""
    return f"forms of {length}"


def unpack(listed: bytes) -> list[str]:
    """The terms of a list as strings."""
    return listed[1:].decode().split("\n") if listed else []


def read_list(reader: Any, name: str) -> Listed:
    """A list of one segment by its name; empty if the segment has none."""
    file = reader.segment().open_file(reader.storage(), EXTENSION)
    size = file.file.length
    (length,) = _LENGTH.unpack(file.get(size - _LENGTH.size, _LENGTH.size))
    places = json.loads(file.get(size - _LENGTH.size - length, length))
    if name not in places:
        return b"", np.empty(0, np.uint32)
    listed, documents = (decompress(file.get(*place)) for place in places[name])
    return listed, np.frombuffer(documents, np.uint32)
