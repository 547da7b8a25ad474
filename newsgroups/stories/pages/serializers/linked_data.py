"""Articles and stories as search engines and other programs read them from a page (schema.org, JSON-LD)."""

from collections.abc import Callable, Sequence
from typing import Any

from newsgroups.common.dates.days import as_iso
from newsgroups.models import Article, Story

from .citation import authors_of

Address = Callable[[str], str]


def article_as_linked_data(article: Article, *, address: Address) -> dict[str, Any]:
    """A NewsArticle; `address` makes a path of this site absolute. What is not known is left out."""
    publisher = {"@type": "Organization", "name": article.source.name, "url": article.source.home_page}
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "author": [{"@type": "Person", "name": name} for name in authors_of(article)],
        "publisher": {key: value for key, value in publisher.items() if value},
        "datePublished": _published(article),
        "dateModified": as_iso(article.updated),
        "inLanguage": article.language,
        "wordCount": article.words,
        "url": article.original,
        "mainEntityOfPage": address(article.get_absolute_url()),
    }
    return {key: value for key, value in found.items() if value}


def _published(article: Article) -> str | None:
    """The date as ISO 8601: only the day where no time is known; None where the outlet gave no date."""
    moment = article.moment
    if moment is None:
        return None
    return as_iso(moment.at) if moment.has_time else moment.at.date().isoformat()


def story_as_linked_data(story: Story, articles: Sequence[Article], *, address: Address) -> dict[str, Any]:
    """An ItemList of the articles shown, in order of publication."""
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": story.title,
        "url": address(story.get_absolute_url()),
        "numberOfItems": story.article_count,
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": each.title, "url": address(each.get_absolute_url())}
            for place, each in enumerate(articles, start=1)
        ],
    }
