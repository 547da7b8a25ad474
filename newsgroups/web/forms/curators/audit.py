"""The filter of the audit page."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms

from newsgroups.accounts.audit_timeline import KINDS, Chosen

_SMALL = {"class": "form-control form-control-sm"}


class AuditForm(forms.Form):
    kind = forms.ChoiceField(
        required=False,
        choices=[("", "everything"), *((kind, kind) for kind in KINDS)],
        label="Show",
        widget=forms.Select(attrs=_SMALL),
    )
    who = forms.CharField(required=False, max_length=150, label="Account", widget=forms.TextInput(attrs=_SMALL))
    since = forms.DateField(required=False, label="From", widget=forms.DateInput(attrs=_SMALL | {"type": "date"}))
    until = forms.DateField(required=False, label="To", widget=forms.DateInput(attrs=_SMALL | {"type": "date"}))

    def chosen(self) -> Chosen:
        """Return what was chosen; values that cannot be read choose everything, and the form says so."""
        self.full_clean()
        said: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Chosen(
            kind=said.get("kind") or "",
            who=said.get("who") or "",
            since=_midnight(said.get("since")),
            until=_midnight(_day_after(said.get("until"))),
        )


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
