"""The versions of a story's articles, each beside the one that followed."""

from dataclasses import dataclass
from datetime import datetime

from newsgroups.models import Article, Revision

# A live blog may have hundreds; the latest tell what holds now.
MAX_VERSIONS = 20


@dataclass(frozen=True)
class Version:
    """A text before and after it was replaced; `is_latest` if the later text is the one served."""

    article: Article
    at: datetime
    before: str
    after: str
    is_latest: bool


def versions_of(story: int) -> list[Version]:
    """Return the latest changed texts of a story's visible articles, the latest first. One query."""
    rows = Revision.objects.filter(article__story=story, article__hidden=False).select_related("article")
    following: dict[int, str] = {}
    found = []
    for revision in rows.order_by("-id")[:MAX_VERSIONS]:
        article = revision.article
        after = following.get(article.pk, article.text)
        if after != revision.text:
            is_latest = article.pk not in following
            found.append(Version(article, revision.replaced_at, revision.text, after, is_latest))
        following[article.pk] = revision.text
    return found
