from collections.abc import Iterator
from itertools import groupby
from typing import Any

from newsgroups.models import Address, Article


def exported_stories() -> Iterator[dict[str, Any]]:
    """Yield every imported article in its story, as `{"story": id, "title": …, "articles": [{"url": …}, …]}`.

    URLs are the ones first given; an article with several is listed once for each. An article without a group forms a
    group of one, named after the article (`article-17`), because it has no story; so does an excluded page.
    """
    further: dict[int, list[str]] = {}
    for article, url in Address.objects.order_by("id").values_list("article", "url_given"):
        further.setdefault(article, []).append(url)
    rows = (
        Article.objects.visible()
        .order_by("story_id", "published", "id")
        .values_list("story_id", "story__title", "id", "title", "url_given")
    )
    for story, members in groupby(rows.iterator(), key=lambda row: row[0]):
        if story is None:
            yield from (_alone(pk, title, [url, *further.get(pk, ())]) for _, _, pk, title, url in members)
        else:
            told = list(members)
            urls = [each for _, _, pk, _, url in told for each in (url, *further.get(pk, ()))]
            yield {"story": story, "title": told[0][1], "articles": _addresses(urls)}
    aside = Article.objects.set_aside().order_by("id").values_list("id", "title", "url_given")
    for pk, title, url in aside.iterator():
        yield _alone(pk, title, [url, *further.get(pk, ())])


def _alone(article: int, title: str, urls: list[str]) -> dict[str, Any]:
    return {"story": f"article-{article}", "title": title, "articles": _addresses(urls)}


def _addresses(urls: list[str]) -> list[dict[str, str]]:
    return [{"url": url} for url in urls]
