"""An outlet, and what changed in articles, as feeds."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from newsgroups.matching.display.word_diff import Changed
from newsgroups.models import Article, Source
from newsgroups.stories.pages.latest_changes import ChangeLine, latest_changes
from newsgroups.templatetags.formats import lead
from newsgroups.web.atom import author
from newsgroups.web.feed_formats import IN_FEED, ArchiveFeed
from newsgroups.web.forms.filters import unreadable
from newsgroups.web.forms.lists import ChangesForm

_TAGS = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


class ArticlesFeed(ArchiveFeed):
    """What feeds of articles have in common."""

    def item_title(self, article: Article) -> str:
        return article.title

    def item_link(self, article: Article) -> str:
        return article.get_absolute_url()

    def item_description(self, article: Article) -> str:
        return lead(article.lead)  # type: ignore[attr-defined]

    def item_author_name(self, article: Article) -> str:
        return author(article.source.name)

    def item_extra_kwargs(self, article: Article) -> dict[str, str]:
        return {"language": article.language}

    def item_pubdate(self, article: Article) -> datetime | None:
        return article.published

    def item_updateddate(self, article: Article) -> datetime:
        return article.published or article.first_seen


class OutletFeed(ArticlesFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Source:
        return get_object_or_404(Source.objects.select_related("outlet"), slug=slug).main

    def title(self, source: Source) -> str:
        return f"Newsgroups: {source.name}"

    def subtitle(self, source: Source) -> str:
        return f"The latest articles of {source.name}."

    def link(self, source: Source) -> str:
        return source.get_absolute_url()

    def items(self, source: Source) -> list[Article]:
        return list(Article.objects.visible().of_sources([source]).for_lists().with_lead().latest_first()[:IN_FEED])


class ChangesFeed(ArchiveFeed):
    """Articles whose headline or text an outlet changed, with the words before and after."""

    title = "Newsgroups: changes"

    def respond(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        form = ChangesForm(request.GET)
        return unreadable(form) or super().respond(request, form=form)

    def get_object(self, request: HttpRequest, form: ChangesForm) -> ChangesForm:
        return form

    def subtitle(self, form: ChangesForm) -> str:
        return "Headlines and texts that outlets changed after publishing; removed words are crossed out."

    def link(self, form: ChangesForm) -> str:
        return reverse("browse")

    def items(self, form: ChangesForm) -> list[ChangeLine]:
        return latest_changes(kind=form.value("kind"), sources=form.sources, limit=IN_FEED)

    def item_title(self, line: ChangeLine) -> str:
        said = "Headline changed" if line.has_new_headline else "Text changed"
        return f"{said}: {line.title_after}"

    def item_link(self, line: ChangeLine) -> str:
        return f"{reverse('article_changes', args=[line.article.pk])}#change-{line.revision.pk}"

    def item_description(self, line: ChangeLine) -> SafeString:
        return format_html_join("", "<p>{}</p>", ((_marked(each),) for each in (line.title, line.text) if each))

    def item_author_name(self, line: ChangeLine) -> str:
        return author(line.article.source.name)

    def item_extra_kwargs(self, line: ChangeLine) -> dict[str, str]:
        return {"language": line.article.language}

    def item_pubdate(self, line: ChangeLine) -> datetime:
        return line.revision.replaced_at

    item_updateddate = item_pubdate


def _marked(pieces: list[Changed]) -> SafeString:
    marked = (format_html(_TAGS[piece.change], piece.text) for piece in pieces)
    return format_html_join("", "{}", ((piece,) for piece in marked))
