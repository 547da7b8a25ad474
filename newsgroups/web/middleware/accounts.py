"""Records what accounts were denied, and lets an account that must set up a second factor do nothing else first."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from newsgroups.accounts.audit import Kind, record
from newsgroups.accounts.second_factor import is_missing

from .rate_limit import address_of
from .request_log import route_of

# Routes that remain open without a second factor: to set it up, and to leave.
_OPEN = {"second_factor", "logout", "end_session", "healthz", "readyz", "metrics"}
SET_UP_FIRST = "Set up a second factor first. This site requires one for every account."


class AccountsMiddleware:
    """Visitors without a session cause no database query here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 403 and self._account(request):
            record(Kind.REFUSED, account=self._account(request), address=address_of(request), detail=route_of(request))
        return response

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponseBase | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name in _OPEN or settings.SECOND_FACTOR != "required" or not self._account(request):
            return None
        if not is_missing(request.user):
            return None
        messages.warning(request, SET_UP_FIRST)
        return redirect("second_factor")

    def _account(self, request: HttpRequest) -> str:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
            return ""
        name: str = request.user.get_username()
        return name
