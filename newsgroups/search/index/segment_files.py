"""Reads segments without copying them into memory.

Whoosh maps a segment into memory and then copies all of it each time it is opened. Here, reads are made in place
(`pread`), and the operating system's page cache does the rest. A memory map would work as well until the file is
truncated: the kernel then kills the process, whereas a read merely returns less data.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile

_READ_AHEAD = 4096


class _Descriptor:
    """An open file, closed once the last part that anyone reads is gone."""

    def __init__(self, path: Path) -> None:
        self.number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self.size = os.fstat(self.number).st_size

    def __del__(self) -> None:
        if hasattr(self, "number"):
            os.close(self.number)


class _Part:
    """Part of a file as a stream, with a small read-ahead buffer because Whoosh and pickle read in tiny pieces."""

    def __init__(self, descriptor: _Descriptor, offset: int, length: int) -> None:
        self.descriptor, self.offset, self.length = descriptor, offset, length
        self._place, self._ahead, self._ahead_from = 0, b"", 0

    def get(self, place: int, length: int) -> bytes:
        data = os.pread(self.descriptor.number, length, self.offset + place)
        if len(data) < length:
            raise EOFError(f"the segment ends {length - len(data)} bytes too early")
        return data

    def read(self, length: int | None = -1) -> bytes:
        left = max(0, self.length - self._place)
        length = left if length is None or length < 0 else min(length, left)
        start = self._place - self._ahead_from
        if start < 0 or start + length > len(self._ahead):
            self._ahead, self._ahead_from = self.get(self._place, min(left, max(length, _READ_AHEAD))), self._place
            start = 0
        self._place += length
        return self._ahead[start : start + length]

    def readline(self) -> bytes:
        start, line = self._place, b""
        while not line.endswith(b"\n") and (crumb := self.read(1)):
            line += crumb
        self._place = start + len(line)
        return line

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        self._place = place + {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self.length}[whence]
        return self._place

    def tell(self) -> int:
        return self._place


class PartFile(BufferFile):
    """Implements Whoosh's file interface over part of a file."""

    def __init__(self, part: _Part, name: str = "") -> None:
        self.file, self._name, self.onclose = part, name, None
        self.is_real = self.is_closed = False

    def get(self, position: int, length: int) -> bytes:
        return self.file.get(position, length)

    def subset(self, position: int, length: int, name: str | None = None) -> "PartFile":
        part = self.file
        return PartFile(_Part(part.descriptor, part.offset + position, length), name or self._name)

    def close(self) -> None:
        self.is_closed = True


class SegmentStorage(FileStorage):
    """A folder of index files whose segments are read in place."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self._created: list[Any] = []

    def create_file(self, name: str, **options: Any) -> Any:
        self._created.append(super().create_file(name, **options))
        return self._created[-1]

    def close_created(self) -> None:
        """Close the files that a failed writer left open."""
        for file in self._created:
            with suppress(Exception):
                file.file.close()

    def list(self) -> list[str]:
        """List the files by name.

        Their order and times end up in a segment, which must depend only on its articles.
        """
        return sorted(super().list())

    def file_modified(self, name: str) -> float:
        return 0.0

    def open_file(self, name: str, **options: Any) -> PartFile:
        descriptor = _Descriptor(Path(self.folder) / name)
        return PartFile(_Part(descriptor, 0, descriptor.size), name)
