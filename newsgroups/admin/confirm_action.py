"""Every curator action asks for confirmation first and says how to undo it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

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

from newsgroups.models import CurationEvent, Story
from newsgroups.stories.curation.log import RefusedCuration, on_trial

from .forged_input import GuardedAdmin

# A list of thousands helps nobody decide; the total is shown above it.
SHOWN = 50


class StaffRequest(HttpRequest):
    """A request to the admin, which lets in only users who are logged in."""

    user: User


Act = Callable[[list[Any], dict[str, Any]], Sequence[CurationEvent]]
# Stories whose numbers of articles change; nobody reads a longer table before confirming.
CHANGES_SHOWN = 20


class StoryChange(NamedTuple):
    """The articles of a story before and after an action; 0 if there is no such story."""

    title: str
    before: int
    after: int


@dataclass(frozen=True)
class Preview:
    """The decisions that an action would log, and the stories that it would change; or why it would be rejected."""

    decisions: list[str] = field(default_factory=list)
    stories: list[StoryChange] = field(default_factory=list)
    more: int = 0
    refused: str = ""


def tried(chosen: list[Any], act: Act, said: dict[str, Any]) -> Preview:
    """Run an action in a transaction that is rolled back, and return what it did."""
    try:
        with on_trial():
            before = _stories()
            decisions = [event.summary for event in act(chosen, said)]
            after = _stories()
    except RefusedCuration as refused:
        return Preview(refused=str(refused))
    numbers = [pk for pk in dict.fromkeys([*before, *after]) if before.get(pk) != after.get(pk)]
    nothing = ("", 0)
    changes = [
        StoryChange((after.get(pk) or before[pk])[0], before.get(pk, nothing)[1], after.get(pk, nothing)[1])
        for pk in numbers
    ]
    return Preview(decisions, changes[:CHANGES_SHOWN], max(0, len(changes) - CHANGES_SHOWN))


def _stories() -> dict[int, tuple[str, int]]:
    rows = Story.objects.filter(article_count__gt=0).order_by("pk").values_list("pk", "title", "article_count")
    return {pk: (title, count) for pk, title, count in rows}


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
        """Show the selection, what the action would do, and a form. Once confirmed, run it and return to the list.

        An action with fields of its own is tried only when these are filled in and *Preview* is pressed.
        """
        is_filled = bool({"confirmed", "preview"} & set(request.POST))
        bound_form = form(request.POST if is_filled else None)
        shown = None
        if bound_form.is_valid() and "preview" in request.POST:
            shown = tried(list(chosen), act, bound_form.cleaned_data)
        elif not is_filled and form is ReasonForm:
            shown = tried(list(chosen), act, {"reason": ""})
        elif bound_form.is_valid():
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
            "preview": shown,
            "has_fields": form is not ReasonForm,
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
