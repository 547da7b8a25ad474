"""Logging in and out: attempts are counted and recorded, and after several failures further attempts have to wait."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from newsgroups.accounts.audit import Kind, record
from newsgroups.accounts.second_factor import device_of, verify
from newsgroups.web.middleware.accounts.login_throttle import count_login, forget_logins
from newsgroups.web.middleware.rate_limit import TooMany, address_of, count_request

CODE_NEEDED = "This account needs a code from its authenticator app."
CODE_WRONG = "The code is wrong, or was used before. Wait for the next one."


class LoginForm(AdminAuthenticationForm):
    """Readers log in here, too; the admin itself rejects those who are not staff."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": "The name or the password is wrong. Upper and lower case matter in both.",
    }

    code = forms.CharField(
        required=False,
        max_length=10,
        label="Code from your authenticator app, if you have set one up",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def confirm_login_allowed(self, user: Any) -> None:
        AuthenticationForm.confirm_login_allowed(self, user)

    def clean(self) -> dict[str, Any]:
        """Raise TooMany before the password is checked if too many attempts have failed."""
        account, request = self.cleaned_data.get("username", ""), cast("HttpRequest", self.request)
        _delay(request, account)
        try:
            cleaned: dict[str, Any] = super().clean()
            self._check_code()
        except ValidationError as refused:
            wrong = "code" if refused.code == "code" else ""
            record(Kind.FAILED, account=_known(account), address=address_of(request), detail=wrong)
            raise
        forget_logins(request, account)
        record(Kind.LOGIN, account=_known(account), address=address_of(request))
        return cleaned

    def _check_code(self) -> None:
        """Require a code if the account has a second factor. Raises ValidationError."""
        user = cast("User | None", self.get_user())
        if user is None or device_of(user) is None:
            return
        if not (code := self.cleaned_data.get("code", "").replace(" ", "")):
            raise ValidationError(CODE_NEEDED, code="code")
        if (device := verify(user, code)) is None:
            raise ValidationError(CODE_WRONG, code="code")
        # django-otp notes the device in the session.
        user.otp_device = device  # type: ignore[attr-defined]


def login(request: HttpRequest) -> HttpResponse:
    count_request(request, "login")
    return admin.site.login(request)


def logout(request: HttpRequest) -> HttpResponse:
    account = request.user.get_username()
    response = admin.site.logout(request)
    # Pages of the account leave the browser, too.
    response["Clear-Site-Data"] = '"cache"'
    if account and not request.user.is_authenticated:
        record(Kind.LOGOUT, account=account, address=address_of(request))
    return response


def change_password(request: HttpRequest) -> HttpResponse:
    """Change the user's own password, which ends all other sessions."""
    response = admin.site.password_change(request)
    if request.method == "POST" and response.status_code == 302:
        record(Kind.PASSWORD, account=request.user.get_username(), address=address_of(request))
    return response


def _delay(request: HttpRequest, account: str) -> None:
    try:
        count_login(request, account)
    except TooMany:
        record(Kind.DELAYED, account=_known(account), address=address_of(request))
        raise


def _known(account: str) -> str:
    """Return the name if an account has it. People type passwords into the wrong field, so no other name is kept."""
    return account if get_user_model().objects.filter(username=account).exists() else ""


admin.site.login_form = LoginForm
