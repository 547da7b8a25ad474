"""Whether somebody has proved who they are a short while ago, which changes to accounts and sessions require."""

import time
from typing import Any

from .open_sessions import BEGAN

# The key of a session for when a password was last entered in it, in seconds since 1970.
CONFIRMED = "confirmed"
RECENT_SECONDS = 15 * 60


def is_recent(session: Any) -> bool:
    """Whether the log-in or the last confirmation is recent. A time that lies ahead was noted by a wrong clock."""
    now = int(time.time())
    confirmed: int = max(session.get(BEGAN, now), session.get(CONFIRMED, 0))
    return 0 <= now - confirmed <= RECENT_SECONDS


def confirm(session: Any) -> None:
    """Note that the password was entered now, and give the session a new key."""
    session[CONFIRMED] = int(time.time())
    session.cycle_key()
