"""Deletes what visitors left once it expires, and what would grow without limit after KEEP_DAYS."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from newsgroups.common.clock import DAYS_TO_CONFIRM, plausible_now, with_today
from newsgroups.models import Delivery, Host, QueuedAddress, Revision, Run, SecurityEvent, SharedLookup

# The rows that each kind of settings.KEEP_DAYS bounds.
_AGING = (
    ("revisions", Revision),
    ("runs", Run),
    ("queue", QueuedAddress),
    ("audit", SecurityEvent),
    ("messages", Delivery),
)


def forget_expired() -> int:
    """Delete expired data of visitors: shared look-ups, hosts and sessions. Return the number of shared look-ups."""
    now = _believed_now()
    Host.objects.outdated(now).delete()
    Session.objects.filter(expire_date__lte=now).delete()
    forget_old(now)
    return SharedLookup.objects.expired(now).delete()[0]


def forget_old(now: datetime) -> int:
    """Delete rows older than settings.KEEP_DAYS by kind (0 keeps them forever); return the number of rows."""
    kinds: dict[str, QuerySet] = {
        kind: model.objects.older_than(days, now) for kind, model in _AGING if (days := settings.KEEP_DAYS[kind])
    }
    return sum(rows.delete()[0] for rows in kinds.values())


def _believed_now() -> datetime:
    """The clock, as far as the days on which the archive was processed confirm it; notes that today is one."""
    now = timezone.now()
    file = Path(settings.DATA_DIR) / "days"
    days = with_today(_read(file), now.date())
    # The last day before a gap is looked for beyond the days that may follow it.
    file.write_text("\n".join(map(str, days[-2 * DAYS_TO_CONFIRM :])))
    return plausible_now(days, now)


def _read(file: Path) -> list[date]:
    """The days in the file; one that was damaged is begun anew."""
    try:
        return [date.fromisoformat(line) for line in file.read_text().split()]
    except (OSError, ValueError):
        return []
