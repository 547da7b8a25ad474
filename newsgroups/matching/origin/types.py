"""What is asked about the origin of shared text, and what is answered."""

from dataclasses import dataclass, field
from typing import Literal

from newsgroups.text.credits import WHOLE, Credit, agency_of_outlet, outlet_key

SideName = Literal["left", "right"]
Of = Literal["left", "right", "third", "unknown"]


@dataclass(frozen=True)
class Write:
    """An article as the rules see it: its text, whom it credits, and who published it."""

    text: str
    outlet: str
    url: str = ""
    authors: str = ""
    credits: tuple[Credit, ...] = ()

    @property
    def house(self) -> str:
        """The same for outlets of one house under several names."""
        return outlet_key(self.outlet)

    @property
    def agency(self) -> str:
        """The agency that this outlet is, "" if it is none."""
        return agency_of_outlet(self.outlet, self.url)

    def credited(self, *kinds: str) -> list[Credit]:
        """Credits of some kinds to others than the outlet itself."""
        return [credit for credit in self.credits if credit.kind in kinds and credit.agency != self.agency]

    @property
    def whole(self) -> list[Credit]:
        return self.credited(*sorted(WHOLE))


@dataclass(frozen=True)
class Evidence:
    """A reason in plain words, and the characters of the text of one side that prove it if words do."""

    text: str
    side: SideName | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Origin:
    """`name` is the outlet's or the third party's, "" if not known; `confidence` is the share of such answers that a
    reader found right, 0 for *unknown*; `sentence` is what a careful site may print.
    """

    of: Of = "unknown"
    name: str = ""
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = field(default=())
    sentence: str = "Where the shared text comes from is not known."
