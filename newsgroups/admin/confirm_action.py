"""Every curator action asks for confirmation first and says how to undo it."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from newsgroups.models import CurationEvent
from newsgroups.stories.curation.actions import RefusedCuration

from .forged_input import GuardedAdmin

# A list of thousands helps nobody decide; the total is shown above it.
SHOWN = 50


class StaffRequest(HttpRequest):
    """A request to the admin, which lets in only users who are logged in."""

    user: User


Act = Callable[[list[Any], dict[str, Any]], Sequence[CurationEvent]]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=500, required=False, help_text="Recorded in the log for other curators.", widget=forms.TextInput
    )


class CuratedAdmin(GuardedAdmin):
    """An admin whose actions require the permission to curate, which is the permission to add to the log."""

    def has_curate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("newsgroups.add_curationevent")

    def confirmed(
        self, request: HttpRequest, chosen: QuerySet, act: Act, *, question: str, form: type[ReasonForm] = ReasonForm
    ) -> HttpResponse | None:
        """Show the selection with a form for confirmation. Once confirmed, run the action and return to the list."""
        bound_form = form(request.POST if "confirmed" in request.POST else None)
        if bound_form.is_valid():
            try:
                with transaction.atomic():
                    events = act(list(chosen), bound_form.cleaned_data)
            except RefusedCuration as refused:
                bound_form.add_error(None, str(refused))
            else:
                for event in events:
                    self._tell(request, event)
                return None
        context = {
            **self.admin_site.each_context(request),
            "title": question,
            "opts": self.model._meta,
            "form": bound_form,
            "chosen": chosen[:SHOWN],
            "count": chosen.count(),
            "more": max(0, chosen.count() - SHOWN),
            "action": request.POST["action"],
            "ids": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
            "everything": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/newsgroups/confirm.html", context)

    def _tell(self, request: HttpRequest, event: CurationEvent) -> None:
        where = reverse("admin:newsgroups_curationevent_change", args=[event.pk])
        said = format_html('{}. <a href="{}">See or undo it</a>.', event.summary, where)
        self.message_user(request, said, messages.SUCCESS)


class RecordAdmin(CuratedAdmin):
    """An admin of records: actions elsewhere on the site make them, and they are read, searched, and undone here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
