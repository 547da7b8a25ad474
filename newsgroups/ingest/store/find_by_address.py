"""The archive's articles at an address as readers have it: with tracking, of an app, or of an AMP page."""

from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.models import Article, articles_at

_MAX_ARTICLES = 20
_AMP_ENDINGS = "/amp", ".amp"


def find_by_address(address: str) -> list[Article]:
    """Visible articles at an address, with their outlets and stories; usually one. Nothing is fetched.

    If none has its canonical form, an article stored with parameters that the canonical form drops counts, and then
    one at the same path without the parameters: sites track readers in parameters that no list knows. Raises
    RefusedAddress.
    """
    canonical = canonical_url(address.strip())
    for form in (canonical, *_simpler(canonical)):
        if found := _at(form) or _stored_with_parameters(form):
            return found
    return []


def _at(url: str) -> list[Article]:
    return list(articles_at(url).visible().select_related("source", "story")[:_MAX_ARTICLES])


def _stored_with_parameters(url: str) -> list[Article]:
    """Articles whose stored address has parameters, or other endings, that are not part of its canonical form now."""
    longer = Article.objects.visible().filter(url__gt=f"{url}?", url__lt=f"{url}@", url__startswith=f"{url}?")
    articles = longer.select_related("source", "story").order_by("url")[:_MAX_ARTICLES]
    return [article for article in articles if _canonical(article.url) == url]


def _canonical(url: str) -> str:
    try:
        return canonical_url(url)
    except RefusedAddress:
        return ""


def _simpler(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    path = parts.path
    if parts.query and path.strip("/"):
        yield urlunsplit(parts._replace(query=""))
    for ending in _AMP_ENDINGS:
        if path.endswith(ending) and (shorter := path.removesuffix(ending)):
            yield urlunsplit(parts._replace(path=shorter, query=""))
