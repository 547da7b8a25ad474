"""Shared look-ups: created only on request, and deleted when they expire."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from newsgroups.models import SharedLookup
from newsgroups.models.readers.shared_lookup import size_of
from newsgroups.stories.lookup.text_limits import RefusedText
from newsgroups.web.forms.lookup import LookupForm
from newsgroups.web.middleware.rate_limit import count_request, count_shared

from .lookup import answer_to, search_instead

COOKIE = "report_key"


@require_POST
@sensitive_post_parameters()
def make_report(request: HttpRequest) -> HttpResponseBase:
    """Store the text and its filters, and give the creator's browser the key to delete them."""
    count_request(request, "share")
    form = LookupForm(request.POST)
    if not form.is_answerable:
        return render(request, "newsgroups/lookup.html", {"form": form}, status=422)
    asked_days = request.POST.get("days", "")
    offered = settings.SHARED_LOOKUP_DAYS
    days = int(asked_days) if asked_days in map(str, offered) else offered[0]
    text, params = form.value("text"), form.query_params
    count_shared(request, size_of(text, params))
    report, key = SharedLookup.objects.make(text=text, asked=params, days=days)
    answer = redirect(report.secret_address)
    answer.status_code = 303
    answer.set_cookie(
        COOKIE, key, max_age=days * 86_400, path=report.secret_address,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict",
    )  # fmt: skip
    return answer


@never_cache
def report(request: HttpRequest, token: str) -> HttpResponse:
    kept = get_object_or_404(SharedLookup.objects.live(), token=token)
    form = _form(kept)
    # The URL is fetched each time the shared look-up is opened.
    count_request(request, form.kind)
    shown = {"form": form, "report": kept, "is_maker": _is_maker(request, kept)}
    page = _answered(request, form, shown) if form.is_answerable else None
    page = page or render(request, "newsgroups/shared_lookup.html", shown)
    page["X-Robots-Tag"] = "noindex"
    return page


def _answered(request: HttpRequest, form: LookupForm, shown: dict[str, Any]) -> HttpResponse | None:
    """Return the page with its answer; None if there is none, in which case the form says why."""
    try:
        with answer_to(request, form) as answer:
            shown = shown | {"answer": answer, "offered": search_instead(answer)}
            return render(request, "newsgroups/shared_lookup.html", shown)
    except RefusedText as reason:
        form.add_error("text", str(reason))
        return None


@require_POST
def delete_report(request: HttpRequest, token: str) -> HttpResponse:
    kept = get_object_or_404(SharedLookup, token=token)
    if not _is_maker(request, kept):
        return render(request, "403.html", status=403)
    kept.delete()
    answer = render(request, "newsgroups/shared_lookup_deleted.html")
    answer.delete_cookie(COOKIE, path=kept.secret_address)
    return answer


def _form(kept: SharedLookup) -> LookupForm:
    data = QueryDict(mutable=True)
    for name, values in {**kept.asked, "text": [kept.text]}.items():
        data.setlist(name, values)
    return LookupForm(data)


def _is_maker(request: HttpRequest, kept: SharedLookup) -> bool:
    return kept.is_made_by(request.COOKIES.get(COOKIE, ""))
