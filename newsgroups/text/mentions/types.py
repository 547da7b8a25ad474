"""What is read from one text: figures and quotations with their character positions."""

from dataclasses import dataclass, field
from typing import Literal

from newsgroups.text.sentences import SentenceSpan

Flag = Literal["subset", "part", "past", "record", "modal", "compound", "no_noun", "caption", "single", "several"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it counts.

    Its value is between ``low`` and ``high``, in ``unit``: "count", a unit of `units`, "age", "clock" (minutes after
    midnight), or "date" (100 x month + day). ``noun`` is the stem of what is counted, empty for people in general;
    ``label`` holds the words after the figure, ``event`` what happened to them, and ``name`` whose age it is.
    ``approximator`` is least, more, nearly, about, most, less, or empty.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    sentence: int
    kind: str = "figure"
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    event: str = ""
    approximator: str = ""
    flags: frozenset[Flag] = frozenset()
    name: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A full name, in lower case, and its position."""

    start: int
    end: int
    name: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between quotation marks, ``start`` to ``end`` without the marks, and the position of the speaker.

    A speaker of (0, 0) is unknown.
    """

    start: int
    end: int
    speaker_start: int = 0
    speaker_end: int = 0

    @property
    def has_speaker(self) -> bool:
        return self.speaker_end > self.speaker_start


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything read from one text. ``words`` are the stems of each sentence, ``names`` its names."""

    text: str
    language: str
    sentences: list[SentenceSpan]
    figures: list[Figure]
    quotations: list[Quotation]
    words: list[frozenset[str]] = field(default_factory=list)
    names: list[frozenset[str]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
