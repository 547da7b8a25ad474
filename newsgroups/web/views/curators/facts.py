"""Verdicts on disagreements, given on the page of a story."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from newsgroups.models import FactVerdict, Story
from newsgroups.stories.curation.log import RefusedCuration
from newsgroups.stories.judging.fact_verdicts import judge_disagreement

from .curate import CuratorRequest, curators_only

_SAID = {
    FactVerdict.Verdict.REAL: "Marked as a real disagreement.",
    FactVerdict.Verdict.NONE: "Marked as no disagreement; the row is hidden.",
}


@curators_only
@require_POST
def judge_fact(request: CuratorRequest, pk: int) -> HttpResponse:
    """Store a curator's verdict on a row of the table, and go back to it."""
    story = get_object_or_404(Story, pk=pk).surviving()
    verdict = request.POST.get("verdict", "")
    if verdict not in FactVerdict.Verdict.values:
        messages.error(request, "Choose one of the two verdicts.")
        return redirect(f"{story.get_absolute_url()}#facts")
    try:
        judge_disagreement(
            story, request.POST.get("row", ""), verdict, by=request.user, reason=request.POST.get("reason", "")
        )
    except RefusedCuration as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{_SAID[FactVerdict.Verdict(verdict)]} It can be undone under “Curator tools”.")
    return redirect(f"{story.get_absolute_url()}#facts")
