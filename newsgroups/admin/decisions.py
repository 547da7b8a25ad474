"""Curators' decisions, and undoing them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpResponse

from newsgroups.models import CurationEvent
from newsgroups.stories.curation import actions as curation

from .confirm_action import ReasonForm, RecordAdmin, StaffRequest
from .forged_input import words_of


class UndoForm(ReasonForm):
    """The log already has the reason for the decision, so undoing asks for none."""

    reason: Any = None


@admin.register(CurationEvent)
class CurationEventAdmin(RecordAdmin):
    """Decisions, which curators make on the pages of articles and stories."""

    told = words_of("summary", "summary")
    list_display = ("told", "action", "by", "at", "reason", "undone_by", "undone_at")
    list_filter = ("action", ("undone_at", admin.EmptyFieldListFilter), "at")
    search_fields = ("summary", "reason", "by__username")
    date_hierarchy = "at"
    list_select_related = ("by", "undone_by")
    actions = ("undo",)
    fields = readonly_fields = ("told", "action", "by", "at", "reason", "undone_by", "undone_at")

    @admin.action(description="Undo", permissions=["curate"])
    def undo(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(events: list[CurationEvent], said: dict[str, Any]) -> list[CurationEvent]:
            # Latest first, because a decision cannot be undone before later ones that depend on it.
            return [curation.undo(event, by=request.user) for event in sorted(events, key=lambda item: -item.pk)]

        return self.confirmed(request, chosen, act, question="Undo these decisions?", form=UndoForm)
