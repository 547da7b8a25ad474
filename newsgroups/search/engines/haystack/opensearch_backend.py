"""The Haystack backend for an OpenSearch cluster."""

from collections.abc import Iterable, Sequence
from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend, WhooshSearchQuery
from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult
from haystack.utils import get_model_ct

from newsgroups.models import Article
from newsgroups.search.engines.opensearch.ask.index import ClusterIndex
from newsgroups.search.engines.opensearch.connection import Cluster
from newsgroups.search.engines.opensearch.write.generations import Generations
from newsgroups.search.engines.opensearch.write.store import ClusterStore
from newsgroups.search.results.attributes import curation_stamp

from . import opensearch_facets
from .whoosh_syntax import ARTICLE, Parser

_COLUMNS = ["article", "source", "published"]


class ClusterBackend(BaseSearchBackend):
    """Searches and writes the archive that HAYSTACK_CONNECTIONS names in a cluster.

    Raises IndexProblem if the cluster cannot be used and IndexBusy if another process is writing.
    """

    # The query builder writes Whoosh's syntax.
    RESERVED_WORDS = WhooshSearchBackend.RESERVED_WORDS
    RESERVED_CHARACTERS = WhooshSearchBackend.RESERVED_CHARACTERS
    _from_python = WhooshSearchBackend._from_python

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        access = (options["USER"], options["PASSWORD"], options["CA"])
        cluster = Cluster(tuple(options["HOSTS"]), options["NAME"], *access)
        self._generations = Generations(cluster, shards=options["SHARDS"], replicas=options["REPLICAS"])
        self.store = ClusterStore(self._generations)
        self._parser = Parser()
        self._gone: set[int] = set()
        # The decisions of curators that the documents are known to reflect.
        self._taken_up: object = None
        # Which copies of shards answer; tests ask each of them.
        self.preference: str | None = options.get("PREFERENCE")

    def setup(self) -> None:
        """Do nothing: generations are created as they are needed."""

    def search_index(self) -> ClusterIndex:
        """Return the index as the search page needs it."""
        return ClusterIndex(self._generations, self._gone, self._take_up, self.preference)

    def _take_up(self) -> None:
        """Bring the index up to date once after each decision of a curator. One query otherwise."""
        from . import sync

        stamp = curation_stamp()
        if self._taken_up is not None and stamp != self._taken_up:
            self.store.take_up_states(sync.documents_of)
        self._taken_up = stamp

    # Writing

    def update(self, index: Any, iterable: Iterable[Article], commit: bool = True) -> None:
        articles = list(iterable)
        with self.store.writing("indexing"):
            if not self.store.is_current():
                self.store.build(iter([]), workers=1, done=lambda number: None)
            self.store.replace([article.pk for article in articles], map(index.full_prepare, articles))

    def remove(self, obj_or_string: Article | str, commit: bool = True) -> None:
        """Delete one article, given as an object or as a Haystack identifier."""
        number = obj_or_string.rpartition(".")[2] if isinstance(obj_or_string, str) else obj_or_string.pk
        with self.store.writing("removing an article"):
            self.store.replace([int(number)], [])

    def clear(self, models: Sequence[type] | None = None, commit: bool = True) -> None:
        """Empty the index."""
        if models is None or Article in models:
            with self.store.writing("clearing"):
                self.store.build(iter([]), workers=1, done=lambda number: None)

    def build_schema(self, fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return "text", {}

    # Reading

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
        index, start = self.search_index(), start_offset or 0

        def request(text: str) -> dict[str, Any]:
            with index.problems():
                return index.request(self._parser.parsed(text, index.vocabulary))

        narrow = [request(text) for text in narrow_queries or ()]
        queries = {f"{name}_{text}": request(f"{name}:{text}") for name, text in query_facets or ()}
        end = index.WINDOW if end_offset is None else min(end_offset, index.WINDOW)
        body = {
            "query": {"bool": {"must": [index.shown(request(query_string))], "filter": narrow}},
            "from": start,
            "size": max(0, end - start),
            "sort": _order(sort_by or ()),
            "track_scores": True,
            "track_total_hits": True,
            "_source": False,
            "docvalue_fields": _COLUMNS,
            "aggs": opensearch_facets.aggregations(facets or (), date_facets or {}, queries),
        }
        found = index.search(body)
        return {
            "results": [_result(hit, result_class or SearchResult) for hit in found["hits"]["hits"]],
            "hits": found["hits"]["total"]["value"],
            "facets": opensearch_facets.counted(found.get("aggregations", {}), facets, date_facets, query_facets),
            "spelling_suggestion": None,
        }

    def more_like_this(
        self, model_instance: Article, additional_query_string: str | None = None, **options: Any
    ) -> dict[str, Any]:
        """Not supported: similar articles come from the pairs in the database, which compare texts, not words."""
        raise SearchBackendError("similar articles are Article's pairs; see newsgroups.stories")


def _order(sort_by: Sequence[str]) -> list[dict[str, Any]]:
    columns = {"published": "published", "source": "source", "language": "language"}
    columns |= dict.fromkeys(("article", "id", "pk", "django_id"), "article")
    order: list[dict[str, Any]] = []
    for name in sort_by:
        if name.lstrip("-") not in columns:
            raise SearchBackendError(
                f"search results cannot be sorted by {name!r}, only by published, source, language or id"
            )
        direction = "desc" if name.startswith("-") else "asc"
        order.append({columns[name.lstrip("-")]: {"order": direction, "missing": "_last"}})
    is_falling = bool(sort_by) and sort_by[0] == "-published"
    return [*(order or [{"_score": "desc"}]), {"article": "desc" if is_falling else "asc"}]


def _result(hit: dict[str, Any], result_class: type) -> Any:
    columns, number = hit["fields"], str(hit["fields"]["article"][0])
    return result_class(
        *ARTICLE.split("."),
        number,
        float(hit["_score"] or 0),
        id=f"{ARTICLE}.{number}",
        source=columns["source"][0],
        published=opensearch_facets.moment(columns.get("published", [None])[0]),
    )


class ClusterEngine(BaseEngine):
    """The engine to name in HAYSTACK_CONNECTIONS."""

    backend = ClusterBackend
    query = WhooshSearchQuery
