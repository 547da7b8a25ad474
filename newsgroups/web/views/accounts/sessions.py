"""Lists and ends login sessions, a user's own and, for administrators, everybody's; asks for the password before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from newsgroups.accounts.audit import Kind, record
from newsgroups.accounts.open_sessions import Login, logins
from newsgroups.accounts.password_confirmation import confirm
from newsgroups.accounts.second_factor import device_of
from newsgroups.web.forms.curators.second_factor import PasswordForm
from newsgroups.web.middleware.accounts.login_throttle import count_login, forget_logins
from newsgroups.web.middleware.rate_limit import address_of


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    shown = {"logins": list(logins(request.user, request.session.session_key)), "device": device_of(request.user)}
    return render(request, "newsgroups/sessions.html", shown)


@login_required
@require_POST
def end_session(request: HttpRequest, name: str) -> HttpResponseRedirect:
    """End the session with this name, if the user may see it."""
    return _end(request, [login for login in logins(request.user, request.session.session_key) if login.name == name])


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponseRedirect:
    """End all sessions of the user except this one."""
    own = [
        login
        for login in logins(request.user, request.session.session_key)
        if login.user == request.user.get_username() and not login.is_this
    ]
    return _end(request, own)


def _end(request: HttpRequest, chosen: list[Login]) -> HttpResponseRedirect:
    ended = Session.objects.filter(session_key__in=[login.key for login in chosen]).delete()[0]
    for login in chosen[:ended]:
        by = f"by {request.user.get_username()}"
        record(Kind.ENDED, account=login.user, address=address_of(request), detail=by)
    messages.success(request, f"Sessions ended: {ended}." if ended else "No session was left to end.")
    return redirect("sessions")


@sensitive_post_parameters()
@login_required
def confirm_password(request: HttpRequest) -> HttpResponse:
    """Ask for the password before accounts or sessions are changed, unless it was entered a short while ago."""
    user = User.objects.get(pk=request.user.pk or 0)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST":
        count_login(request, user.get_username())
        if form.is_valid():
            forget_logins(request, user.get_username())
            confirm(request.session)
            return redirect(_next(request))
        record(Kind.FAILED, account=user.get_username(), address=address_of(request), detail="confirmation")
    return render(request, "newsgroups/confirm_password.html", {"form": form})


def _next(request: HttpRequest) -> str:
    """Where the user wanted to go; pages of other sites are not accepted."""
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else "sessions"
