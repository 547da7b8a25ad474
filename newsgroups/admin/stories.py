"""Stories in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from newsgroups.models import Article, Story
from newsgroups.stories.curation import actions as curation

from .confirm_action import CuratedAdmin, ReasonForm, StaffRequest
from .forged_input import words_of


class RenameForm(ReasonForm):
    title = forms.CharField(max_length=500, widget=forms.TextInput(attrs={"size": 80, "dir": "auto"}))
    field_order = ("title", "reason")


class ArticlesInline(admin.TabularInline):
    """The articles of a story, read-only. They are moved from the list of articles."""

    model = Article
    fields = readonly_fields = ("headline", "outlet", "published", "hidden")
    headline = words_of("title", "title", language="language")
    outlet = words_of("source", "source")
    show_change_link = True
    extra = 0
    can_delete = False
    # A story of thousands is viewed on its own page.
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("source").defer("text")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Story)
class StoryAdmin(CuratedAdmin):
    language_field = "central_article__language"
    headline = words_of("title", "title", language="central_article__language")
    merged_story = words_of("merged_into", "merged into")
    list_display = ("headline", "article_count", "source_count", "first_date", "last_date", "locked")
    list_filter = ("locked", "title_by_curator", "last_date")
    search_fields = ("title", "=id")
    date_hierarchy = "last_date"
    ordering = ("-last_date", "-id")
    show_full_result_count = False
    inlines = (ArticlesInline,)
    actions = ("merge", "rename", "lock", "unlock")
    fields = readonly_fields = (
        "headline",
        "title_by_curator",
        "locked",
        "merged_story",
        "article_count",
        "source_count",
        "first_date",
        "last_date",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("merged_into", "central_article__source")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Stories are created from articles, by moving these to a new one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its URL may be known to readers. Merge it instead, and the URL redirects."""
        return False

    @admin.action(description="Merge stories", permissions=["curate"])
    def merge(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(stories: list[Story], said: dict[str, Any]) -> list:
            return [curation.merge_stories(stories, by=request.user, reason=said["reason"])]

        return self.confirmed(request, chosen, act, question="Merge these stories into the oldest one?")

    @admin.action(description="Rename", permissions=["curate"])
    def rename(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(stories: list[Story], said: dict[str, Any]) -> list:
            if len(stories) != 1:
                raise curation.RefusedCuration("Choose one story to rename.")
            return [curation.rename_story(stories[0], title=said["title"], by=request.user, reason=said["reason"])]

        return self.confirmed(request, chosen, act, question="What should its title be?", form=RenameForm)

    @admin.action(description="Lock (no article joins or leaves automatically)", permissions=["curate"])
    def lock(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(stories: list[Story], said: dict[str, Any]) -> list:
            return [curation.lock_story(story, by=request.user, reason=said["reason"]) for story in stories]

        return self.confirmed(request, chosen, act, question="Lock these stories?")

    @admin.action(description="Unlock", permissions=["curate"])
    def unlock(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(stories: list[Story], said: dict[str, Any]) -> list:
            return [curation.unlock_story(story, by=request.user, reason=said["reason"]) for story in stories]

        return self.confirmed(request, chosen, act, question="Unlock these stories?")
