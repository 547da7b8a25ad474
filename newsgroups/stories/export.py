from collections.abc import Iterator
from itertools import groupby
from typing import Any

from newsgroups.models import Article


def exported_stories() -> Iterator[dict[str, Any]]:
    """Every visible article in its story, as `{"story": id, "title": …, "articles": [{"url": …}, …]}`.

    Addresses are those first given. An article without a group is a group of one, named after the article
    (`article-17`), since it has no story of its own.
    """
    rows = (
        Article.objects.visible()
        .order_by("story_id", "published", "id")
        .values_list("story_id", "story__title", "id", "title", "url_given")
    )
    for story, members in groupby(rows.iterator(), key=lambda row: row[0]):
        if story is None:
            for _, _, article, title, url in members:
                yield {"story": f"article-{article}", "title": title, "articles": [{"url": url}]}
        else:
            told = list(members)
            yield {"story": story, "title": told[0][1], "articles": [{"url": row[4]} for row in told]}
