"""Deletes data that would grow without limit after the number of days in KEEP_DAYS."""

from django.conf import settings
from django.db.models import QuerySet

from newsgroups.models import QueuedAddress, Revision, Run


def forget_old() -> int:
    """Delete rows older than settings.KEEP_DAYS by kind (0 keeps them forever); return the number of rows."""
    kinds: dict[str, QuerySet] = {
        kind: model.objects.older_than(days)
        for kind, model in (("revisions", Revision), ("runs", Run), ("queue", QueuedAddress))
        if (days := settings.KEEP_DAYS[kind])
    }
    return sum(rows.delete()[0] for rows in kinds.values())
