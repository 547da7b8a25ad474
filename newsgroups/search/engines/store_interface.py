"""What keeping an index in step with the database needs of it; implemented for the embedded index and for a cluster."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Prepared = dict[str, Any]
# Content hash, date in microseconds (UNDATED for none), outlet, and language of an article.
Entry = tuple[bytes, int, str, str]


class Store(Protocol):
    """The written side of an index. Its methods raise IndexProblem and IndexBusy."""

    def problem(self) -> str | None:
        """Return why the index cannot be used and how to repair it, or None; read all of it if that takes reading."""

    def is_current(self) -> bool:
        """Return whether there is a readable index of this schema version."""

    def writing(self, work: str) -> AbstractContextManager[None]:
        """Run the block as the only writer."""

    def clean_up(self) -> None:
        """Remove what a rebuild that was killed left behind. The caller must be the writer."""

    def replace(self, articles: Sequence[int], documents: Iterable[Prepared]) -> None:
        """Replace the documents of these articles in one step. The caller must be the writer."""

    def build(self, parts: Iterator[list[Prepared]], *, workers: int, done: Callable[[int], None]) -> None:
        """Build a generation beside the current one and swap them. The caller must be the writer."""

    def entries(self) -> tuple[Mapping[int, Entry], list[int]]:
        """Return what the index holds of each article, and the ids of articles that it contains twice."""

    def outdated(self) -> list[int]:
        """Return articles whose story, near copies, or kind of text changed since their documents were written."""

    def languages(self) -> Mapping[str, int]:
        """Return the number of articles by language code ("" for unknown)."""

    def size(self) -> int:
        """Return the bytes that the index takes."""

    def state(self) -> object:
        """Return a value that changes when the index might have been damaged, or None if it has to be asked."""
