"""Lists of stories as Atom feeds and CSV; JSON comes from the API."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from newsgroups.models import Article, Story
from newsgroups.stories.pages.stories.story_list import StoryLine, story_lines
from newsgroups.templatetags.formats import lead
from newsgroups.web.forms.filter_base import unreadable
from newsgroups.web.forms.filtered_rows import stories_of
from newsgroups.web.forms.list_filters import GroupsForm
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.csv_response import as_written, table_response
from newsgroups.web.output.feed_formats import ArchiveFeed
from newsgroups.web.output.page_sizes import FEED_ENTRIES
from newsgroups.web.views.archive.feeds import WholeFeed


class StoriesFeed(ArchiveFeed):
    """The stories of the list with its filters."""

    title = "Newsgroups: stories"
    link = "/groups/"
    subtitle = "How different outlets cover the same story"

    def respond(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        form = GroupsForm(request.GET)
        return unreadable(form) or super().respond(request, form=form)

    def get_object(self, request: HttpRequest, form: GroupsForm) -> list[StoryLine]:
        return story_lines(list(stories_of(form)[:FEED_ENTRIES]))

    def items(self, lines: list[StoryLine]) -> list[StoryLine]:
        return lines

    def item_title(self, line: StoryLine) -> str:
        return line.story.title

    def item_link(self, line: StoryLine) -> str:
        return line.story.get_absolute_url()

    def item_description(self, line: StoryLine) -> str:
        outlets = ", ".join(source.name for source in line.outlets)
        number = line.story.independent_reports
        reports = f", {number} independent report{'' if number == 1 else 's'}" if number else ""
        differ = line.disagreements
        disputes = f", {differ} disagreement{'' if differ == 1 else 's'}" if differ else ""
        return f"{lead(line.lead)} ({line.story.article_count} articles{reports}{disputes}: {outlets})"

    def item_pubdate(self, line: StoryLine) -> datetime | None:
        return line.story.first_date

    def item_updateddate(self, line: StoryLine) -> datetime:
        return line.story.last_date or line.story.created


class StoryFeed(WholeFeed):
    """The articles of one story, so that subscribers learn of each article that joins."""

    def get_object(self, request: HttpRequest, pk: int) -> Story:
        story = get_object_or_404(Story, pk=pk).surviving()
        if not story.article_count:
            raise Http404
        return story

    def title(self, story: Story) -> str:
        return f"Newsgroups: {story.title}"

    def subtitle(self, story: Story) -> str:
        return f"{story.article_count} articles from {story.source_count} outlets, latest first."

    def link(self, story: Story) -> str:
        return story.get_absolute_url()

    def items(self, story: Story) -> list[Article]:
        return list(story.articles.visible().for_lists().with_lead().latest_first()[:FEED_ENTRIES])


_DESCRIBED = "id", "title", "first_date", "last_date"


def groups_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """Stream all stories of the list with its filters."""
    count_request(request, "export")
    filters = GroupsForm(request.GET)
    return unreadable(filters) or table_response(request, "stories", _rows(filters), form=form)


def _rows(form: GroupsForm) -> Iterator[list[object]]:
    yield [*_DESCRIBED, "articles", "outlets", "independent_reports", "disagreements", "only_here"]
    for story in stories_of(form).with_fact_counts().iterator(chunk_size=1_000):
        dates = [as_written(moment) for moment in (story.first_date, story.last_date)]
        counts = [story.article_count, story.source_count, story.independent_reports]
        yield [story.pk, story.title, *dates, *counts, story.disagreements, story.only_here]  # type: ignore[attr-defined]
