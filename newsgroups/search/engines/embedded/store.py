"""The written side of the embedded index."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import numpy as np

from newsgroups.search.engines.store_interface import Entry, Prepared
from newsgroups.search.index import generations
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.index.snapshot import snapshot
from newsgroups.search.write import bulk_index, checksums


class EmbeddedStore:
    """The generations in a folder. `replace` writes one commit to the current one."""

    def __init__(self, folder: Path, replace: Callable[[Sequence[int], Iterable[Prepared]], None]) -> None:
        self.folder, self.replace = folder, replace

    def problem(self) -> str | None:
        try:
            damaged = self._damaged_files()
            if damaged:
                return f"The search index is damaged ({', '.join(sorted(damaged))}). Run: manage.py reindex"
        except IndexProblem as found:
            return str(found)
        return None

    def _damaged_files(self) -> list[str]:
        """Check again if a writer replaced the index in the meantime, since that removes the old files."""
        while True:
            seen = snapshot(self.folder)
            damaged = checksums.damaged_files(generations.current(self.folder).folder, seen.segments)
            if not damaged or snapshot(self.folder).key == seen.key:
                return damaged

    def is_current(self) -> bool:
        try:
            snapshot(self.folder)
        except IndexProblem:
            return False
        return True

    def writing(self, work: str) -> AbstractContextManager[None]:
        return generations.writing(self.folder, work)

    def clean_up(self) -> None:
        generations.remove_others(self.folder)

    def build(self, parts: Iterator[list[Prepared]], *, workers: int, done: Callable[[int], None]) -> None:
        fresh = generations.begin(self.folder)
        try:
            bulk_index.write_all(fresh, parts, workers=workers, done=done)
            generations.switch_to(self.folder, fresh)
        except BaseException:
            # A partial index only takes up space, and a lack of space may be what made it fail.
            generations.remove_others(self.folder)
            raise

    def entries(self) -> tuple[Mapping[int, Entry], list[int]]:
        columns = snapshot(self.folder).columns
        entries: dict[int, Entry] = {}
        twice = []
        for document in columns.live.nonzero()[0].tolist():
            number = int(columns.article[document])
            if number in entries:
                twice.append(number)
            names = columns.source_names[columns.source[document]], columns.languages[columns.language[document]]
            entries[number] = bytes(columns.content_hash[document]), int(columns.published[document]), *names
        return entries, twice

    def outdated(self) -> list[int]:
        """Return nothing: these attributes are read from the database with each change."""
        return []

    def languages(self) -> Mapping[str, int]:
        columns = snapshot(self.folder).columns
        counts = np.bincount(columns.language[columns.live], minlength=len(columns.languages)).tolist()
        return dict(zip(columns.languages, counts, strict=True))

    def size(self) -> int:
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())

    def state(self) -> object:
        """Return name, size, and modification time of each file."""
        states = []
        for file in sorted(self.folder.rglob("*")):
            # A writer may remove old segments in the meantime.
            with suppress(FileNotFoundError):
                state = file.stat()
                states.append((str(file), state.st_size, state.st_mtime_ns))
        return tuple(states)
