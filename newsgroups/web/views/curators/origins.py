"""Correcting where the text that two articles share comes from."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from newsgroups.models import Article
from newsgroups.stories.curation import actions
from newsgroups.web.forms.curators.origins import OriginForm

from .curate import CuratorRequest, curators_only


@curators_only
@require_POST
def correct(request: CuratorRequest, left: int, right: int) -> HttpResponse:
    form = OriginForm(request.POST)
    articles = [get_object_or_404(Article.objects.visible().select_related("source"), pk=pk) for pk in (left, right)]
    try:
        if not form.is_valid():
            raise actions.RefusedCuration("Say where the text comes from.")
        event = actions.correct_origin(*articles, **form.cleaned_data, by=request.user)
    except actions.RefusedCuration as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{event.summary}. The story follows with the next processing.")
    return redirect(f"{reverse('compare', args=[left, right])}#origin")
