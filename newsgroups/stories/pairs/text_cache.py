"""A cache of article texts for the alignment of pairs."""

from collections import OrderedDict
from collections.abc import Collection
from datetime import datetime

from newsgroups.matching.passages import Shingled
from newsgroups.models import Article
from newsgroups.models.articles.article import OUTLET_ID
from newsgroups.models.db.prepared_queries import Prepared

# Words of all cached texts, at eight bytes each: about 70,000 articles. Pairs are sorted by one of their articles, and
# the other may be any article of the archive, so each text is needed repeatedly.
_KEPT_WORDS = 30_000_000
# Below the maximum number of parameters per statement on any database.
_BATCH_SIZE = 500
_TEXTS = Prepared(
    lambda ids: Article.objects.filter(pk__among=ids).order_by().values_list("pk", "text", "furniture__length"),
    plain=True,
)
_PUBLISHED = Prepared(
    lambda ids: Article.objects.filter(pk__among=ids).order_by().values_list("pk", "published", "source_id", OUTLET_ID)
)
# Publication time, the id of the source, and that of its outlet.
Published = tuple[datetime | None, int, int]


class Texts:
    """The texts of articles as shingles, by id. Keeps the most recently used."""

    def __init__(self) -> None:
        self._texts: OrderedDict[int, Shingled] = OrderedDict()
        self._words = 0
        self._published: dict[int, Published] = {}

    def load(self, ids: Collection[int]) -> None:
        """Load the texts that are not cached, with one query per few hundred."""
        missing = []
        for each in ids:
            if each in self._texts:
                self._texts.move_to_end(each)
            else:
                missing.append(each)
        for start in range(0, len(missing), _BATCH_SIZE):
            rows = _TEXTS.rows(missing[start : start + _BATCH_SIZE])
            told = [text[length or 0 :] for _, text, length in rows]
            for (pk, *_), text in zip(rows, Shingled.all_of(told), strict=True):
                self._texts[pk] = text
                self._words += text.words
        while self._words > _KEPT_WORDS and len(self._texts) > len(ids):
            self._words -= self._texts.popitem(last=False)[1].words

    def published(self, ids: Collection[int]) -> dict[int, Published]:
        """Return when and by which outlet articles were published. Each is read once."""
        missing = [each for each in ids if each not in self._published]
        for start in range(0, len(missing), _BATCH_SIZE):
            rows = _PUBLISHED.rows(missing[start : start + _BATCH_SIZE])
            self._published.update({pk: (published, source, outlet) for pk, published, source, outlet in rows})
        return self._published

    def __getitem__(self, article: int) -> Shingled:
        """Return the shingled text. Data derived from it are not cached."""
        self._texts.move_to_end(article)
        kept = self._texts[article]
        return Shingled(kept.words, kept.shingles)
