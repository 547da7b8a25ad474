"""Responses for articles and stories that are no longer shown."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.models import Article


class Gone(Exception):
    """The article or story was removed from the archive; `aside` is the reason if no curator decided so."""

    def __init__(self, aside: str = "") -> None:
        self.aside = aside


def visible_or_gone(article: Article) -> Article:
    if article.hidden:
        raise Gone(article.get_aside_display())
    return article


class GoneMiddleware:
    """Responds to Gone with its page, as Django does for a page that is not found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Gone):
            return None
        return render(request, "410.html", {"aside": exception.aside}, status=410)
