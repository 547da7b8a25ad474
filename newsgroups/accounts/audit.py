"""Records security events in the table of the audit page and in the log `newsgroups.security`."""

import logging

from django.db import DatabaseError, transaction

from newsgroups.models import SecurityEvent

# Logged regardless of the level of other loggers.
security = logging.getLogger("newsgroups.security")
Kind = SecurityEvent.Kind
# Kinds that somebody should look at.
_ALARMING = {Kind.FAILED, Kind.DELAYED, Kind.REFUSED}


def record(kind: str, *, account: str = "", address: str = "", detail: str = "") -> None:
    """Record an event. A database that cannot be written to keeps nobody out; the log then has the event alone."""
    level = logging.WARNING if kind in _ALARMING else logging.INFO
    security.log(level, "%s: account %r from %r%s", Kind(kind).label, account, address, detail and f" ({detail})")
    try:
        with transaction.atomic():
            SecurityEvent.objects.add(kind, account=account, address=address, detail=detail)
    except DatabaseError as error:
        security.warning("The event could not be stored: %s", error)
