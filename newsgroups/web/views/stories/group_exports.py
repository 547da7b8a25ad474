"""Lists of stories for other programs: Atom and CSV; JSON comes from the API."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString

from newsgroups.models import Article, Story
from newsgroups.stories.pages.story_list import StoryLine, story_lines
from newsgroups.templatetags.formats import lead
from newsgroups.web.csv_response import csv_response
from newsgroups.web.feed_formats import IN_FEED, ArchiveFeed, paragraphs, printable
from newsgroups.web.forms.lists import GroupsForm
from newsgroups.web.forms.querysets import stories_of
from newsgroups.web.views.archive.feeds import ArticlesFeed


class StoriesFeed(ArchiveFeed):
    """The stories of the list with its filters."""

    title = "Newsgroups: stories"
    link = "/groups/"
    subtitle = "How different outlets tell the same story"

    def get_object(self, request: HttpRequest) -> list[StoryLine]:
        return story_lines(list(stories_of(GroupsForm(request.GET))[:IN_FEED]))

    def items(self, lines: list[StoryLine]) -> list[StoryLine]:
        return lines

    def item_title(self, line: StoryLine) -> str:
        return printable(line.story.title)

    def item_link(self, line: StoryLine) -> str:
        return line.story.get_absolute_url()

    def item_description(self, line: StoryLine) -> SafeString:
        outlets = ", ".join(source.name for source in line.outlets)
        return paragraphs(lead(line.lead), f"{line.story.article_count} articles: {outlets}")

    def item_pubdate(self, line: StoryLine) -> datetime | None:
        return line.story.first_date

    def item_updateddate(self, line: StoryLine) -> datetime | None:
        return line.story.last_date


class StoryFeed(ArticlesFeed):
    """The articles of one story, so that who follows it learns of each that joins."""

    def get_object(self, request: HttpRequest, pk: int) -> Story:
        story = get_object_or_404(Story, pk=pk).surviving()
        if not story.article_count:
            raise Http404
        return story

    def title(self, story: Story) -> str:
        return printable(f"Newsgroups: {story.title}")

    def subtitle(self, story: Story) -> str:
        return f"{story.article_count} articles of {story.source_count} outlets, the latest first."

    def link(self, story: Story) -> str:
        return story.get_absolute_url()

    def items(self, story: Story) -> list[Article]:
        return list(story.articles.visible().for_lists().with_lead().latest_first()[:IN_FEED])


def groups_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All stories of the list with its filters, streamed."""
    return csv_response("stories.csv", _rows(GroupsForm(request.GET)))


def _rows(form: GroupsForm) -> Iterator[list[object]]:
    yield ["id", "title", "first_date", "last_date", "articles", "outlets"]
    for story in stories_of(form).iterator(chunk_size=1_000):
        dates = [each.isoformat() if each else "" for each in (story.first_date, story.last_date)]
        yield [story.pk, story.title, *dates, story.article_count, story.source_count]
