"""What the strip at the top of a story says: who was first, how many reports, whose text, what is disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from newsgroups.common.dates.who_was_first import Moment, own_moment
from newsgroups.models import Article, Source, Story
from newsgroups.models.articles.article import TextKind
from newsgroups.story_facts.page.facts_page import FactsPage

from .first_reports import first_reports
from .origin_badges import ORDER, SharedText, Sign, shared_texts, signs_of


@dataclass(frozen=True)
class StorySummary:
    """`first` is None where it is not known, and `why_unknown` says why.

    `own` are the outlets with own reports, in order of time; `facts` is how many facts were compared; `disputed` is
    what they contradict each other on.
    """

    first: Source | None
    earliest: tuple[Source, datetime] | None
    why_unknown: str
    articles: int
    own: list[str]
    agency_copies: int
    disagreements: int
    facts: int
    only_here: int
    only_here_outlets: int
    disputed: list[str]
    superseded: int


class _Row(NamedTuple):
    pk: int
    outlet_id: int
    published: datetime | None
    published_precision: str | None
    first_seen: datetime
    credits_agency: bool
    text_kind: str
    needs_credits: bool
    needs_match: bool

    @property
    def moment(self) -> Moment | None:
        """As `Article.moment`."""
        return own_moment(self.published, self.first_seen, self.published_precision)


@dataclass(frozen=True)
class ReadStory:
    """The visible articles of a story in order of time, without their texts, and what they share."""

    pk: int
    rows: list[_Row]
    shared: list[SharedText]

    @cached_property
    def signs(self) -> dict[int, Sign]:
        """The sign of every article."""
        kinds = ((row.pk, row.text_kind, row.needs_credits or row.needs_match) for row in self.rows)
        return signs_of(kinds, self.shared)


def read_story(story: Story) -> ReadStory:
    """Two queries, whatever the size of the story."""
    found = story.articles.visible().earliest_first().with_outlet_id()
    return ReadStory(story.pk, [_Row(*row) for row in found.values_list(*_Row._fields)], shared_texts([story.pk]))


def summary_of(story: ReadStory, facts: FactsPage) -> StorySummary:
    """One query, for the names of the outlets; two more if the dates name a first one."""
    rows, signs = story.rows, story.signs
    sources = Source.objects.in_bulk({row.outlet_id for row in rows})
    first = first_reports({story.pk: rows})[story.pk]
    dated = next(((sources[row.outlet_id], row.moment.at) for row in rows if row.moment), None)
    own = dict.fromkeys(sources[row.outlet_id].name for row in rows if signs.get(row.pk) == Sign.OWN)
    sure = [row for row in facts.rows if row.is_disagreement and not row.is_unsure]
    return StorySummary(
        first=sources.get(first.outlet) if first.outlet else None,
        earliest=dated,
        why_unknown=first.why_unknown,
        articles=len(rows),
        own=list(own),
        agency_copies=sum(row.text_kind == TextKind.AGENCY for row in rows),
        disagreements=facts.totals.disagreements,
        facts=facts.totals.facts,
        only_here=facts.totals.only_here,
        only_here_outlets=len({cell.article.source.outlet_id or cell.article.source_id for cell in facts.only_here}),
        disputed=list(dict.fromkeys(row.about for row in sure if row.verdict == "contradiction")),
        superseded=sum(row.verdict == "superseded" for row in sure),
    )


def own_first(articles: Sequence[Article], signs: dict[int, Sign]) -> list[Article]:
    """Own reports, then those of which it is not known, then copies; each in their order."""
    return sorted(articles, key=lambda article: ORDER[signs.get(article.pk, Sign.UNKNOWN)])
