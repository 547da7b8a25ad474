"""In how many of its stories an outlet was first, as far as that is known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from newsgroups.common.dates.first_report import FirstReport
from newsgroups.common.dates.who_was_first import Moment, own_moment
from newsgroups.models import Article, Source, Story
from newsgroups.stories.core.evaluation import Estimate, wilson
from newsgroups.stories.pages.stories.first_reports import first_reports

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


class _Row(NamedTuple):
    pk: int
    story_id: int
    outlet_id: int
    published: datetime | None
    published_precision: str | None
    first_seen: datetime
    credits_agency: bool
    text_kind: str

    @property
    def moment(self) -> Moment | None:
        """Same as `Article.moment`."""
        return own_moment(self.published, self.first_seen, self.published_precision)


def firsts_of(source: Source, names: Sequence[int]) -> Firsts:
    """Return in how many stories an outlet was first. `names` are the ids of all its names. Three queries."""
    told = Article.objects.visible().of_names(names).filter(story__isnull=False)
    stories = Story.objects.groups().filter(pk__in=told.values("story"), source_count__gt=1)
    rows = Article.objects.visible().with_outlet_id().filter(story__in=stories).order_by("story_id", "id")
    by_story: dict[int, list[_Row]] = {}
    for row in map(_Row._make, rows.values_list(*_Row._fields)):
        by_story.setdefault(row.story_id, []).append(row)
    counts = Counter[Standing]()
    first_in = []
    for story, report in first_reports(by_story).items():
        standing = standing_of(source.outlet_id or source.pk, report)
        counts[standing] += 1
        if standing == Standing.FIRST:
            first_in.append(story)
    first, shared, later, unknown = (counts[each] for each in Standing)
    return Firsts(counts.total(), first, shared, later, unknown, tuple(first_in))


def standing_of(outlet: int, first: FirstReport) -> Standing:
    """Return the standing of an outlet in a story."""
    if first.outlet == outlet:
        return Standing.FIRST
    if outlet in first.later:
        return Standing.LATER
    return Standing.SHARED if outlet in first.shared else Standing.UNKNOWN
