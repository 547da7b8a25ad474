"""Feeds and the queue of URLs, with the results of fetching them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.utils import timezone

from newsgroups.models import Feed, QueuedAddress

from .guarded import GuardedAdmin


def told(number: int, name: str, ending: str = "s") -> str:
    """Return `1 feed is`, `2 feeds are`, and so on."""
    return f"{number:,} {name}{pluralize(number, f' is,{ending} are')}"


@admin.register(Feed)
class FeedAdmin(GuardedAdmin):
    list_display = ("url", "source", "state", "succeeded_at", "rests_until")
    list_filter = ("active", ("failures", admin.AllValuesFieldListFilter))
    list_select_related = ("source",)
    search_fields = ("url", "title", "source__name")
    autocomplete_fields = ("source",)
    fields = ("source", "url", "title", "active", *("state", "tried_at", "succeeded_at", "failures", "rests_until"))
    readonly_fields = ("state", "tried_at", "succeeded_at", "failures", "rests_until", "moved_from")
    actions = ("switch_on", "switch_off")

    def get_fields(self, request: HttpRequest, obj: Feed | None = None) -> Any:
        return (*self.fields, "moved_from") if obj and obj.moved_from else self.fields

    @admin.action(description="Switch on, and ask with the next round", permissions=["change"])
    def switch_on(self, request: HttpRequest, chosen: QuerySet) -> None:
        for feed in chosen:
            feed.switch_on()
            feed.save()
        self.message_user(request, f"{told(len(chosen), 'feed')} asked with the next round.")

    @admin.action(description="Switch off", permissions=["change"])
    def switch_off(self, request: HttpRequest, chosen: QuerySet) -> None:
        self.message_user(request, f"{told(chosen.update(active=False), 'feed')} switched off.")


@admin.register(QueuedAddress)
class QueuedAddressAdmin(GuardedAdmin):
    list_display = ("url_given", "state", "reason", "attempts", "by", "added_at", "tried_at")
    list_filter = ("state", ("by", admin.EmptyFieldListFilter), "added_at")
    search_fields = ("url", "reason")
    list_select_related = ("by", "feed", "article")
    show_full_result_count = False
    actions = ("try_again",)
    fields = readonly_fields = (
        *("url_given", "url", "state", "reason", "attempts", "not_before", "article"),
        *("known", "feed", "by", "added_at", "tried_at"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("article__text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """URLs are added on the page Add articles, which shows their state."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description="Fetch again with the next round", permissions=["view"])
    def try_again(self, request: HttpRequest, chosen: QuerySet) -> None:
        now = timezone.now()
        for queued in chosen:
            queued.wait(now)
            queued.save()
        self.message_user(request, f"{told(len(chosen), 'address', 'es')} fetched with the next round.")
