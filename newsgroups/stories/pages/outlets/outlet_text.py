"""Whose text an outlet prints: the outlets and agencies it has text from, who has text from it, and how much later."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import quantiles
from typing import NamedTuple

from django.db.models import Count
from django.db.models.functions import Coalesce

from newsgroups.common.dates.who_was_first import own_moment
from newsgroups.models import Credit, Pair, Source
from newsgroups.models.articles.article import TextKind
from newsgroups.text.credits import agency_of_outlet, full_name

# From this share on, most of an article's words occur in another article.
MOSTLY_SHARED = 0.5
# Fewer copies give no distribution of delays.
MIN_COPIES = 5


class Side(NamedTuple):
    """One article of a pair."""

    article: int
    outlet: int
    copied: float
    published: datetime | None
    first_seen: datetime
    precision: str | None
    kind: str

    @property
    def at(self) -> datetime | None:
        """When it was published, if that is known to the minute."""
        moment = own_moment(self.published, self.first_seen, self.precision)
        return moment.at if moment and moment.has_time else None


class Delay(NamedTuple):
    """How much later than its origin a copy appears: the median and the middle half of `copies` articles."""

    median: timedelta
    low: timedelta
    high: timedelta
    copies: int


@dataclass
class SharedText:
    """Text that an outlet shares with others, each given by its id with the number of pairs.

    `took` are origins of text in its articles (`as_agency` where these count as agency text), `gave` those with text
    from its articles, and `unordered` counts pairs
    whose origin is not known. `articles` counts this outlet's articles that share text with another one, `mostly` holds
    those of which at least half occurs elsewhere, and `delays` are the delays of its copies.
    """

    took: Counter[int] = field(default_factory=Counter)
    as_agency: Counter[int] = field(default_factory=Counter)
    gave: Counter[int] = field(default_factory=Counter)
    pairs: Counter[int] = field(default_factory=Counter)
    unordered: int = 0
    articles: dict[int, set[int]] = field(default_factory=dict)
    mostly: set[int] = field(default_factory=set)
    delays: dict[int, timedelta] = field(default_factory=dict)

    @property
    def delay(self) -> Delay | None:
        """Return the delay as a copy, or None for fewer than `MIN_COPIES` copies with times."""
        if len(self.delays) < MIN_COPIES:
            return None
        seconds = [delay.total_seconds() for delay in self.delays.values()]
        low, median, high = (timedelta(seconds=value) for value in quantiles(seconds, n=4, method="inclusive"))
        return Delay(median, low, high, len(seconds))


_SIDE = (
    "{0}_id",
    "{0}_outlet",
    "copied_{0}",
    "{0}__published",
    "{0}__first_seen",
    "{0}__published_precision",
    "{0}__text_kind",
)


def shared_text_of(source: Source) -> SharedText:
    """Read all pairs in which the outlet shares text with another one. Two queries."""
    pairs = Pair.objects.visible().between_outlets().of_sources([source]).exclude(kind=Pair.Kind.SAME_STORY)
    pairs = pairs.annotate(
        left_outlet=Coalesce("left__source__outlet_id", "left__source_id"),
        right_outlet=Coalesce("right__source__outlet_id", "right__source_id"),
    )
    columns = [name.format(side) for side in ("left", "right") for name in _SIDE]
    found = SharedText()
    for origin, *values in pairs.order_by().values_list("origin", *columns):
        left, right = Side(*values[: len(_SIDE)]), Side(*values[len(_SIDE) :])
        own, other = (left, right) if left.outlet == source.pk else (right, left)
        _count(found, own, other, origin, is_left=own is left)
    return found


def _count(found: SharedText, own: Side, other: Side, origin: str, *, is_left: bool) -> None:
    found.pairs[other.outlet] += 1
    found.articles.setdefault(other.outlet, set()).add(own.article)
    if own.copied >= MOSTLY_SHARED:
        found.mostly.add(own.article)
    here, there = (Pair.Origin.LEFT, Pair.Origin.RIGHT) if is_left else (Pair.Origin.RIGHT, Pair.Origin.LEFT)
    if origin == here:
        found.gave[other.outlet] += 1
    elif origin == there:
        found.took[other.outlet] += 1
        found.as_agency[other.outlet] += own.kind == TextKind.AGENCY
        if own.at and other.at and own.at >= other.at:
            delay = own.at - other.at
            found.delays[own.article] = max(delay, found.delays.get(own.article, delay))
    elif origin != Pair.Origin.THIRD:
        found.unordered += 1


def credited_agencies(source: Source) -> list[tuple[str, int]]:
    """Return the agencies that its articles credit with their text, and the number of articles. One query.

    An agency that credits itself takes nothing from itself.
    """
    own = agency_of_outlet(source.name, source.home_page)
    credits = Credit.objects.filter(
        article__hidden=False, article__source__in=Source.objects.names_of([source]), kind__in=Credit.CLAIMS_TEXT
    )
    counted = credits.order_by().values_list("agency").annotate(number=Count("article", distinct=True))
    return [(full_name(agency), number) for agency, number in counted.order_by("-number", "agency") if agency != own]
