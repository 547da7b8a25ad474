"""Views of stories: the list, one story, and all its articles on one page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from newsgroups.lineage.load_lineage import lineage_of, moments_of
from newsgroups.lineage.table import lineage_table
from newsgroups.models import Story
from newsgroups.models.articles.article import ArticleQuerySet
from newsgroups.stories.groups.facts.page import facts_page
from newsgroups.stories.pages.stories.story import articles_with_reasons, near_copies, what_is_new
from newsgroups.stories.pages.stories.story_list import story_lines
from newsgroups.stories.pages.stories.summary import own_first, summary_of
from newsgroups.stories.pairs.reasons import shared_in, why_together
from newsgroups.stories.related.load import related_of
from newsgroups.web.charts.charts import timeline
from newsgroups.web.charts.lineage_chart import lineage_chart
from newsgroups.web.charts.mini_timeline import mini_timeline
from newsgroups.web.forms.active_filters import active_filters, sort_links
from newsgroups.web.forms.lists import GroupsForm
from newsgroups.web.forms.querysets import stories_of
from newsgroups.web.output.page_sizes import ARTICLES_OF_A_STORY, TEXTS
from newsgroups.web.output.pagination import page_number, page_of


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
    page = page_of(_articles(story).with_lead(), page_number(request.GET.get("page")), size=ARTICLES_OF_A_STORY)
    shared = shared_in(story)
    facts = facts_page(story)
    summary = summary_of(story, facts)
    lineage = lineage_table(lineage_of(story))
    shown = {
        "story": story,
        "page": page,
        "summary": summary,
        "told": articles_with_reasons(story, own_first(page.items, summary.signs), shared, summary.signs),
        "timeline": timeline(page.items, near_copies(page.items)),
        "why": why_together(shared),
        "lineage": lineage,
        "lineage_chart": lineage_chart(lineage.edges, moments_of(story)),
        "facts": facts,
        "related": related_of(story),
    }
    return render(request, "newsgroups/group.html", shown, status=200 if page.count else 410)


def group_all(request: HttpRequest, pk: int) -> HttpResponseBase:
    story = get_object_or_404(Story, pk=pk)
    if story.merged_into_id:
        return _moved("group_all", story)
    texts = _articles(story).defer(None)
    page = page_of(texts, page_number(request.GET.get("page")), size=TEXTS)
    shown = {"story": story, "page": page, "news": what_is_new(story, page.items)}
    return render(request, "newsgroups/group_all.html", shown, status=200 if page.count else 410)


def _moved(name: str, story: Story) -> HttpResponse:
    """Redirect to the story into which this one was merged; temporarily, because merging can be undone."""
    answer = redirect(name, story.surviving().pk, permanent=True)
    answer["Cache-Control"] = "no-cache"
    return answer


def _articles(story: Story) -> ArticleQuerySet:
    return story.articles.visible().for_lists().earliest_first()
