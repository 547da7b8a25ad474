"""Input and output types for the origin of shared text."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from newsgroups.common.dates.who_was_first import Moment
from newsgroups.text.credits import Credit, agency_of_outlet, outlet_key
from newsgroups.text.credits.sites import site_of

SideName = Literal["left", "right"]
Of = Literal["left", "right", "third", "unknown"]


@dataclass(frozen=True)
class Write:
    """An article as the rules see it: its text, the credits it gives, and its publisher."""

    text: str
    outlet: str
    url: str = ""
    authors: str = ""
    credits: tuple[Credit, ...] = ()
    moment: Moment | None = None

    @property
    def house(self) -> str:
        """Return the publishing house: the same for outlets of one house under several names."""
        return outlet_key(self.outlet)

    @cached_property
    def site(self) -> str:
        """Return the registrable domain of its address, or ""."""
        return site_of(self.url) if self.url else ""

    def is_of_house(self, other: "Write") -> bool:
        """Return whether both are published by one house: under one name, or at one site."""
        return self.house == other.house or bool(self.site and self.site == other.site)

    @property
    def agency(self) -> str:
        """Return the agency that this outlet is, or ""."""
        return agency_of_outlet(self.outlet, self.url)

    def credited(self, *kinds: str) -> list[Credit]:
        """Return credits of the given kinds to anyone but the outlet itself."""
        return [credit for credit in self.credits if credit.kind in kinds and credit.agency != self.agency]

    @property
    def whole(self) -> list[Credit]:
        """Return credits that claim the whole text for anyone but the outlet itself."""
        return [credit for credit in self.credits if credit.claims_whole and credit.agency != self.agency]


@dataclass(frozen=True)
class Evidence:
    """A reason in plain words and, if the text proves it, the characters that do, on one side."""

    text: str
    side: SideName | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Origin:
    """The answer. `name` is the outlet or third party, or "" if not known.

    `confidence` is the share of such answers that a reader confirmed, 0 for *unknown*. `sentence` is safe to print on a
    page.
    """

    of: Of = "unknown"
    name: str = ""
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = field(default=())
    sentence: str = "Where the shared text comes from is not known."
