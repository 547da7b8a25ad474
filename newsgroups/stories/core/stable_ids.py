"""Match new groups with old ones, so that ids readers have bookmarked stay valid."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Assignment:
    """`ids[i]` is the old id of new group i, or None if it is new.

    `redirects` map an old id whose articles went to another group to the index of that group; `dissolved` old ids have
    no group anymore.
    """

    ids: list[int | None]
    redirects: dict[int, int]
    dissolved: list[int]


def stable_ids(old: Mapping[int, Collection[int]], new: Sequence[Collection[int]]) -> Assignment:
    """Give each new group the oldest (smallest) id among the old groups that mostly went into it.

    An old group goes where most of its articles are. Where two go to one new group, the older id stays and the other
    redirects. Articles that are no longer in any group are not counted.
    """
    group_of = {article: place for place, articles in enumerate(new) for article in articles}
    ids: list[int | None] = [None] * len(new)
    redirects: dict[int, int] = {}
    dissolved: list[int] = []
    for story in sorted(old):
        place = _destination(old[story], group_of)
        if place is None:
            dissolved.append(story)
        elif ids[place] is None:
            ids[place] = story
        else:
            redirects[story] = place
    return Assignment(ids, redirects, dissolved)


def _destination(articles: Collection[int], group_of: Mapping[int, int]) -> int | None:
    """Return the new group with most of the articles; ties go to the one with the smallest article."""
    counts: dict[int, int] = {}
    for article in sorted(articles):
        if article in group_of:
            counts[group_of[article]] = counts.get(group_of[article], 0) + 1
    return max(counts, key=lambda place: counts[place]) if counts else None
