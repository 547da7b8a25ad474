"""One line in the access log for each request, with an id that every other line about the request carries.

Routes are logged by their patterns (`articles/<int:pk>/`), never by address: addresses hold queries and tokens.
"""

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from newsgroups.common.logs import request_id
from newsgroups.web.server.prometheus import count_request

access = logging.getLogger("newsgroups.access")
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestLogMiddleware:
    """Logs method, route, status, and duration; answers with the id in `X-Request-ID`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(id_of(request))
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            _log(request, response.status_code, time.perf_counter() - started)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


def id_of(request: HttpRequest) -> str:
    """The id that a trusted proxy gave the request, or a new one."""
    sent = request.headers.get("X-Request-ID", "")
    is_trusted = request.META.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES
    return sent if is_trusted and _ID.fullmatch(sent) else uuid4().hex


def route_of(request: HttpRequest) -> str:
    """The pattern that the address matched; `unknown` if none did."""
    return request.resolver_match.route or "/" if request.resolver_match else "unknown"


def _log(request: HttpRequest, status: int, seconds: float) -> None:
    route = route_of(request)
    fields = {
        "method": request.method,
        "route": route,
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
    }
    count_request(route, request.method or "", status, seconds)
    access.info("%s %s %s in %.1f ms", *fields.values(), extra=fields)
