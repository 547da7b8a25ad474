"""Views of stories: the list, one story, and all its articles on one page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from newsgroups.lineage.load_lineage import lineage_of
from newsgroups.lineage.table import lineage_table
from newsgroups.models import Article, Mute, Source, Story
from newsgroups.models.articles.article import ArticleQuerySet
from newsgroups.models.readers.mute import Muted
from newsgroups.stories.groups.related.load import related_of
from newsgroups.stories.pages.stories.fold_copies import fold_copies
from newsgroups.stories.pages.stories.lead_story import lead_of, lead_story
from newsgroups.stories.pages.stories.origin_badges import Sign
from newsgroups.stories.pages.stories.silence import silent_outlets
from newsgroups.stories.pages.stories.story import articles_with_reasons, what_is_new
from newsgroups.stories.pages.stories.story_list import story_lines
from newsgroups.stories.pages.stories.summary import own_first, read_story, summary_of
from newsgroups.stories.pairs.reasons import shared_in, why_together
from newsgroups.story_facts.page.facts_page import facts_page
from newsgroups.text.credits import full_name
from newsgroups.web.charts.mini_timeline import mini_timeline
from newsgroups.web.charts.origins_chart import origins_chart
from newsgroups.web.forms.active_filters import active_filters, sort_links
from newsgroups.web.forms.filtered_rows import count_stories_by_text, stories_of
from newsgroups.web.forms.list_filters import GroupsForm
from newsgroups.web.forms.outlet_picker import outlet_picker
from newsgroups.web.output.page_sizes import ARTICLES_OF_A_STORY, TEXTS
from newsgroups.web.output.pagination import page_number, page_of


def groups(request: HttpRequest) -> HttpResponse:
    form = GroupsForm(request.GET)
    muted = _muted(request)
    stories, is_by_day = muted.without_muted(stories_of(form)), form.value("sort", "latest") == "latest"
    lead = lead_of(stories) if is_by_day else None
    page = page_of(stories.exclude(pk=lead.pk) if lead else stories, page_number(request.GET.get("page")))
    count = page.count + bool(lead)
    count_stories_by_text(form, None if muted else count)
    shown = {
        "form": form,
        "picker": outlet_picker(form),
        "page": page,
        "count": count,
        "lead": _lead(lead) if lead and page.number == 1 else None,
        "today": timezone.now().date(),
        "lines": [(line, mini_timeline(line.dots, are_days=line.are_days)) for line in story_lines(page.items)],
        "active_filters": active_filters(form),
        "sort_links": sort_links(form),
        "is_by_day": is_by_day,
        "muted": muted,
    }
    return render(request, "newsgroups/groups.html", shown)


def _muted(request: HttpRequest) -> Muted:
    """The reader's mutes, unless the page is to show everything; no query for visitors."""
    if not request.user.is_authenticated or request.GET.get("muted") == "show":
        return Muted()
    return Mute.objects.of(request.user).as_muted()


def _lead(story: Story) -> dict[str, object]:
    lead = lead_story(story)
    chart = mini_timeline(lead.line.dots, are_days=lead.line.are_days)
    return {"line": lead.line, "disputes": lead.disputes, "is_this_week": lead.is_this_week, "chart": chart}


def group(request: HttpRequest, pk: int) -> HttpResponseBase:
    story = get_object_or_404(Story, pk=pk)
    if story.surviving() != story:
        return _moved("group", story)
    page = page_of(_articles(story).with_lead(), page_number(request.GET.get("page")), size=ARTICLES_OF_A_STORY)
    shared = shared_in(story)
    read = read_story(story)
    signs = read.signs
    own = [pk for pk, sign in signs.items() if sign == Sign.OWN]
    everything = {name: request.GET.get(name) == "all" for name in ("outlets", "facts")}
    facts = facts_page(story, own=own, all_outlets=everything["outlets"], all_rows=everything["facts"])
    summary = summary_of(read, facts)
    told = articles_with_reasons(story, own_first(page.items, signs), shared, signs)
    lineage = lineage_of(story)
    edges = lineage_table(lineage)
    agencies = {node.name for node in lineage.nodes if node.article is None}
    agencies |= {full_name(node.agency) for node in lineage.nodes if node.agency and not node.is_agency_page}
    shown = {
        "story": story,
        "page": page,
        "summary": summary,
        "told": told,
        "texts": fold_copies(told, lineage),
        "columns": [(article, signs.get(article.pk, Sign.UNKNOWN)) for article in facts.articles],
        "can_judge": request.user.has_perm("newsgroups.add_curationevent"),
        "why": why_together(shared),
        "lineage": edges,
        "agency_pages": Source.objects.of_agencies(sorted(agencies)),
        "chart": origins_chart(page.items, edges.edges, signs),
        "facts": facts,
        "related": related_of(story),
        "silent": silent_outlets(story),
        "left": None if page.count else _left_of(story),
    }
    return render(request, "newsgroups/story.html", shown, status=200 if page.count else 410)


def group_all(request: HttpRequest, pk: int) -> HttpResponseBase:
    story = get_object_or_404(Story, pk=pk)
    if story.surviving() != story:
        return _moved("group_all", story)
    texts = _articles(story).defer(None)
    page = page_of(texts, page_number(request.GET.get("page")), size=TEXTS)
    shown = {"story": story, "page": page, "news": what_is_new(story, page.items)}
    return render(request, "newsgroups/story_articles.html", shown, status=200 if page.count else 410)


def _moved(name: str, story: Story) -> HttpResponse:
    """Redirect to the story into which this one was merged; temporarily, because merging can be undone."""
    answer = redirect(name, story.surviving().pk, permanent=True)
    answer["Cache-Control"] = "no-cache"
    return answer


def _left_of(story: Story) -> Article | None:
    """The central article of a story that has no articles any more, wherever it is now; None if it is not visible."""
    central = story.central_article_id
    return Article.objects.visible().for_lists().filter(pk=central).first() if central else None


def _articles(story: Story) -> ArticleQuerySet:
    return story.articles.visible().for_lists().earliest_first()
