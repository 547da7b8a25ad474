"""What a credit is, and what it claims."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

CreditKind = Literal["dateline", "byline", "foot", "contributed", "in text", "first reported", "picture"]
CreditField = Literal["text", "authors"]

# Kinds that claim the whole text for the agency, and those that claim a part of it. A mention in the text ("told
# Reuters") or under a picture claims neither.
WHOLE: frozenset[str] = frozenset({"dateline", "byline", "foot"})
PART: frozenset[str] = frozenset({"contributed"})


class Credit(NamedTuple):
    """Characters `start` to `end` of `field` credit `agency`, a short name such as "AP"."""

    agency: str
    kind: CreditKind
    start: int
    end: int
    field: CreditField = "text"


def credited_whole(credits: Iterable[Credit]) -> list[str]:
    """The agencies that are credited with the whole text, each once, in order."""
    return list(dict.fromkeys(credit.agency for credit in credits if credit.kind in WHOLE))
