"""Stories: the list, one story, and all its articles on one page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from newsgroups.models import Story
from newsgroups.models.article import ArticleQuerySet
from newsgroups.stories.facts.page import facts_page
from newsgroups.stories.lineage.load import lineage_of, moments_of
from newsgroups.stories.lineage.table import lineage_table
from newsgroups.stories.pages.story import near_copies, told_in_order, what_is_new
from newsgroups.stories.pages.story_list import story_lines
from newsgroups.stories.pages.summary import own_first, summary_of
from newsgroups.stories.pairs.reasons import shared_in, why_together
from newsgroups.web.charts.charts import timeline
from newsgroups.web.charts.lineage_chart import lineage_chart
from newsgroups.web.charts.mini_timeline import mini_timeline
from newsgroups.web.forms.active_filters import active_filters, sort_links
from newsgroups.web.forms.lists import GroupsForm
from newsgroups.web.forms.querysets import stories_of
from newsgroups.web.pagination import page_number, page_of

ON_ONE_PAGE = 30
IN_ONE_LIST = 100


def groups(request: HttpRequest) -> HttpResponse:
    form = GroupsForm(request.GET)
    page = page_of(stories_of(form), page_number(request.GET.get("page")))
    shown = {
        "form": form,
        "page": page,
        "lines": [(line, mini_timeline(line.dots, are_days=line.are_days)) for line in story_lines(page.items)],
        "active_filters": active_filters(form),
        "sort_links": sort_links(form),
        "is_by_day": form.value("sort", "latest") == "latest",
    }
    return render(request, "newsgroups/groups.html", shown)


def group(request: HttpRequest, pk: int) -> HttpResponseBase:
    story = get_object_or_404(Story, pk=pk)
    if story.merged_into_id:
        return _moved("group", story)
    page = page_of(_articles(story).with_lead(), page_number(request.GET.get("page")), size=IN_ONE_LIST)
    shared = shared_in(story)
    facts = facts_page(story)
    summary = summary_of(story, facts)
    lineage = lineage_table(lineage_of(story))
    shown = {
        "story": story,
        "page": page,
        "summary": summary,
        "told": told_in_order(story, own_first(page.items, summary.signs), shared, summary.signs),
        "timeline": timeline(page.items, near_copies(page.items)),
        "why": why_together(shared),
        "lineage": lineage,
        "lineage_chart": lineage_chart(lineage.edges, moments_of(story)),
        "facts": facts,
    }
    return render(request, "newsgroups/group.html", shown, status=200 if page.count else 410)


def group_all(request: HttpRequest, pk: int) -> HttpResponseBase:
    story = get_object_or_404(Story, pk=pk)
    if story.merged_into_id:
        return _moved("group_all", story)
    texts = _articles(story).defer(None)
    page = page_of(texts, page_number(request.GET.get("page")), size=ON_ONE_PAGE)
    shown = {"story": story, "page": page, "news": what_is_new(story, page.items)}
    return render(request, "newsgroups/group_all.html", shown, status=200 if page.count else 410)


def _moved(name: str, story: Story) -> HttpResponse:
    """To the story that this one was merged into; not for good, since the merging can be undone."""
    answer = redirect(name, story.surviving().pk, permanent=True)
    answer["Cache-Control"] = "no-cache"
    return answer


def _articles(story: Story) -> ArticleQuerySet:
    return story.articles.visible().for_lists().earliest_first()
