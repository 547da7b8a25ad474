"""In how many of its stories an outlet was first, as far as the dates say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np

from newsgroups.common.dates.who_was_first import FIRST_AFTER, Moment, first_among, gap_between, moment_of
from newsgroups.models import Article, Source, Story
from newsgroups.stories.core.evaluation import Estimate, wilson

# A rate of fewer stories is uncertain by more than ten points either way.
MIN_STORIES = 30


class Standing(StrEnum):
    FIRST = "first"
    SHARED = "shared"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Firsts:
    """Stories that other outlets cover, too, by the standing of this one in them.

    `shared` are those in which it is among the earliest, which are less than two days apart. `first_in` are the ids of
    the stories in which it was first.
    """

    stories: int
    first: int
    shared: int
    later: int
    unknown: int
    first_in: tuple[int, ...] = ()

    @property
    def has_enough(self) -> bool:
        """Return whether the first report is known in enough stories for a rate."""
        return self.first + self.later >= MIN_STORIES

    @property
    def rate(self) -> Estimate | None:
        """Return the share of stories in which it was first, of those in which somebody is known to be."""
        known = np.array([True] * self.first + [False] * self.later, dtype=np.bool_)
        return wilson(known, np.ones(len(known)))


def firsts_of(source: Source, names: Sequence[int]) -> Firsts:
    """Return in how many stories an outlet was first. `names` are the ids of all its names. One query."""
    told = Article.objects.visible().of_names(names).filter(story__isnull=False)
    stories = Story.objects.groups().filter(pk__in=told.values("story"), source_count__gt=1)
    rows = Article.objects.visible().with_outlet_id().filter(story__in=stories).order_by("story_id")
    columns = "story_id", "outlet_id", "published", "published_precision", "first_seen", "credits_agency"
    counts = Counter[Standing]()
    first_in = []
    for story, articles in groupby(rows.values_list(*columns), key=lambda row: row[0]):
        told_by = list(articles)
        moments = [
            (outlet, None if published == seen else moment_of(published, precision))
            for _, outlet, published, precision, seen, _ in told_by
        ]
        has_agency = any(credits_agency for *_, credits_agency in told_by)
        standing = standing_of(source.outlet_id or source.pk, moments, has_agency=has_agency)
        counts[standing] += 1
        if standing == Standing.FIRST:
            first_in.append(story)
    first, shared, later, unknown = (counts[each] for each in Standing)
    return Firsts(counts.total(), first, shared, later, unknown, tuple(first_in))


def standing_of(outlet: int, moments: Sequence[tuple[int, Moment | None]], *, has_agency: bool) -> Standing:
    """Return the standing of an outlet in a story, by the moments of all its articles, each with its outlet.

    In a story with a credit to an agency, no outlet counts as first: whoever printed it earliest need not have written
    it. Dates less than two days apart say nothing about the order.
    """
    own = min((moment for source, moment in moments if moment and source == outlet), default=None)
    others = [moment for source, moment in moments if moment and source != outlet]
    if has_agency or own is None or not others:
        return Standing.UNKNOWN
    if first_among(moments) == outlet:
        return Standing.FIRST
    earliest = min(others)
    gap = gap_between(own, earliest)
    is_after = own.at > earliest.at and gap is not None and gap >= FIRST_AFTER
    return Standing.LATER if is_after else Standing.SHARED
