"""Whose words an article has, as far as it is known: an own report, another's text, or no sign at all."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Q

from newsgroups.lineage.graph import DEPENDENT_FROM
from newsgroups.models import Pair
from newsgroups.models.articles.article import TextKind


class Sign(StrEnum):
    OWN = "own"
    COPY = "copy"
    UNKNOWN = ""


# In lists, own reports lead and copies follow.
ORDER = {Sign.OWN: 0, Sign.UNKNOWN: 1, Sign.COPY: 2}


class SharedText(NamedTuple):
    """What two articles of one story share; `taken` are shares (0..1) of the words outside quotations."""

    left: int
    right: int
    kind: str
    origin: str
    taken_left: float
    taken_right: float


def shared_texts(stories: Sequence[int]) -> list[SharedText]:
    """Near copies, and pairs of which one text is for the most part in the other one. One query."""
    much = Q(kind__in=Pair.COPIES) | Q(taken_left__gte=DEPENDENT_FROM) | Q(taken_right__gte=DEPENDENT_FROM)
    pairs = Pair.objects.visible().filter(much, left__story__in=stories, right__story__in=stories)
    columns = "left_id", "right_id", "kind", "origin", "taken_left", "taken_right"
    return [SharedText(*row) for row in pairs.order_by("id").values_list(*columns)]


def signs_of(articles: Iterable[tuple[int, str, bool]], shared: Iterable[SharedText]) -> dict[int, Sign]:
    """The sign of each (id, kind of text, whether it is still to be read or matched).

    A text that is mostly in another one is a copy if the other one is known to be the origin, an own report if it is
    the origin itself, and has no sign if the order is not known.
    """
    takers: set[int] = set()
    unclear: set[int] = set()
    for pair in shared:
        sides = (pair.left, pair.taken_left, Pair.Origin.LEFT), (pair.right, pair.taken_right, Pair.Origin.RIGHT)
        for article, taken, itself in sides:
            if taken < DEPENDENT_FROM or pair.origin == itself:
                continue
            has_origin = pair.origin in (Pair.Origin.LEFT, Pair.Origin.RIGHT)
            (takers if has_origin else unclear).add(article)
    return {pk: _sign(pk, kind, pending, takers, unclear) for pk, kind, pending in articles}


def _sign(pk: int, kind: str, pending: bool, takers: set[int], unclear: set[int]) -> Sign:
    if kind != TextKind.OWN or pk in takers:
        return Sign.COPY
    return Sign.UNKNOWN if pending or pk in unclear else Sign.OWN
