"""Feeds of an outlet's articles, and of changes in articles."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from newsgroups.matching.display.version_diff import Changed
from newsgroups.models import Article, Source
from newsgroups.stories.pages.articles.latest_changes import ChangeLine, latest_changes
from newsgroups.templatetags.formats import lead
from newsgroups.web.forms.filter_base import filters_refused, unreadable
from newsgroups.web.forms.list_filters import ChangesForm
from newsgroups.web.output.atom import author
from newsgroups.web.output.feed_formats import ArchiveFeed
from newsgroups.web.output.page_sizes import FEED_ENTRIES

_TAGS = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


class ArticlesFeed(ArchiveFeed):
    """The base class of article feeds."""

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


class WholeFeed(ArticlesFeed):
    """Everything of one outlet or story: there is nothing to filter, and who asks for less is told so."""

    def respond(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        return filters_refused(request) or super().respond(request, *args, **options)


class OutletFeed(WholeFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Source:
        return get_object_or_404(Source.objects.select_related("outlet"), slug=slug).main

    def title(self, source: Source) -> str:
        return f"Newsgroups: {source.name}"

    def subtitle(self, source: Source) -> str:
        return f"The latest articles from {source.name}."

    def link(self, source: Source) -> str:
        return source.get_absolute_url()

    def items(self, source: Source) -> list[Article]:
        articles = Article.objects.visible().of_sources([source])
        return list(articles.for_lists().with_lead().latest_first()[:FEED_ENTRIES])


class ChangesFeed(ArchiveFeed):
    """Articles whose headline or text the outlet changed, with the words before and after."""

    title = "Newsgroups: changes"

    def respond(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        form = ChangesForm(request.GET)
        return unreadable(form) or super().respond(request, form=form)

    def get_object(self, request: HttpRequest, form: ChangesForm) -> ChangesForm:
        return form

    def subtitle(self, form: ChangesForm) -> str:
        return "Headlines, texts, and figures changed after publication; removed words are crossed out."

    def link(self, form: ChangesForm) -> str:
        return reverse("browse")

    def items(self, form: ChangesForm) -> list[ChangeLine]:
        return latest_changes(kind=form.value("kind"), sources=form.sources, limit=FEED_ENTRIES)

    def item_title(self, line: ChangeLine) -> str:
        return f"{line.said}: {line.title_after}"

    def item_link(self, line: ChangeLine) -> str:
        return f"{reverse('article_changes', args=[line.article.pk])}#change-{line.revision.pk}"

    def item_description(self, line: ChangeLine) -> SafeString:
        figures = format_html_join(
            "", "<p>{}: <del>{}</del> <ins>{}</ins></p>", ((f.about, f.before, f.after) for f in line.figures)
        )
        return figures + format_html_join(
            "", "<p>{}</p>", ((_marked(part),) for part in (line.title, line.text) if part)
        )

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
