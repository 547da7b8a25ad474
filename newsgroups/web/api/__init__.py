"""The API, version 1: what the pages show, as JSON."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from newsgroups.stories.lookup import RefusedText
from newsgroups.web.api import reading, searching
from newsgroups.web.rates import TooMany
from newsgroups.web.refusals import too_many
from newsgroups.web.views.gone import Gone

api = NinjaAPI(
    title="Newsgroups",
    version="1",
    description="Search the archive, read its stories, compare articles, and find where a text comes from.",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("", searching.router)
api.add_router("", reading.router)


@api.exception_handler(RefusedText)
def refused(request: HttpRequest, error: RefusedText) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=422)


@api.exception_handler(TooMany)
def too_many_requests(request: HttpRequest, error: TooMany) -> HttpResponse:
    return too_many(request, error)


@api.exception_handler(Gone)
def gone(request: HttpRequest, error: Gone) -> HttpResponse:
    return api.create_response(request, {"detail": "This has been taken out of the archive."}, status=410)
