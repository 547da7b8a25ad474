"""The article fields in the search index. Haystack finds this module by its name."""

from datetime import UTC
from typing import Any

from haystack import indexes
from haystack.constants import ID

from .models import Article


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """Visible articles; `text` is the default search field and includes the title."""

    text = indexes.CharField(document=True, stored=False)
    title = indexes.CharField(stored=False)
    words = indexes.CharField(stored=False)
    authors = indexes.CharField(stored=False)
    source = indexes.CharField(faceted=False)
    language = indexes.CharField(stored=False, null=True)
    published = indexes.DateTimeField(null=True)

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> Any:
        return Article.objects.visible().select_related("source__outlet")

    def prepare(self, article: Article) -> dict[str, Any]:
        """Return the document of an article: plain strings, and the date as a naive UTC datetime."""
        self.prepared_data = {
            ID: f"newsgroups.article.{article.pk}",
            "text": f"{article.title}\n\n{article.text}",
            "title": article.title,
            "words": article.title,
            "authors": article.authors,
            "source": article.source.main.slug,
            "article": article.pk,
            "content_hash": bytes.fromhex(article.content_hash),
        }
        if article.language:
            self.prepared_data["language"] = article.language
        if article.published:
            self.prepared_data["published"] = article.published.astimezone(UTC).replace(tzinfo=None)
        return self.prepared_data

    def full_prepare(self, article: Article, with_string_facet: bool = True) -> dict[str, Any]:
        return self.prepare(article)
