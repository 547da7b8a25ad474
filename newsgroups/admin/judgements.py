"""Curators' verdicts: list, undo, export, and import as JSON lines."""

from io import StringIO
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from newsgroups.ingest.normalize.url import canonical_url
from newsgroups.models import Judgement
from newsgroups.stories.curation import actions as curation
from newsgroups.stories.judging.verdict_files import export_judgements, import_judgements
from newsgroups.text.display.percentages import probable

from .confirm_action import RecordAdmin, StaffRequest
from .decisions import UndoForm
from .forged_input import words_of

# Maximum number of rejected rows on the page; the command reports all.
SHOWN = 50


class ImportForm(forms.Form):
    file = forms.FileField(label="JSON lines", help_text="Each line has left and right (addresses) and verdict.")


@admin.register(Judgement)
class JudgementAdmin(RecordAdmin):
    """Verdicts on pairs, which are given in the queue and on comparisons, where both texts are shown."""

    change_list_template = "admin/newsgroups/judgements.html"
    one = words_of("left__title", "left", language="left__language")
    other = words_of("right__title", "right", language="right__language")
    list_display = ("one", "other", "verdict", "by", "at", "predicted", "in_one_story", "note")
    list_filter = ("verdict", "at", "by", "model")
    search_fields = ("left__title", "right__title", "note", "=left__id", "=right__id")
    list_select_related = ("left", "right", "by")
    list_display_links = None
    actions = ("take_back",)

    @admin.display(description="probability", ordering="probability", empty_value="-")
    def predicted(self, judgement: Judgement) -> str | None:
        return None if judgement.probability is None else probable(judgement.probability)

    @admin.display(description="in one story", ordering="together", boolean=True)
    def in_one_story(self, judgement: Judgement) -> bool | None:
        return judgement.together

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("left__text", "right__text")

    @admin.action(description="Undo", permissions=["curate"])
    def take_back(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(judgements: list[Judgement], said: dict[str, Any]) -> list:
            events = sorted(filter(None, (judgement.event for judgement in judgements)), key=lambda event: -event.pk)
            return [curation.undo(event, by=request.user) for event in events]

        return self.confirmed(
            request, chosen.select_related("event"), act, question="Undo these verdicts?", form=UndoForm
        )

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("export/", self.admin_site.admin_view(self.export), name="export_judgements"),
            path("import/", self.admin_site.admin_view(self.take_in), name="import_judgements"),
        ]
        return [*own, *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        lines = (f"{line}\n" for line in export_judgements())
        answer = StreamingHttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="judgements.jsonl"'
        return answer

    def take_in(self, request: StaffRequest) -> HttpResponseBase:
        if not self.has_curate_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        refused: list[tuple[int, str]] = []
        if request.method == "POST" and form.is_valid():
            # `splitlines` would also split at Unicode line separators, which may occur in notes.
            lines = StringIO(form.cleaned_data["file"].read().decode("utf-8-sig", "replace"))
            imported = import_judgements(lines, by=request.user, canonical=canonical_url)
            refused = imported.refused
            figures = f"{imported.stored:,} imported, {imported.known:,} already known, {len(refused):,} rejected."
            self.message_user(request, figures, messages.WARNING if refused else messages.SUCCESS)
            if not refused:
                return redirect("admin:newsgroups_judgement_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": "Import verdicts",
            "opts": self.model._meta,
            "form": form,
            "refused": refused[:SHOWN],
            "more": max(0, len(refused) - SHOWN),
        }
        return TemplateResponse(request, "admin/newsgroups/import_judgements.html", context)
