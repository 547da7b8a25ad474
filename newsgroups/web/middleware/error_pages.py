"""Responses to requests that are too frequent, too large or malformed: a page, or JSON under /api/."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, UnreadablePostError
from django.shortcuts import render

from newsgroups.accounts.audit import security
from newsgroups.common.processes.concurrency_limit import Busy
from newsgroups.ingest.files.uploads import MAX_UPLOAD
from newsgroups.stories.lookup.text_limits import MAX_TEXT_LENGTH

from .api_problems import is_api
from .rate_limit import TooMany, visitor
from .request_log import route_of
from .uploads import OddFileName

# The largest file accepted, or several smaller ones, plus the rest of the form.
LARGEST_REQUEST = MAX_UPLOAD + 4_000_000
# What several files may add up to; the rest of the form takes less than a megabyte.
_SEVERAL_FILES = LARGEST_REQUEST // 1_000_000 - 1
# A browser shows the response only after it has sent everything; uploads larger than this are cut off.
MAX_READ_AWAY = 30_000_000
_BATCH_SIZE = 65_536

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]

TOO_LARGE = (
    f"That is too large to look up. The limit is {MAX_TEXT_LENGTH:,} characters for a text, "
    f"{MAX_UPLOAD // 1_000_000} MB for a file, and {_SEVERAL_FILES} MB for several."
)
ODD_NAME = "The file name contains invisible characters. Rename the file and try again."
UNREADABLE = "Part of the request could not be read."

GetResponse = Callable[[HttpRequest], HttpResponse]


class OversizeMiddleware:
    """Rejects requests that are too large, or of a method that no page has (TRACE), before they are parsed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        largest = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if is_api(request) else LARGEST_REQUEST
        if _length(request) > largest:
            return refusal(request, TOO_LARGE, 413)
        return self.get_response(request)


class TooManyMiddleware:
    """Tells clients that exceeded a rate limit, or found the site too busy, when to retry."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Busy):
            return busy(request, exception)
        if isinstance(exception, TooMany):
            # The hash tells visitors apart without telling who they are.
            security.warning("rate limit reached: %s, visitor %s", route_of(request), visitor(request, "")[:4].hex())
            return too_many(request, exception)
        return None


def busy(request: HttpRequest, error: Busy) -> HttpResponse:
    """Return 503 with the seconds to wait (RFC 9110, 15.6.4)."""
    answer = refusal(request, str(error), 503)
    answer["Retry-After"] = str(error.seconds)
    return answer


def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    """Return 429 with the seconds to wait (RFC 6585, 4)."""
    answer = refusal(request, str(error), 429)
    answer["Retry-After"] = str(error.seconds)
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handle requests that Django considers suspicious."""
    if isinstance(exception, RequestDataTooBig):
        return refusal(request, TOO_LARGE, 413)
    return refusal(request, ODD_NAME if isinstance(exception, OddFileName) else UNREADABLE, 400)


def refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    _drain(request)
    if is_api(request):
        return JsonResponse({"detail": sentence}, status=status)
    return render(request, "refused.html", {"sentence": sentence}, status=status)


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _drain(request: HttpRequest) -> None:
    """Read the rest of the request: closing a connection with unread bytes would discard the response."""
    if _length(request) <= MAX_READ_AWAY:
        with suppress(UnreadablePostError):
            while request.read(_BATCH_SIZE):
                pass
