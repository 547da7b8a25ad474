"""The curators' page: what needs them, and who decided what lately."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.models import Article, CurationEvent, FactVerdict, Feed, QueuedAddress, Story
from newsgroups.pipeline.readiness import waiting
from newsgroups.stories.core.evaluation import MIN_JUDGED
from newsgroups.stories.judging.judge import progress

from .curate import curators_only

# Stories whose disagreements nobody has judged, those with the most first.
DISPUTED = 10
DECISIONS = 20


@curators_only
def dashboard(request: HttpRequest) -> HttpResponse:
    """Ten queries, however large the archive."""
    judged_stories = FactVerdict.objects.filter(event__undone_at__isnull=True).order_by().values("first__story")
    disputed = Story.objects.groups().with_disagreements().exclude(pk__in=judged_stories).with_fact_counts()
    shown = {
        "progress": progress(cast("Any", request.user)),
        "least": MIN_JUDGED,
        "disputed": disputed.order_by("-stored_facts__disagreements", "-pk")[:DISPUTED],
        "failing": Feed.objects.failing().count(),
        "refused": QueuedAddress.objects.by_people().filter(state=QueuedAddress.State.REFUSED).count(),
        "aside": Article.objects.set_aside().count(),
        "locked": Story.objects.groups().filter(locked=True).count(),
        "waiting": waiting(),
        "decisions": CurationEvent.objects.select_related("by", "undone_by")[:DECISIONS],
    }
    return render(request, "newsgroups/dashboard.html", shown)
