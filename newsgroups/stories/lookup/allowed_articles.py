"""The articles in which a look-up may find a text."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from newsgroups.common.dates.days import midnight
from newsgroups.models import Article, Source


@dataclass(frozen=True)
class AllowedArticles:
    """The articles that the sender's filters allow."""

    date_from: date | None
    date_to: date | None
    sources: Collection[Source]
    without: int | None = None
    without_sources: Collection[Source] = ()

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """Return the allowed articles in the order of `ids`."""
        found = {each.pk: each for each in self._found(ids).order_by().select_related("source", "story", "furniture")}
        return [found[pk] for pk in ids if pk in found]

    def ids(self, ids: Iterable[int]) -> set[int]:
        if not (self.date_from or self.date_to or self.sources or self.without_sources):
            return set(ids) - {self.without}
        return set(self._found(ids).values_list("pk", flat=True))

    def _found(self, ids: Iterable[int]) -> QuerySet[Article]:
        found = Article.objects.visible().of_sources(self.sources).filter(pk__among=ids)
        if self.without:
            found = found.exclude(pk=self.without)
        if self.without_sources:
            found = found.exclude(source__in=self.without_sources)
        if self.date_from:
            found = found.filter(published__gte=midnight(self.date_from))
        if self.date_to and self.date_to < date.max:
            found = found.filter(published__lt=midnight(self.date_to + timedelta(days=1)))
        return found
