"""Articles in the admin: edit, move, hide and show them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from newsgroups.common.dates.days import precision_of
from newsgroups.common.reader_language import reader_language
from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.models import Article, Revision, Story
from newsgroups.stories.curation import actions as curation
from newsgroups.text.languages.writing.collation import sort_key

from .confirm_action import CuratedAdmin, ReasonForm, StaffRequest
from .forged_input import words_of


class MoveForm(ReasonForm):
    group = forms.IntegerField(
        label="Story",
        required=False,
        min_value=1,
        help_text="The story’s number, as in its address. Leave empty to start a new story.",
    )
    field_order = ("group", "reason")

    def clean_group(self) -> Story | None:
        number = self.cleaned_data["group"]
        if number is None:
            return None
        story = Story.objects.filter(pk=number).first()
        if story is None:
            raise forms.ValidationError("There is no story with this number.")
        return story.surviving()


class ArticleForm(forms.ModelForm):
    class Meta:
        model = Article
        fields = ("source", "url_given", "title", "authors", "language", "published", "text")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("title", "authors", "text"):
            self.fields[name].widget.attrs |= {"dir": "auto", "lang": self.instance.language}

    def clean_url_given(self) -> str:
        """Reject a URL that another article has: the canonical URL identifies an article."""
        given: str = self.cleaned_data["url_given"]
        try:
            self.instance.url = canonical_url(given)
        except RefusedAddress as refused:
            raise forms.ValidationError(str(refused)) from None
        other = Article.objects.filter(url=self.instance.url).exclude(pk=self.instance.pk).first()
        if other:
            raise forms.ValidationError(f"This address belongs to article {other.pk}, “{other.title}”.")
        return given


class ExclusionFilter(admin.ChoicesFieldListFilter):
    def __init__(self, *options: Any, **named: Any) -> None:
        super().__init__(*options, **named)
        self.title = "exclusion"


class OutletFilter(admin.RelatedFieldListFilter):
    """Outlets in the alphabetical order of the reader's language."""

    def field_choices(self, *given: Any) -> list[tuple[str, Any]]:
        language = reader_language()
        return sorted(super().field_choices(*given), key=lambda choice: sort_key(str(choice[1]), language))


@admin.register(Article)
class ArticleAdmin(CuratedAdmin):
    form = ArticleForm
    list_display = ("headline", "outlet", "published", "in_story", "hidden", "exclusion")
    list_filter = ("hidden", ("aside", ExclusionFilter), "is_article", "published", ("source", OutletFilter))
    language_field = "language"
    headline = words_of("title", "title", language="language")
    outlet = words_of("source", "source")
    in_story = words_of("story", "story", language="language")
    search_fields = ("title", "=url", "=id")
    date_hierarchy = "published"
    ordering = ("-published", "-id")
    show_full_result_count = False
    autocomplete_fields = ("source",)
    readonly_fields = ("url", "in_story", "hidden", "exclusion", "is_article", "first_seen", "words")
    actions = ("move", "hide", "show")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        articles = super().get_queryset(request).select_related("source", "story")
        # Lists do not show the text.
        match = request.resolver_match
        return articles if match and str(match.url_name).endswith("_change") else articles.defer("text")

    @admin.display(description="exclusion", ordering="aside")
    def exclusion(self, article: Article) -> str:
        return article.get_aside_display()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Articles are never deleted, only hidden."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "url_given") if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Article, form: forms.ModelForm, change: bool) -> None:
        """Store the previous version as a revision, and leave derived data to the next processing."""
        if change and {"title", "text"} & set(form.changed_data):
            before = Article.objects.get(pk=obj.pk)
            Revision.objects.create(
                article=before,
                title=before.title,
                text=before.text,
                published=before.published,
                content_hash=before.content_hash,
            )
        if "published" in form.changed_data:
            obj.published_precision = precision_of(obj.published)
        obj.mark_changed()
        if change:
            # Save only these fields, because others may change the article's story, or hide it, at the same time.
            obj.save(update_fields=[*form.changed_data, "published_precision", *Article.MARKED])
        else:
            super().save_model(request, obj, form, change)
        self.message_user(request, "It will appear in search and stories after the next process_articles.")

    @admin.action(description="Move to another story or a new one", permissions=["curate"])
    def move(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(articles: list[Article], said: dict[str, Any]) -> list:
            return [curation.move_articles(articles, to=said["group"], by=request.user, reason=said["reason"])]

        return self.confirmed(request, chosen, act, question="Where should these articles go?", form=MoveForm)

    @admin.action(description="Hide", permissions=["curate"])
    def hide(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(articles: list[Article], said: dict[str, Any]) -> list:
            return [curation.hide_articles(articles, by=request.user, reason=said["reason"])]

        return self.confirmed(request, chosen, act, question="Hide these articles from every page?")

    @admin.action(description="Show (excluded pages count as articles from now on)", permissions=["curate"])
    def show(self, request: StaffRequest, chosen: QuerySet) -> HttpResponse | None:
        def act(articles: list[Article], said: dict[str, Any]) -> list:
            return [curation.show_articles(articles, by=request.user, reason=said["reason"])]

        return self.confirmed(request, chosen, act, question="Show these articles again?")
