"""Correcting a story: its articles, the possible actions, and past decisions."""

from collections.abc import Callable
from typing import Concatenate

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from newsgroups.models import CurationEvent, Story
from newsgroups.stories.curation import actions
from newsgroups.stories.curation.edit_conflicts import etag
from newsgroups.web.forms.curators.curation import CurateForm
from newsgroups.web.output.page_sizes import CURATED_ARTICLES, DECISIONS_ON_STORY
from newsgroups.web.output.pagination import page_number, page_of

from .candidates import candidates

View = Callable[..., HttpResponseBase]


class CuratorRequest(HttpRequest):
    """A request of somebody who is logged in, as `curators_only` ensures."""

    user: User


def curators_only(view: Callable[Concatenate[CuratorRequest, ...], HttpResponseBase]) -> View:
    """Ask visitors to log in; users without the curator role are rejected."""
    return login_required(permission_required("newsgroups.add_curationevent", raise_exception=True)(view))


@curators_only
def curate(request: CuratorRequest, pk: int) -> HttpResponseBase:
    story = get_object_or_404(Story, pk=pk)
    if story.merged_into_id:
        return redirect("curate", story.surviving().pk)
    form = CurateForm(request.POST or None, story=story)
    if request.method == "POST" and form.is_valid():
        try:
            event = form.act(by=request.user)
        except actions.RefusedCuration as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{event.summary}.")
            return redirect("curate", pk)
    articles = story.articles.visible().for_lists().with_lead().earliest_first()
    page = page_of(articles, page_number(request.GET.get("page")), size=CURATED_ARTICLES)
    shown = {
        "story": story,
        "form": form,
        "page": page,
        "ticked": {article.pk for article in form.value("articles", [])},
        "seen": etag(story),
        "history": CurationEvent.objects.on_story(story.pk)[:DECISIONS_ON_STORY],
        "find": request.GET.get("find", "")[:200],
        "candidates": candidates(story, request.GET.get("find", "")[:200]),
    }
    return render(request, "newsgroups/curate.html", shown, status=409 if form.non_field_errors() else 200)


@curators_only
@require_POST
def undo(request: CuratorRequest, pk: int) -> HttpResponse:
    """Undo a decision and return to where the curator was."""
    event = get_object_or_404(CurationEvent, pk=pk)
    try:
        actions.undo(event, by=request.user)
    except actions.RefusedCuration as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Undone: {event.summary}.")
    story = request.POST.get("story", "")
    return redirect("curate", int(story)) if story.isdecimal() and len(story) < 19 else redirect("queue")
