"""The curators' queue: shows one pair at a time for a verdict."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newsgroups.models import Judgement
from newsgroups.stories.core.evaluation import MIN_JUDGED
from newsgroups.stories.curation.log import RefusedCuration
from newsgroups.stories.judging import judge
from newsgroups.stories.judging.guidelines import examples
from newsgroups.stories.judging.queue import next_task
from newsgroups.stories.pairs.reasons import why_alike
from newsgroups.text.display.percentages import probable
from newsgroups.web.forms.curators.curation import JudgeForm

from .curate import CuratorRequest, curators_only


@curators_only
@never_cache
def queue(request: CuratorRequest) -> HttpResponse:
    if request.method == "POST":
        return _judged(request)
    task = next_task(request.user)
    shown = {
        "task": task,
        "why": why_alike(task.left, task.right) if task else None,
        "progress": judge.progress(request.user),
        "min_drawn": MIN_JUDGED,
    }
    return render(request, "newsgroups/judging_queue.html", shown)


def _judged(request: CuratorRequest) -> HttpResponse:
    form = JudgeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "That is not a verdict. Use one of the buttons.")
        return redirect("queue")
    left, right, verdict = (form.cleaned_data[name] for name in ("left", "right", "verdict"))
    try:
        if verdict == JudgeForm.SKIP:
            judge.skip(left, right, by=request.user)
        else:
            judgement = judge.judge(left, right, verdict, by=request.user, note=form.cleaned_data["note"])
            messages.success(request, _verdict_message(judgement))
    except RefusedCuration as refused:
        messages.error(request, str(refused))
    if form.cleaned_data["compare"]:
        return redirect("compare", left, right)
    if similar := form.cleaned_data["similar"]:
        return redirect(f"{reverse('similar')}?{QueryDict(similar).urlencode()}")
    return redirect("queue")


def _verdict_message(judgement: Judgement) -> str:
    """Return the verdict and, only now, the model's probability."""
    said = judgement.probability
    thought = f" The model said {probable(said)}." if said is not None else ""
    return f"Judged: {judgement.get_verdict_display()}.{thought}"


@curators_only
@require_POST
def undo_last(request: CuratorRequest) -> HttpResponse:
    try:
        judgement = judge.undo_last(by=request.user)
    except RefusedCuration as refused:
        messages.error(request, str(refused))
    else:
        messages.info(request, f"Undone: {judgement.get_verdict_display()}. Please judge it again.")
    return redirect("queue")


@curators_only
def guidelines(request: HttpRequest) -> HttpResponse:
    return render(request, "newsgroups/guidelines.html", {"examples": examples()})
