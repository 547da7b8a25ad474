"""Logging in: attempts are counted, failures are logged, and after several failures further attempts have to wait."""

import logging
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from newsgroups.web.middleware.rate_limit import address_of, count_login, count_request, forget_logins

logger = logging.getLogger(__name__)
# Logged regardless of the level of other loggers.
security = logging.getLogger("newsgroups.security")
# Characters of an account name in the log.
_SHOWN = 40


class LoginForm(AdminAuthenticationForm):
    """Readers log in here, too; the admin itself rejects those who are not staff."""

    def confirm_login_allowed(self, user: Any) -> None:
        AuthenticationForm.confirm_login_allowed(self, user)

    def clean(self) -> dict[str, Any]:
        """Raise TooMany before the password is checked if too many attempts have failed."""
        account, request = self.cleaned_data.get("username", ""), cast("HttpRequest", self.request)
        count_login(request, account)
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            logger.warning("Log-in as %r failed from %r", account[:_SHOWN], address_of(request))
            raise
        forget_logins(request, account)
        security.info("Log-in as %r from %r", account[:_SHOWN], address_of(request))
        return cleaned


def login(request: HttpRequest) -> HttpResponse:
    count_request(request, "login")
    return admin.site.login(request)


admin.site.login_form = LoginForm
