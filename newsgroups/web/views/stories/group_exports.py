"""Lists of stories for other programs: Atom and CSV; JSON comes from the API."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, StreamingHttpResponse

from newsgroups.stories.pages.story_list import StoryLine, story_lines
from newsgroups.templatetags.formats import lead
from newsgroups.web.atom import AtomView
from newsgroups.web.csv_response import csv_response
from newsgroups.web.forms.lists import GroupsForm
from newsgroups.web.forms.querysets import stories_of

IN_FEED = 40


class StoriesFeed(AtomView):
    """The stories of the list with its filters, as Atom (RFC 4287)."""

    title = "Newsgroups: stories"
    link = "/groups/"
    subtitle = "How different outlets tell the same story"

    def get_object(self, request: HttpRequest) -> list[StoryLine]:
        return story_lines(list(stories_of(GroupsForm(request.GET))[:IN_FEED]))

    def items(self, lines: list[StoryLine]) -> list[StoryLine]:
        return lines

    def item_title(self, line: StoryLine) -> str:
        return line.story.title

    def item_link(self, line: StoryLine) -> str:
        return line.story.get_absolute_url()

    def item_description(self, line: StoryLine) -> str:
        outlets = ", ".join(source.name for source in line.outlets)
        return f"{lead(line.lead)} ({line.story.article_count} articles: {outlets})"

    def item_pubdate(self, line: StoryLine) -> datetime | None:
        return line.story.first_date

    def item_updateddate(self, line: StoryLine) -> datetime:
        return line.story.last_date or line.story.created


def groups_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All stories of the list with its filters, streamed."""
    return csv_response("stories.csv", _rows(GroupsForm(request.GET)))


def _rows(form: GroupsForm) -> Iterator[list[object]]:
    yield ["id", "title", "first_date", "last_date", "articles", "outlets"]
    for story in stories_of(form).iterator(chunk_size=1_000):
        dates = [each.isoformat() if each else "" for each in (story.first_date, story.last_date)]
        yield [story.pk, story.title, *dates, story.article_count, story.source_count]
