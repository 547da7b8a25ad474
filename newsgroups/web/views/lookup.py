"""Look-up by text. The text comes by POST, is compared, and is gone: no address, log or table holds it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from newsgroups.stories.answer import answer
from newsgroups.stories.lookup import LookUp, RefusedText, look_up
from newsgroups.web.asked import asked_for
from newsgroups.web.forms import LookupForm


@never_cache
def lookup(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "newsgroups/lookup.html", {"form": LookupForm()})
    form = LookupForm(request.POST, request.FILES)
    if not form.is_answerable:
        return render(request, "newsgroups/lookup.html", {"form": form}, status=422)
    try:
        found = _found(form)
    except RefusedText as reason:
        form.add_error("text", str(reason))
        return render(request, "newsgroups/lookup.html", {"form": form}, status=422)
    shown = form.with_text(found.text)
    return render(request, "newsgroups/lookup.html", {"form": shown, "answer": answer(found)})


def _found(form: LookupForm) -> LookUp:
    asked = asked_for(form.value("text", ""), form.value("file"))
    return look_up(
        asked.text,
        date_from=form.value("date_from"),
        date_to=form.value("date_to"),
        sources=form.sources,
        limit=form.value("limit", LookupForm.LIMIT),
        options=form.options,
        without=asked.article,
    )
