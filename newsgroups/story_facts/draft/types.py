"""What a draft says, and which articles of the story say it, too, or otherwise."""

from dataclasses import dataclass, field
from typing import Literal

from newsgroups.facts.types import Value

Kind = Literal["figure", "name", "quotation"]
# told: an article has it. differs: articles have something else for the same thing. disputed: some have it, others
# something else. unsure: articles have something else, perhaps for another thing. elsewhere: its words or number occur,
# but not together or of something else. nowhere: no article has it.
Verdict = Literal["told", "differs", "disputed", "unsure", "elsewhere", "nowhere"]
# The id that stands for the draft among the articles of the story.
DRAFT = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, name, or quotation in characters ``start`` to ``end`` of the draft.

    ``note`` says what differs if that is not the value. ``same`` are articles that say it, ``other`` those that say
    something else.
    """

    kind: Kind
    about: str
    value: str
    start: int
    end: int
    verdict: Verdict
    note: str = ""
    same: list[Value] = field(default_factory=list)
    other: list[Value] = field(default_factory=list)
