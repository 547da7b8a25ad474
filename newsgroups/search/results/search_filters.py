"""Search filters besides words: outlets, dates, languages, in a story or alone, copies of one text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypedDict, Unpack

import numpy as np

from newsgroups.models import Source
from newsgroups.search.evaluate import masks as filters
from newsgroups.search.evaluate.masks import Mask
from newsgroups.search.index.snapshot import Snapshot

from .attributes import TEXT_KINDS, Attributes

# In a story with several articles, or alone in its story.
Grouped = Literal["in", "alone"]


@dataclass(frozen=True)
class Narrowing:
    """Search filters. Those of different kinds must all match; values of one kind are alternatives.

    Days are in UTC, inclusive. `sources` are slugs; `languages` are codes ("" for unknown); `like` is the id of an
    article whose near copies are wanted; `text_kind` is one of TEXT_KINDS; `arrived` is a range of article ids, without
    the first and with the last.
    """

    sources: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    languages: tuple[str, ...] = ()
    grouped: Grouped | None = None
    like: int | None = None
    text_kind: str | None = None
    arrived: tuple[int, int] | None = None

    def __bool__(self) -> bool:
        return self != Narrowing()

    @property
    def single_year(self) -> int | None:
        """Return the year that contains both bounds of the dates, if there is one."""
        first, last = self.date_from, self.date_to
        return first.year if first and last and first.year == last.year else None

    def masks(self, snapshot: Snapshot, known: Attributes) -> dict[str, Mask]:
        """Return a mask per active kind of filter, by the name of the kind."""
        masks: dict[str, Mask] = {}
        if self.sources:
            masks["source"] = filters.of_sources(snapshot, self.sources)
        if self.date_from or self.date_to:
            start = filters.midnight(self.date_from) if self.date_from else None
            end = filters.midnight(self.date_to, after=1) if self.date_to else None
            masks["date"] = filters.between(snapshot, start, end, end_excluded=True)
        if self.languages:
            masks["language"] = _of_values(snapshot.columns.language, snapshot.columns.languages, self.languages)
        if self.grouped:
            masks["group"] = (known.story > 0) == (self.grouped == "in")
        if self.text_kind:
            masks["text_kind"] = known.text_kind == TEXT_KINDS.index(self.text_kind)
        if self.arrived:
            after, last = self.arrived
            masks["arrived"] = (snapshot.columns.article > after) & (snapshot.columns.article <= last)
        if self.like is not None:
            masks["like"] = _like(snapshot, known, self.like)
        return masks


class Filters(TypedDict, total=False):
    """Filters as used by pages and the API; sources may be slugs."""

    sources: Iterable[Source | str]
    date_from: date | None
    date_to: date | None
    languages: Iterable[str]
    grouped: Grouped | None
    like: int | None
    text_kind: str | None
    arrived: tuple[int, int] | None


def narrowing(**asked: Unpack[Filters]) -> Narrowing:
    """Return the filters with outlets by the slugs of their main names, which the index holds."""
    rest: dict[str, Any] = {**asked}
    slugs = tuple(_main_slug(source) for source in rest.pop("sources", ()))
    return Narrowing(slugs, languages=tuple(rest.pop("languages", ())), **rest)


def _main_slug(source: Source | str) -> str:
    outlet = Source.objects.called(source) if isinstance(source, str) else source.main
    return outlet.slug if outlet else str(source)


def _of_values(column: np.ndarray, names: list[str], wanted: Iterable[str]) -> Mask:
    return np.isin(column, [number for number, name in enumerate(names) if name in set(wanted)])


def _like(snapshot: Snapshot, known: Attributes, article: int) -> Mask:
    """Return a mask of the article and its near copies."""
    itself: Mask = snapshot.columns.article == article
    groups = known.copies[itself]
    return itself | np.isin(known.copies, groups[groups >= 0])
