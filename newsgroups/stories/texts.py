"""Texts of articles kept ready while pairs are aligned."""

from collections import OrderedDict
from collections.abc import Collection

from newsgroups.matching.passages import Document
from newsgroups.models import Article

# Some 10 kB each with their words.
_KEPT_TEXTS = 4_000
# Below the number of parameters that a statement takes on any database.
_AT_ONCE = 500


class Texts:
    """The texts of articles as documents, by id; the latest used are kept."""

    def __init__(self) -> None:
        self._documents: OrderedDict[int, Document] = OrderedDict()

    def load(self, ids: Collection[int]) -> None:
        """Makes the texts ready in one query."""
        missing = []
        for each in ids:
            if each in self._documents:
                self._documents.move_to_end(each)
            else:
                missing.append(each)
        for start in range(0, len(missing), _AT_ONCE):
            chunk = missing[start : start + _AT_ONCE]
            for pk, text in Article.objects.filter(pk__in=chunk).values_list("pk", "text"):
                self._documents[pk] = Document(text)
        while len(self._documents) > max(_KEPT_TEXTS, len(ids)):
            self._documents.popitem(last=False)

    def __getitem__(self, article: int) -> Document:
        self._documents.move_to_end(article)
        return self._documents[article]
