"""Lists and ends login sessions: a user's own and, for administrators, everybody's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from newsgroups.web.middleware.sessions import BEGAN, SEEN


@dataclass(frozen=True)
class Login:
    """A session; `name` identifies it without revealing the key, which would let others use it."""

    key: str
    user: str
    began: datetime | None
    seen: datetime | None
    is_this: bool

    @property
    def name(self) -> str:
        return sha256(self.key.encode()).hexdigest()[:20]


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    return render(request, "newsgroups/sessions.html", {"logins": list(logins(request))})


@login_required
@require_POST
def end_session(request: HttpRequest, name: str) -> HttpResponseRedirect:
    """End the session with this name, if the user may see it."""
    keys = [login.key for login in logins(request) if login.name == name]
    ended = Session.objects.filter(session_key__in=keys).delete()[0]
    messages.success(request, "The session has ended." if ended else "That session had already ended.")
    return redirect("sessions")


def logins(request: HttpRequest) -> Iterator[Login]:
    """Yield the sessions of the user, or of everybody for an administrator, latest first.

    Only users who may log in have sessions, so there are few.
    """
    everybody = request.user.is_superuser
    names = {str(user.pk): user.get_username() for user in get_user_model().objects.all()}
    for session in Session.objects.filter(expire_date__gt=timezone.now()).order_by("-expire_date"):
        data = session.get_decoded()
        user = data.get(SESSION_KEY)
        if user in names and (everybody or user == str(request.user.pk)):
            is_this = session.session_key == request.session.session_key
            yield Login(session.session_key, names[user], _moment(data.get(BEGAN)), _moment(data.get(SEEN)), is_this)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
