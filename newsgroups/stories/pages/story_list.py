"""Stories in a list: which outlets covered them, in which order, and how fast. The number of queries is fixed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import F

from newsgroups.common.dates import Moment, first_among, moment_of
from newsgroups.models import Article, Pair, Source, Story
from newsgroups.models.pair import PairQuerySet
from newsgroups.text.lead_sentence import lead_sentence

# Of a story of thousands, the list reads only as much as it can use.
_READ = 500


@dataclass
class StoryLine:
    """A story with its outlets by date, the first one if known, and its dates.

    It also has a sentence that says what happened and two articles of different outlets, if there are such.
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


def story_lines(stories: Sequence[Story]) -> list[StoryLine]:
    """Return lines in the order of the stories. Four queries, whatever their number."""
    lines = {story.pk: StoryLine(story) for story in stories}
    centres = {story.central_article_id: story.pk for story in stories if story.central_article_id}
    for pk, text in Article.objects.visible().filter(pk__in=centres).with_lead().values_list("pk", "lead"):
        lines[centres[pk]].lead = lead_sentence(text)
    told = (
        Article.objects.visible()
        .filter(story__in=lines)
        .order_by(F("published").asc(nulls_last=True), "source__name", "id")
    )
    rows = [_Row(*row) for row in told.values_list(*_Row._fields)]
    sources = Source.objects.in_bulk({row.source_id for row in rows})
    for story, line in lines.items():
        _fill(line, [row for row in rows if row.story_id == story], sources)
    copies = near_copies_within(list(lines)).values_list("left_id", "right_id")
    same = _Same(copies)
    for line in lines.values():
        line.distinct = len({same.text_of(article) for article in line.articles})
    return list(lines.values())


class _Row(NamedTuple):
    pk: int
    story_id: int
    source_id: int
    published: datetime | None
    published_precision: str | None
    first_seen: datetime
    credits_agency: bool

    @property
    def moment(self) -> Moment | None:
        """Same as `Article.moment`."""
        return None if self.published == self.first_seen else moment_of(self.published, self.published_precision)


def _fill(line: StoryLine, rows: Sequence[_Row], sources: dict[int, Source]) -> None:
    line.articles = [row.pk for row in rows]
    line.outlets = [sources[pk] for pk in dict.fromkeys(row.source_id for row in rows)]
    moments = [(row.source_id, row.moment) for row in rows]
    line.moments = [row.published for row in rows if row.published][:_READ]
    line.are_days = any(moment is not None and not moment.has_time for _, moment in moments)
    other = next((row.pk for row in rows if row.source_id != rows[0].source_id), None)
    line.two = [rows[0].pk, other] if other else line.articles[:2]
    if not any(row.credits_agency for row in rows):
        line.first = sources.get(first_among(moments))


def near_copies_within(stories: Sequence[int]) -> PairQuerySet:
    """Return pairs within the stories that have nearly the same text."""
    return Pair.objects.near_copies().filter(left__story__in=stories, right__story__in=stories)


class _Same:
    """A union of articles that have nearly the same text."""

    def __init__(self, copies: "PairQuerySet") -> None:
        self.above: dict[int, int] = {}
        for left, right in copies:
            a, b = self.text_of(left), self.text_of(right)
            if a != b:
                self.above[max(a, b)] = min(a, b)

    def text_of(self, article: int) -> int:
        while article in self.above:
            article = self.above[article]
        return article
