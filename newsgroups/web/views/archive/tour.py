"""A short tour of the site on the archive's own articles, and the hints of its pages."""

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newsgroups.models import Article, Pair, Story
from newsgroups.templatetags.hints import COOKIE, HINTS, dismissed
from newsgroups.web.middleware.error_pages import refusal
from newsgroups.web.views.search.search import cached_examples

# A paragraph: enough for a look-up, and to be read in passing.
PASTED_WORDS = 60
KEPT_SECONDS = 365 * 86_400


def tour(request: HttpRequest) -> HttpResponse:
    """Lead through the pages with a story, a pair, and a search of this archive. A fixed number of queries."""
    by_disagreements = F("stored_facts__disagreements").desc(nulls_last=True), "-source_count", "-id"
    story = Story.objects.groups().with_fact_counts().order_by(*by_disagreements).first()
    pairs = Pair.objects.visible().between_outlets().near_copies().select_related("left__source", "right__source")
    pair = pairs.order_by("-longest_run", "-id").first()
    article = pair.right if pair else Article.objects.visible().latest_first().first()
    shown = {
        "story": story,
        "pair": pair,
        "pasted": " ".join(article.text.split()[:PASTED_WORDS]) if article else "",
        "example": next(iter(cached_examples()), None),
    }
    return render(request, "newsgroups/tour.html", shown)


@csrf_exempt
@require_POST
def dismiss_hint(request: HttpRequest) -> HttpResponseBase:
    """Remember in the browser that a hint was read. Changes nothing else, so it needs no token, and pages no cookie."""
    name, back = request.POST.get("hint", ""), request.POST.get("next", "")
    if name not in HINTS:
        return refusal(request, "There is no such hint.", 400)
    is_here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(back if is_here else "home")
    names = ".".join(sorted(dismissed(request.COOKIES.get(COOKIE, "")) | {name}))
    answer.set_cookie(
        COOKIE, names, max_age=KEPT_SECONDS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer
