"""What the audit page lists: security events, curators' decisions, and changes in the admin, latest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Concat, Left

from newsgroups.models import CurationEvent, SecurityEvent

SECURITY, DECISIONS, UNDONE, ADMIN = "security", "decisions", "undone", "admin"
_VERBS = {str(ADDITION): "added", str(CHANGE): "changed", str(DELETION): "deleted"}
_LABELS: dict[str, dict[str, str]] = {
    SECURITY: dict(SecurityEvent.Kind.choices),
    DECISIONS: dict(CurationEvent.Action.choices),
    UNDONE: {action: f"undid: {label}" for action, label in CurationEvent.Action.choices},
    ADMIN: _VERBS,
}
_COLUMNS = ("moment", "table", "code", "name", "what", "origin", "number")
_SUMMARY = 300
# Decisions and changes have neither an address nor a count.
_UNKNOWN = {"origin": Value("", output_field=CharField()), "number": Value(1, output_field=IntegerField())}
LOGINS, REFUSALS = "log-ins", "refusals"
KINDS = (LOGINS, REFUSALS, DECISIONS, ADMIN)


@dataclass(frozen=True)
class Entry:
    """Who did what, when, and from which address, if it is known. `times` counts a repeated event."""

    at: datetime
    who: str
    kind: str
    what: str
    address: str
    times: int


@dataclass(frozen=True)
class Chosen:
    """What to list; empty values choose everything. `since` is included, `until` is not."""

    kind: str = ""
    who: str = ""
    since: datetime | None = None
    until: datetime | None = None


def timeline(chosen: Chosen) -> "QuerySet[Any]":
    """Return a sliceable queryset of rows for `entry_of`."""
    security, refused = _security(), Value(SecurityEvent.Kind.REFUSED)
    parts = {
        LOGINS: [security.exclude(code=refused)],
        REFUSALS: [security.filter(code=refused)],
        DECISIONS: [_decisions(), _undone()],
        ADMIN: [_changes()],
    }
    wanted = parts.get(chosen.kind) or [security, _decisions(), _undone(), _changes()]
    first, *others = (_narrowed(rows, chosen).order_by().values_list(*_COLUMNS) for rows in wanted)
    return first.union(*others, all=True).order_by("-moment", "name", "what")


def entry_of(row: tuple[Any, ...]) -> Entry:
    at, table, code, who, what, address, times = row
    return Entry(at, who or "", _LABELS[table].get(code, code), what, address, times)


def _narrowed(rows: "QuerySet[Any]", chosen: Chosen) -> "QuerySet[Any]":
    said = {"name": chosen.who, "moment__gte": chosen.since, "moment__lt": chosen.until}
    return rows.filter(**{name: value for name, value in said.items() if value})


def _security() -> "QuerySet[Any]":
    return SecurityEvent.objects.annotate(
        **_columns(SECURITY, "last", "account", "kind", F("detail")), origin=F("address"), number=F("times")
    )


def _decisions() -> "QuerySet[Any]":
    columns = _columns(DECISIONS, "at", "by__username", "action", F("summary"))
    return CurationEvent.objects.annotate(**columns, **_UNKNOWN)


def _undone() -> "QuerySet[Any]":
    columns = _columns(UNDONE, "undone_at", "undone_by__username", "action", F("summary"))
    return CurationEvent.objects.filter(undone_at__isnull=False).annotate(**columns, **_UNKNOWN)


def _changes() -> "QuerySet[Any]":
    what = Concat("content_type__model", Value(" "), "object_repr")
    return LogEntry.objects.annotate(
        **_columns(ADMIN, "action_time", "user__username", "action_flag", what), **_UNKNOWN
    )


def _columns(table: str, at: str, who: str, code: str, what: Any) -> dict[str, Any]:
    """Return columns of the same types for every table, as a union needs them."""
    return {
        "moment": F(at),
        "table": Value(table, output_field=CharField()),
        "code": Cast(code, CharField()),
        "name": F(who),
        "what": Left(what, _SUMMARY, output_field=CharField()),
    }
