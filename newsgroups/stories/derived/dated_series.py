"""Series of an outlet: many items under one headline that differ only in the date that labels it."""

from newsgroups.models import Article
from newsgroups.text.screening.headline_frames import frame_of

# With fewer, it may be chance. No outlet among 37,554 real articles has three headlines of one frame
# (`benchmarks/pages_set_aside.py`).
MIN_ITEMS = 4


class Series:
    """The frames of the headlines of outlets, read when an outlet is first asked about.

    One object serves one round: articles that arrive later are not in it.
    """

    def __init__(self) -> None:
        self._frames: dict[int, dict[str, dict[str, int]]] = {}

    def with_article(self, article: Article) -> list[int]:
        """Return the articles of the series that an article belongs to, itself included; none if to no series.

        Several articles under exactly the same headline count once, and a curator's word that one is an article holds.
        """
        frame = frame_of(article.title)
        if not frame:
            return []
        items = self._of_outlet(article.source_id).get(frame, {})
        return sorted({*items.values(), article.pk}) if len(items) >= MIN_ITEMS else []

    def _of_outlet(self, source: int) -> dict[str, dict[str, int]]:
        if source not in self._frames:
            found: dict[str, dict[str, int]] = {}
            rows = Article.objects.visible().filter(source=source, is_article=False).values_list("title", "pk")
            for title, pk in rows.iterator():
                if frame := frame_of(title):
                    found.setdefault(frame, {})[title] = pk
            self._frames[source] = found
        return self._frames[source]
