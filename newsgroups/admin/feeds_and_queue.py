"""Feeds and the queue of URLs, with the results of fetching them."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.utils import timezone

from newsgroups.models import Feed, QueuedAddress

from .forged_input import GuardedAdmin, words_of


def counted(number: int, name: str, ending: str = "s") -> str:
    """Return `1 feed`, `2 feeds`, and so on."""
    return f"{number:,} {name}{pluralize(number, ending)}"


@admin.register(Feed)
class FeedAdmin(GuardedAdmin):
    outlet = words_of("source", "source")
    list_display = ("url", "outlet", "state", "last_success", "paused_until")
    list_filter = ("active", ("failures", admin.AllValuesFieldListFilter))
    list_select_related = ("source",)
    search_fields = ("url", "title", "source__name")
    autocomplete_fields = ("source",)
    fields = (
        "source",
        "url",
        "title",
        "active",
        *("state", "last_attempt", "last_success", "failures", "paused_until"),
    )
    readonly_fields = ("state", "last_attempt", "last_success", "failures", "paused_until", "moved_from")
    actions = ("switch_on", "switch_off")

    def get_fields(self, request: HttpRequest, obj: Feed | None = None) -> Any:
        return (*self.fields, "moved_from") if obj and obj.moved_from else self.fields

    @admin.display(description="last attempt")
    def last_attempt(self, feed: Feed) -> datetime | None:
        return feed.tried_at

    @admin.display(description="last success", ordering="succeeded_at")
    def last_success(self, feed: Feed) -> datetime | None:
        return feed.succeeded_at

    @admin.display(description="paused until", ordering="rests_until")
    def paused_until(self, feed: Feed) -> datetime | None:
        return feed.rests_until

    @admin.action(description="Switch on and poll in the next run", permissions=["change"])
    def switch_on(self, request: HttpRequest, chosen: QuerySet) -> None:
        for feed in chosen:
            feed.switch_on()
            feed.save()
        self.message_user(request, f"{counted(len(chosen), 'feed')} will be polled in the next run.")

    @admin.action(description="Switch off", permissions=["change"])
    def switch_off(self, request: HttpRequest, chosen: QuerySet) -> None:
        self.message_user(request, f"Switched off {counted(chosen.update(active=False), 'feed')}.")


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

    @admin.action(description="Fetch again in the next run", permissions=["view"])
    def try_again(self, request: HttpRequest, chosen: QuerySet) -> None:
        now = timezone.now()
        for queued in chosen:
            queued.requeue(now)
            queued.save()
        self.message_user(request, f"{counted(len(chosen), 'address', 'es')} will be fetched in the next run.")
