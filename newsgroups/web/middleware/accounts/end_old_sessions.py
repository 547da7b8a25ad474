"""Ends sessions of logged-in users after a time, and keeps their pages out of caches."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from newsgroups.accounts.audit import Kind, record
from newsgroups.accounts.open_sessions import BEGAN, SEEN
from newsgroups.web.middleware.rate_limit import address_of

# At most this often (in seconds), a session is written only to record that it is in use.
NOTED_EVERY = 60


class SessionLimitsMiddleware:
    """Logs users out after `SESSION_IDLE_MINUTES` without activity, or `SESSION_HOURS` after they logged in.

    Visitors who never logged in have no session, and cause no database queries here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._limit(request)
        response = self.get_response(request)
        if request.session.accessed and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    def _limit(self, request: HttpRequest) -> None:
        now, session = int(time.time()), request.session
        began, seen = session.get(BEGAN, now), session.get(SEEN, now)
        idle, longest = 60 * settings.SESSION_IDLE_MINUTES, 3600 * settings.SESSION_HOURS
        # A session from the future was started before the clock was set back, so its age is unknown.
        if not (0 <= now - began <= longest and now - seen <= idle):
            record(Kind.EXPIRED, account=request.user.get_username(), address=address_of(request))
            logout(request)
        elif BEGAN not in session or now - seen >= NOTED_EVERY:
            session[BEGAN], session[SEEN] = began, now
