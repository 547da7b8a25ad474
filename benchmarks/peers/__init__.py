"""Other search engines behind one small interface, for comparison."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Protocol

# The number of hits and the ids of the first twenty.
Answer = tuple[int, list[int]]
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True)
class Document:
    """An article as all engines receive it; `text` includes the title."""

    number: int
    text: str
    title: str
    source: str
    published: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.published).astimezone(UTC)


@dataclass(frozen=True)
class Question:
    """One query: words, how they combine, filters, and sort order."""

    kind: str
    words: tuple[str, ...]
    source: str = ""
    since: str = ""
    newest_first: bool = False

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.since).replace(tzinfo=UTC)

    def text(self, *, both: str = " ", either: str = " OR ", without: str = " NOT ") -> str:
        """The words in a query language with these operators; all of them put phrases in quotes."""
        if self.kind == "phrase":
            return f'"{" ".join(self.words)}"'
        return {"or": either, "or since": either, "not": without}.get(self.kind, both).join(self.words)


class Peer(Protocol):
    """An engine that holds the documents and answers the questions."""

    name = ""

    def build(self, rows: list[Document]) -> None:
        """Indexes all documents."""

    def forget(self) -> None:
        """Drops what earlier queries left in the process's memory."""

    def ask(self, question: Question) -> Answer:
        """The number of hits and the first of them."""

    def timed(self, question: Question) -> tuple[float, int]:
        """The seconds that a question takes, and the number of hits."""
        started = time.perf_counter()
        count, _ = self.ask(question)
        return time.perf_counter() - started, count

    def size(self) -> int:
        """Bytes on disk."""

    def close(self) -> None:
        pass


def questions(rows: list[Document], number: int) -> Iterator[Question]:
    """Words of medium frequency, phrases from texts, boolean, filtered, and sorted queries in equal parts."""
    draw = Random(5)
    sample = [row.text for row in draw.sample(rows, min(len(rows), 2000))]
    counts = Counter(word for text in sample for word in set(_WORD.findall(text.lower())))
    words = [word for word, count in counts.items() if len(sample) / 500 < count < len(sample) / 4]
    sources = [row.source for row in draw.sample(rows, min(len(rows), 200))]

    def some(count: int) -> tuple[str, ...]:
        return tuple(draw.sample(words, count))

    def phrase() -> tuple[str, ...]:
        found = re.findall(r"[a-z]{3,} [a-z]{4,}", draw.choice(sample)) or ["of the"]
        return tuple(draw.choice(found).split())

    kinds = [
        lambda: Question("one", some(1)),
        lambda: Question("two", some(2)),
        lambda: Question("three", some(3)),
        lambda: Question("phrase", phrase()),
        lambda: Question("or", some(2)),
        lambda: Question("not", some(2)),
        lambda: Question("source", some(1), source=draw.choice(sources)),
        lambda: Question("or since", some(2), since=f"{draw.randint(2013, 2019)}-01-01"),
        lambda: Question("newest", some(1), newest_first=True),
    ]
    for place in range(number):
        yield kinds[place % len(kinds)]()
