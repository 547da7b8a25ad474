"""Records what accounts were denied, and asks for a second factor or a password before they do more."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from newsgroups.accounts.audit import Kind, record
from newsgroups.accounts.password_confirmation import is_recent
from newsgroups.accounts.second_factor import is_missing
from newsgroups.web.middleware.rate_limit import address_of
from newsgroups.web.middleware.request_log import route_of

# Routes that remain open without a second factor: to set it up, and to leave.
_OPEN = {"second_factor", "logout", "healthz", "readyz", "metrics"}
# Changes to accounts and sessions ask for the password again if it was not entered recently.
_GUARDED_NAMES, _GUARDED_ROUTE = {"end_session", "end_other_sessions"}, "admin/auth/"
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
        match = request.resolver_match
        if match is None or match.url_name in _OPEN or not self._account(request):
            return None
        if settings.SECOND_FACTOR == "required" and is_missing(request.user):
            messages.warning(request, SET_UP_FIRST)
            return redirect("second_factor")
        is_guarded = match.url_name in _GUARDED_NAMES or match.route.startswith(_GUARDED_ROUTE)
        if is_guarded and not is_recent(request.session):
            back = request.path if request.method == "GET" and match.url_name not in _GUARDED_NAMES else ""
            return redirect(f"{reverse('confirm_password')}?{urlencode({'next': back})}")
        return None

    def _account(self, request: HttpRequest) -> str:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
            return ""
        name: str = request.user.get_username()
        return name
