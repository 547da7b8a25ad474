"""What Haystack's own query builder asks of a backend, whichever engine answers it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from haystack.backends import log_query
from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult
from haystack.utils import get_model_ct

from newsgroups.models import Article

from .translate_query import ARTICLE


@dataclass(frozen=True)
class HaystackQuery:
    """A query in Whoosh's syntax, with filters, order, page, and facets; `end` is None for all hits."""

    text: str
    sort_by: Sequence[str]
    start: int
    end: int | None
    narrow: Sequence[str]
    facets: Sequence[str]
    date_facets: Mapping[str, Any]
    query_facets: Sequence[tuple[str, str]]
    result_class: type

    @property
    def has_facets(self) -> bool:
        return bool(self.facets or self.date_facets or self.query_facets)


class AnswersHaystack:
    """The reading half of both backends, in Haystack's signatures. Subclasses implement `answer`."""

    @log_query
    def search(
        self,
        query_string: str,
        sort_by: Sequence[str] | None = None,
        start_offset: int | None = 0,
        end_offset: int | None = None,
        facets: Any = None,
        date_facets: Any = None,
        query_facets: Any = None,
        narrow_queries: Iterable[str] | None = None,
        models: Iterable[type] | None = None,
        result_class: type | None = None,
        **options: Any,
    ) -> dict[str, Any]:
        """Run a query in Whoosh's syntax, as SearchQuerySet builds it."""
        if not query_string or (models and ARTICLE not in {get_model_ct(model) for model in models}):
            return {"results": [], "hits": 0}
        query = HaystackQuery(
            query_string,
            sort_by or (),
            start_offset or 0,
            end_offset,
            tuple(narrow_queries or ()),
            tuple(facets or ()),
            date_facets or {},
            tuple(query_facets or ()),
            result_class or SearchResult,
        )
        return self.answer(query) | {"spelling_suggestion": None}

    def answer(self, query: HaystackQuery) -> dict[str, Any]:
        """Return `results`, the number of `hits`, and `facets`, as Haystack names them."""
        raise NotImplementedError

    def more_like_this(
        self, model_instance: Article, additional_query_string: str | None = None, **options: Any
    ) -> dict[str, Any]:
        """Not supported: similar articles come from the pairs in the database, which compare texts, not words."""
        raise SearchBackendError("similar articles are Article's pairs; see newsgroups.stories")


def article_id(obj_or_string: Article | str) -> int:
    """Return the id of an article given as an object or as a Haystack identifier."""
    return int(obj_or_string.rpartition(".")[2]) if isinstance(obj_or_string, str) else obj_or_string.pk
