"""The story at the top of the home page: the one of the last week that outlets told most differently."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from newsgroups.models import Source, Story
from newsgroups.models.stories.story import StoryQuerySet
from newsgroups.story_facts.page.facts_page import Row, facts_page

from .story_list import StoryLine, story_lines

WEEK = timedelta(days=7)
MIN_REPORTS = 3
# As many disagreements as stand beside the title without being longer than it.
SHOWN = 2


@dataclass(frozen=True)
class Side:
    """A value and the outlets that give it; `differs` marks the value of fewer outlets."""

    value: str
    outlets: list[Source]
    differs: bool


@dataclass(frozen=True)
class LeadStory:
    """The story with its first disagreements; `is_this_week` is False in an archive whose last week is long ago."""

    line: StoryLine
    disputes: list[tuple[str, list[Side]]]
    is_this_week: bool


def lead_of(stories: StoryQuerySet) -> Story | None:
    """Return the story of the last seven days with the most disagreements, and at least three independent reports.

    The days end at the latest story of the list, so that an archive of the past has a lead as well. Two queries.
    """
    latest = stories.filter(last_date__lte=timezone.now()).order_by("-last_date").values_list("last_date", flat=True)
    if not (end := latest.first()):
        return None
    told = stories.filter(last_date__gt=end - WEEK, last_date__lte=end, independent_reports__gte=MIN_REPORTS)
    found = told.with_disagreements()
    return found.most_disputed_first().first()


def lead_story(story: Story) -> LeadStory:
    """Return what the home page shows of its lead."""
    rows = [row for row in facts_page(story).rows if row.is_disagreement and not row.is_unsure]
    is_recent = bool(story.last_date and timezone.now() - story.last_date < WEEK)
    return LeadStory(story_lines([story])[0], [(row.about, _sides(row)) for row in rows[:SHOWN]], is_recent)


def _sides(row: Row) -> list[Side]:
    """Return the values that differ, each once, with their outlets; the value of more outlets leads."""
    sides: dict[int, Side] = {}
    for cell in row.shown:
        if cell.side in (0, 1):
            side = sides.setdefault(cell.side, Side(cell.value, [], cell.is_fewer))
            side.outlets.append(cell.article.source)
    return sorted(sides.values(), key=lambda side: -len(side.outlets))
