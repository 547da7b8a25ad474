"""What curators decided, and taking it back."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from newsgroups.models import CurationEvent
from newsgroups.stories.curation import actions as curation

from .confirming import CuratedAdmin, ReasonForm


class UndoForm(ReasonForm):
    """The log keeps why a decision was taken, so undoing asks for nothing."""

    reason = None


@admin.register(CurationEvent)
class CurationEventAdmin(CuratedAdmin):
    list_display = ("summary", "action", "by", "at", "reason", "undone_by", "undone_at")
    list_filter = ("action", ("undone_at", admin.EmptyFieldListFilter), "at")
    search_fields = ("summary", "reason", "by__username")
    date_hierarchy = "at"
    list_select_related = ("by", "undone_by")
    actions = ("undo",)
    fields = readonly_fields = ("summary", "action", "by", "at", "reason", "undone_by", "undone_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A decision is taken where its articles and groups are."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description="Undo", permissions=["curate"])
    def undo(self, request: HttpRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(events: list[CurationEvent], said: dict[str, Any]) -> list[CurationEvent]:
            # The latest first, since earlier ones cannot be undone under it.
            return [curation.undo(event, by=request.user) for event in sorted(events, key=lambda each: -each.pk)]

        return self.confirmed(request, chosen, act, question="Take these decisions back?", form=UndoForm)
