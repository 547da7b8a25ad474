"""The page on which users set up and remove the second factor of their own account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_totp.models import default_key

from newsgroups.accounts.password_confirmation import confirm
from newsgroups.accounts.second_factor import device_of, qr_code
from newsgroups.web.forms.curators.second_factor import RemoveForm, SetUpForm
from newsgroups.web.middleware.accounts.login_throttle import count_login, forget_logins
from newsgroups.web.middleware.rate_limit import address_of

# The key that is on the page, until a code confirms that an app has it.
_KEY = "second_factor_key"


@sensitive_post_parameters()
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    user = User.objects.get(pk=request.user.pk or 0)
    if request.method == "POST":
        # Guessing the password here is as slow as at a log-in.
        count_login(request, user.get_username())
    if device_of(user) is not None:
        return _remove(request, user)
    key = request.session.setdefault(_KEY, default_key())
    form = SetUpForm(request.POST or None, user=user, key=key)
    if request.method == "POST" and form.is_valid() and form.save(**_here(request)):
        del request.session[_KEY]
        confirm(request.session)
        forget_logins(request, user.get_username())
        messages.success(request, "The second factor is set up. Log-ins need a code from now on.")
        return redirect("sessions")
    shown = {"form": form, "qr_code": qr_code(form.device), "secret": _grouped(form.device.config_url)}
    return render(request, "newsgroups/second_factor.html", shown)


def _remove(request: HttpRequest, user: User) -> HttpResponse:
    form = RemoveForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid() and form.save(**_here(request)):
        confirm(request.session)
        forget_logins(request, user.get_username())
        messages.success(request, "The second factor is removed.")
        return redirect("sessions")
    return render(request, "newsgroups/second_factor.html", {"form": form})


def _here(request: HttpRequest) -> dict[str, str]:
    return {"address": address_of(request), "keep": request.session.session_key or ""}


def _grouped(url: str) -> str:
    """Return the secret of an otpauth URL in groups of four letters, to type it into an app."""
    secret = url.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
