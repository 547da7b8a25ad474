"""Outlets and their feeds in the admin, including import from OPML."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from newsgroups.ingest.feeds.opml import KNOWN_OUTLETS, Subscribed, as_opml, listed_feeds, subscribe
from newsgroups.ingest.fetch.feed_discovery import find_feeds
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.ingest.sandbox.pool import UnreadableBytes
from newsgroups.models import CurationEvent, Feed, Source
from newsgroups.stories.curation import actions as curation

from .confirm_action import CuratedAdmin, StaffRequest
from .forged_input import words_of

MAX_OPML = 5_000_000


class FeedInline(admin.TabularInline):
    model = Feed
    extra = 1
    fields = ("url", "title", "active", "state", "succeeded_at")
    readonly_fields = ("state", "succeeded_at")


class OpmlForm(forms.Form):
    """An OPML file, or feeds selected from the bundled list."""

    # Their attributes differ from kind to kind.
    fields: dict[str, Any]

    file = forms.FileField(required=False, label="OPML file", help_text="As exported by other feed readers.")
    inactive = forms.BooleanField(required=False, label="Add its feeds switched off")
    known = forms.MultipleChoiceField(required=False, label="Known outlets", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.listed = listed_feeds(KNOWN_OUTLETS.read_bytes())
        have = set(Feed.objects.filter(url__in=[feed["url"] for feed in self.listed]).values_list("url", flat=True))
        self.fields["known"].choices = [(feed["url"], feed["title"]) for feed in self.listed if feed["url"] not in have]

    def clean(self) -> dict[str, Any]:
        file = self.cleaned_data.get("file")
        if not file and not self.cleaned_data.get("known"):
            raise forms.ValidationError("Choose a file or select outlets.")
        if file and file.size > MAX_OPML:
            raise forms.ValidationError(f"The file is larger than {MAX_OPML // 1_000_000} MB.")
        return self.cleaned_data

    def subscribe(self) -> list[Subscribed]:
        """Add the selected feeds. Raises UnreadableBytes."""
        chosen = set(self.cleaned_data["known"])
        done = [subscribe([feed for feed in self.listed if feed["url"] in chosen], active=True)] if chosen else []
        if file := self.cleaned_data["file"]:
            done.append(subscribe(listed_feeds(file.read()), active=not self.cleaned_data["inactive"]))
        return done


@admin.register(Source)
class SourceAdmin(CuratedAdmin):
    shown_name = words_of("name", "name")
    same_as = words_of("outlet", "same as")
    list_display = ("shown_name", "same_as", "site", "home_page", "active")
    list_select_related = ("outlet",)
    list_filter = ("active",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (FeedInline,)
    actions = ("look_for_feeds", "join", "part")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Articles must keep their outlet. Deactivate it instead, which also stops its feeds."""
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("opml/", view(self.opml), name="newsgroups_source_opml"),
            path("opml/export/", view(self.export), name="newsgroups_source_opml_export"),
            *super().get_urls(),
        ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """For a new outlet with a home page but no feeds, offer the feeds that its home page advertises."""
        super().save_related(request, form, formsets, change)
        if not change and form.instance.home_page and not form.instance.feeds.exists():
            self._look_for_feeds(request, form.instance)

    @admin.action(description="Look for feeds on the home page", permissions=["change"])
    def look_for_feeds(self, request: HttpRequest, chosen: QuerySet) -> None:
        for source in chosen.exclude(home_page="")[:10]:
            self._look_for_feeds(request, source)
        for source in chosen.filter(home_page="")[:10]:
            self.message_user(request, f"{source} has no home page to search.", messages.WARNING)

    @admin.action(description="Join to one outlet", permissions=["curate"])
    def join(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(sources: list[Source], said: dict[str, Any]) -> list[CurationEvent]:
            return [curation.join_outlets(sources, by=request.user, reason=said["reason"])]

        question = "Are these one outlet? The one with most articles gives its name to all."
        return self.confirmed(request, chosen, act, question=question)

    @admin.action(description="Make outlets of their own", permissions=["curate"])
    def part(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(sources: list[Source], said: dict[str, Any]) -> list[CurationEvent]:
            return [curation.part_outlets(sources, by=request.user, reason=said["reason"])]

        return self.confirmed(request, chosen, act, question="Are these outlets of their own?")

    def _look_for_feeds(self, request: HttpRequest, source: Source) -> None:
        try:
            found = find_feeds(source.home_page)
        except (RefusedAddress, FetchFailed) as reason:
            self.message_user(request, f"No feed was found for {source}: {reason}", messages.WARNING)
            return
        known = set(Feed.objects.filter(url__in=[each.url for each in found]).values_list("url", flat=True))
        new = [each for each in found if each.url not in known]
        for each in new:
            Feed.objects.create(source=source, url=each.url, title=each.title, active=False)
        said = f"Found {len(new)} new feed{pluralize(len(new))} for {source}, switched off. Select the ones to poll."
        self.message_user(request, said if new else f"No new feed was found for {source}.")

    def opml(self, request: HttpRequest) -> HttpResponse:
        """Add outlets from an OPML file or from the bundled list."""
        if not self.has_add_permission(request):
            return self._refused(request)
        form = OpmlForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                for done in form.subscribe():
                    self._tell_added(request, done)
            except UnreadableBytes as reason:
                form.add_error("file", str(reason))
            else:
                return redirect("admin:newsgroups_source_changelist")
        context = {**self.admin_site.each_context(request), "title": "Add outlets", "form": form, "opts": self.opts}
        return TemplateResponse(request, "admin/newsgroups/opml.html", context)

    def export(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            return self._refused(request)
        headers = {"Content-Disposition": 'attachment; filename="outlets.opml"'}
        return HttpResponse(as_opml(Source.objects.with_feeds()), content_type="text/x-opml", headers=headers)

    def _refused(self, request: HttpRequest) -> HttpResponse:
        self.message_user(request, "Your account is not allowed to do this.", messages.ERROR)
        return redirect("admin:index")

    def _tell_added(self, request: HttpRequest, done: Subscribed) -> None:
        self.message_user(request, f"{done}.", messages.SUCCESS)
        for url, reason in done.refused[:10]:
            self.message_user(request, f"{url}: {reason}", messages.WARNING)
