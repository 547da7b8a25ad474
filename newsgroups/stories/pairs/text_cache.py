"""Texts of articles kept ready while pairs are aligned."""

from collections import OrderedDict
from collections.abc import Collection
from datetime import datetime

from newsgroups.matching.passages import Shingled
from newsgroups.models import Article
from newsgroups.models.db.prepared import Prepared

# Words of all texts that are kept, at eight bytes each: those of some 70,000 articles. Pairs come in the order of one
# of their articles, and the other one may be any of the archive, so that each text is wanted again and again.
_KEPT_WORDS = 30_000_000
# Below the number of parameters that a statement takes on any database.
_AT_ONCE = 500
_TEXTS = Prepared(lambda ids: Article.objects.filter(pk__among=ids).order_by().values_list("pk", "text"), plain=True)
_PUBLISHED = Prepared(
    lambda ids: Article.objects.filter(pk__among=ids).order_by().values_list("pk", "published", "source_id")
)
# When, and the outlet's id.
Published = tuple[datetime | None, int]


class Texts:
    """The texts of articles as shingles, by id; the latest used are kept."""

    def __init__(self) -> None:
        self._texts: OrderedDict[int, Shingled] = OrderedDict()
        self._words = 0
        self._published: dict[int, Published] = {}

    def load(self, ids: Collection[int]) -> None:
        """Makes the texts ready, those that are not kept with one query for some hundreds."""
        missing = []
        for each in ids:
            if each in self._texts:
                self._texts.move_to_end(each)
            else:
                missing.append(each)
        for start in range(0, len(missing), _AT_ONCE):
            rows = _TEXTS.rows(missing[start : start + _AT_ONCE])
            for (pk, _), text in zip(rows, Shingled.all_of([text for _, text in rows]), strict=True):
                self._texts[pk] = text
                self._words += text.words
        while self._words > _KEPT_WORDS and len(self._texts) > len(ids):
            self._words -= self._texts.popitem(last=False)[1].words

    def published(self, ids: Collection[int]) -> dict[int, Published]:
        """When and by which outlet articles were published, read once."""
        missing = [each for each in ids if each not in self._published]
        for start in range(0, len(missing), _AT_ONCE):
            rows = _PUBLISHED.rows(missing[start : start + _AT_ONCE])
            self._published.update({pk: (published, source) for pk, published, source in rows})
        return self._published

    def __getitem__(self, article: int) -> Shingled:
        """The text made ready; what is derived from it is not kept with the others."""
        self._texts.move_to_end(article)
        kept = self._texts[article]
        return Shingled(kept.words, kept.shingles)
