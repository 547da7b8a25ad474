from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from newsgroups.models import Feed, Source


class FeedInline(admin.TabularInline):
    model = Feed
    extra = 1


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("name", "home_page", "active")
    list_filter = ("active",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (FeedInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its articles stay; switch it off, and its feeds rest."""
        return False
