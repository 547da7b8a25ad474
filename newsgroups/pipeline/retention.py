"""What grows without end is kept for as many days as KEEP_DAYS says."""

from django.conf import settings
from django.db.models import QuerySet

from newsgroups.models import QueuedAddress, Revision, Run


def forget_old() -> int:
    """Removes what is older than settings.KEEP_DAYS by kind, where 0 keeps it for good; returns how many rows."""
    kinds: dict[str, QuerySet] = {
        kind: model.objects.older_than(days)
        for kind, model in (("revisions", Revision), ("runs", Run), ("queue", QueuedAddress))
        if (days := settings.KEEP_DAYS[kind])
    }
    return sum(rows.delete()[0] for rows in kinds.values())
