"""The API, version 1: what the pages show, as JSON."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthenticationError

from newsgroups.common.processes.concurrency_limit import Busy
from newsgroups.stories.lookup.text_limits import RefusedText
from newsgroups.web.middleware.error_pages import busy, too_many
from newsgroups.web.middleware.gone import Gone
from newsgroups.web.middleware.rate_limit import TooMany

from .openapi import ArchiveAPI
from .request_body import TolerantParser
from .routers import about, archive, browse, bulk, collections, pairs, search, writing

api = ArchiveAPI(
    title="Newsgroups",
    version="1",
    description="Search the archive, read its stories, compare articles, and find where a text comes from.",
    urls_namespace="api",
    docs_url=None,
    parser=TolerantParser(),
)
api.add_router("", search.router)
api.add_router("", bulk.router)
api.add_router("", archive.router)
api.add_router("", pairs.router)
api.add_router("", browse.router)
api.add_router("", collections.router)
api.add_router("", about.router)
api.add_router("", writing.router)


@api.exception_handler(RefusedText)
def refused(request: HttpRequest, error: RefusedText) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=422)


@api.exception_handler(TooMany)
def too_many_requests(request: HttpRequest, error: TooMany) -> HttpResponse:
    return too_many(request, error)


@api.exception_handler(Busy)
def busy_now(request: HttpRequest, error: Busy) -> HttpResponse:
    return busy(request, error)


@api.exception_handler(Gone)
def gone(request: HttpRequest, error: Gone) -> HttpResponse:
    return api.create_response(request, {"detail": "This has been removed from the archive."}, status=410)


@api.exception_handler(AuthenticationError)
def not_logged_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Say how to log in, as RFC 9110 (11.6.1) demands of every 401."""
    answer = api.create_response(request, {"detail": "This needs a valid token, or a log-in."}, status=401)
    answer["WWW-Authenticate"] = 'Bearer realm="Newsgroups"'
    return answer


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"detail": "Nothing in the archive has this name or number."}, status=404)
