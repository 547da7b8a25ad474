"""Input (the texts of a story) and output (facts, quotations, unique sentences)."""

from dataclasses import dataclass, field
from typing import Literal

from newsgroups.text.mentions.types import Figure, Mentions

Verdict = Literal["agreed", "contradiction", "superseded", "rounding", "conversion", "scope", "spelling"]
QuoteVerdict = Literal["same", "cut", "altered", "worded", "attribution"]
DISAGREEMENTS: tuple[Verdict, ...] = ("contradiction", "superseded")


@dataclass(frozen=True, slots=True)
class Telling:
    """A text of the story as read; ``age`` orders texts by publication, None if unknown."""

    article: int
    outlet: int
    mentions: Mentions
    age: float | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What an article says in characters ``start`` to ``end`` of its text.

    In a disagreement, ``side`` is 0 if it agrees with the first value, 1 if with the second, and -1 otherwise.
    """

    article: int
    value: str
    start: int
    end: int
    side: int = -1


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: what it is about, and one value per article.

    In a disagreement the first two values differ; in an agreement, ``reports`` counts the independent texts behind it.
    """

    about: str
    kind: str
    verdict: Verdict
    confidence: float
    values: list[Value]
    reports: int = 0

    @property
    def is_disagreement(self) -> bool:
        return self.verdict in DISAGREEMENTS


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance in several texts, the longest version first."""

    verdict: QuoteVerdict
    speaker: str
    values: list[Value]


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """All facts that a story page shows."""

    facts: list[Fact] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    only_here: list[Value] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of one of the story's texts, by the text's number in the story."""

    text: int
    figure: Figure
