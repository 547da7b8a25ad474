"""Login sessions: listed, and ended by their user or by an administrator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.utils import timezone

# Keys of a session: when it began and when it was last used, in seconds since 1970.
BEGAN, SEEN = "began", "seen"


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


def logins(user: Any, this: str | None) -> Iterator[Login]:
    """Yield the sessions of the user, or of everybody for an administrator, latest first; `this` is the current key.

    Only users who may log in have sessions, so there are few.
    """
    names = {str(each.pk): each.get_username() for each in get_user_model().objects.all()}
    for session, owner, data in _open_sessions():
        if owner in names and (user.is_superuser or owner == str(user.pk)):
            key = session.session_key
            yield Login(key, names[owner], _moment(data.get(BEGAN)), _moment(data.get(SEEN)), key == this)


def end_sessions_of(user: AbstractBaseUser, *, keep: str = "") -> int:
    """End all sessions of an account except the one with the key `keep`; return their number."""
    keys = [session.session_key for session, owner, _ in _open_sessions() if owner == str(user.pk)]
    return Session.objects.filter(session_key__in=[key for key in keys if key != keep]).delete()[0]


def _open_sessions() -> Iterator[tuple[Session, str, dict[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).order_by("-expire_date"):
        data = session.get_decoded()
        if owner := data.get(SESSION_KEY):
            yield session, owner, data


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
