"""Stories in a list: which outlets covered them, in which order, and how fast. The number of queries is fixed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from newsgroups.common.dates.who_was_first import Moment, own_moment
from newsgroups.models import Article, Pair, Source, Story, StoryFacts
from newsgroups.models.articles.article import TextKind
from newsgroups.text.display.lead_sentence import lead_sentence

from .first_reports import first_reports
from .origin_badges import ORDER, SharedText, Sign, shared_texts, signs_of

# Of a story of thousands the list shows as much as it can use.
_READ = 500


class Chip(NamedTuple):
    """An outlet of a story, the number of its articles, and the sign that they bear.

    `carriers` are the outlets that only carry its text, which have no chip of their own.
    """

    outlet: Source
    articles: int
    sign: Sign
    carriers: tuple[str, ...] = ()


@dataclass
class StoryLine:
    """A story with its outlets in the order of their dates, the one that was first if that is known, its dates, a
    sentence that says what happened (or none), and two articles of different outlets if there are such, own reports
    before others. `chips` are the outlets, those with own reports first; `dots` are moments with the sign of the
    article; `disagreements` are those that are sure.
    """

    story: Story
    lead: str = ""
    outlets: list[Source] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    distinct: int = 0
    first: Source | None = None
    are_days: bool = False
    two: list[int] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    dots: list[tuple[datetime, Sign]] = field(default_factory=list)
    agency_copies: int = 0
    disagreements: int = 0

    @property
    def day(self) -> date | None:
        """The day in UTC that the story is listed under."""
        return self.story.last_date.astimezone(UTC).date() if self.story.last_date else None

    @property
    def own_reports(self) -> int:
        return sum(chip.sign == Sign.OWN for chip in self.chips)


def story_lines(stories: Sequence[Story]) -> list[StoryLine]:
    """Lines in the order of the stories; seven queries at most, whatever their number."""
    lines = {story.pk: StoryLine(story) for story in stories}
    centres = {story.central_article_id: story.pk for story in stories if story.central_article_id}
    central: QuerySet[Any] = Article.objects.visible().filter(pk__in=centres).with_lead()
    for pk, text in central.values_list("pk", "lead"):
        lines[centres[pk]].lead = lead_sentence(text)
    told = (
        Article.objects.visible()
        .filter(story__in=lines)
        .order_by(F("published").asc(nulls_last=True), "source__name", "id")
    )
    rows = [_Row(*row) for row in told.with_outlet_id().values_list(*_Row._fields)]
    sources = Source.objects.in_bulk({row.outlet_id for row in rows})
    shared = shared_texts(list(lines))
    signs = signs_of(((row.pk, row.text_kind, row.is_pending) for row in rows), shared)
    origins = _origins(rows, shared)
    by_story: dict[int, list[_Row]] = {}
    for row in rows:
        by_story.setdefault(row.story_id, []).append(row)
    for story, line in lines.items():
        _fill(line, by_story.get(story, []), sources, signs)
        line.chips = _folded(line.chips, origins.get(story, {}))
    for story, first in first_reports(by_story).items():
        lines[story].first = sources.get(first.outlet) if first.outlet else None
    facts = StoryFacts.objects.filter(pk__in=lines)
    for pk, disagreements in facts.values_list("pk", "disagreements"):
        lines[pk].disagreements = disagreements
    same = _Same(shared)
    for line in lines.values():
        line.distinct = len({same.text_of(article) for article in line.articles})
    return list(lines.values())


class _Row(NamedTuple):
    pk: int
    story_id: int
    outlet_id: int
    published: datetime | None
    published_precision: str | None
    first_seen: datetime
    credits_agency: bool
    text_kind: str
    needs_credits: bool
    needs_match: bool

    @property
    def is_pending(self) -> bool:
        return self.needs_credits or self.needs_match

    @property
    def moment(self) -> Moment | None:
        """Same as `Article.moment`."""
        return own_moment(self.published, self.first_seen, self.published_precision)


def _fill(line: StoryLine, rows: Sequence[_Row], sources: dict[int, Source], signs: dict[int, Sign]) -> None:
    line.articles = [row.pk for row in rows]
    line.outlets = [sources[pk] for pk in dict.fromkeys(row.outlet_id for row in rows)]
    line.moments = [row.published for row in rows if row.published][:_READ]
    line.are_days = any(row.moment is not None and not row.moment.has_time for row in rows)
    line.dots = [(row.moment.at, signs[row.pk]) for row in rows if row.moment][:_READ]
    line.chips = _chips(rows, sources, signs)
    line.agency_copies = sum(row.text_kind == TextKind.AGENCY for row in rows)
    line.two = _two(rows, signs)


def _chips(rows: Sequence[_Row], sources: dict[int, Source], signs: dict[int, Sign]) -> list[Chip]:
    """An outlet with an own report bears that sign; one bears that of a copy if all of its articles do."""
    found: dict[int, list[Sign]] = {}
    for row in rows:
        found.setdefault(row.outlet_id, []).append(signs[row.pk])
    chips = []
    for source, of_outlet in found.items():
        is_copy = all(sign == Sign.COPY for sign in of_outlet)
        sign = Sign.OWN if Sign.OWN in of_outlet else Sign.COPY if is_copy else Sign.UNKNOWN
        chips.append(Chip(sources[source], len(of_outlet), sign))
    return sorted(chips, key=lambda chip: ORDER[chip.sign])


def _origins(rows: Sequence[_Row], shared: Sequence[SharedText]) -> dict[int, dict[int, int]]:
    """For each story, map outlets whose articles are taken from another outlet's in the story to that outlet."""
    place = {row.pk: (row.story_id, row.outlet_id) for row in rows}
    found: dict[int, dict[int, int]] = {}
    for pair in shared:
        ends = {Pair.Origin.LEFT.value: (pair.left, pair.right), Pair.Origin.RIGHT.value: (pair.right, pair.left)}
        if pair.origin not in ends or not all(end in place for end in ends[pair.origin]):
            continue
        (story, giver), (other_story, taker) = (place[end] for end in ends[pair.origin])
        if story == other_story and giver != taker:
            found.setdefault(story, {}).setdefault(taker, giver)
    return found


def _folded(chips: Sequence[Chip], origins: dict[int, int]) -> list[Chip]:
    """Fold the chips of copies under that of their origin."""
    by_outlet = {chip.outlet.pk: chip for chip in chips}
    carriers: dict[int, list[str]] = {}
    for chip in chips:
        origin = origins.get(chip.outlet.pk)
        if chip.sign == Sign.COPY and origin in by_outlet and by_outlet[origin].sign != Sign.COPY:
            carriers.setdefault(by_outlet[origin].outlet.pk, []).append(chip.outlet.name)
            del by_outlet[chip.outlet.pk]
    return [chip._replace(carriers=tuple(carriers.get(pk, ()))) for pk, chip in by_outlet.items()]


def _two(rows: Sequence[_Row], signs: dict[int, Sign]) -> list[int]:
    ranked = sorted(rows, key=lambda row: ORDER[signs[row.pk]])
    other = next((row for row in ranked if row.outlet_id != ranked[0].outlet_id), None)
    if not other:
        return [row.pk for row in rows[:2]]
    return sorted((ranked[0].pk, other.pk), key=[row.pk for row in rows].index)


class _Same:
    """A union of articles that have nearly the same text."""

    def __init__(self, shared: Sequence[SharedText]) -> None:
        self.above: dict[int, int] = {}
        for pair in shared:
            a, b = self.text_of(pair.left), self.text_of(pair.right)
            if pair.kind in Pair.COPIES and a != b:
                self.above[max(a, b)] = min(a, b)

    def text_of(self, article: int) -> int:
        while article in self.above:
            article = self.above[article]
        return article
