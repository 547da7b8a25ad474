"""The Haystack backend for an OpenSearch cluster."""

from collections.abc import Iterable, Sequence
from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend
from haystack.backends.whoosh_backend import WhooshSearchBackend, WhooshSearchQuery
from haystack.exceptions import SearchBackendError

from newsgroups.models import Article
from newsgroups.search.engines.opensearch.ask.index import ClusterIndex
from newsgroups.search.engines.opensearch.connection import Cluster
from newsgroups.search.engines.opensearch.write.generations import Generations
from newsgroups.search.engines.opensearch.write.store import ClusterStore
from newsgroups.search.results.attributes import curation_stamp

from . import opensearch_facets
from .queries import AnswersHaystack, HaystackQuery, article_id
from .whoosh_syntax import ARTICLE, Parser

_COLUMNS = ["article", "source", "published"]


class ClusterBackend(AnswersHaystack, BaseSearchBackend):
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
        with self.store.writing("removing an article"):
            self.store.replace([article_id(obj_or_string)], [])

    def clear(self, models: Sequence[type] | None = None, commit: bool = True) -> None:
        """Empty the index."""
        if models is None or Article in models:
            with self.store.writing("clearing"):
                self.store.build(iter([]), workers=1, done=lambda number: None)

    def build_schema(self, fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return "text", {}

    # Reading

    def answer(self, query: HaystackQuery) -> dict[str, Any]:
        index = self.search_index()

        def request(text: str) -> dict[str, Any]:
            with index.problems():
                return index.request(self._parser.parsed(text, index.vocabulary))

        queries = {f"{name}_{text}": request(f"{name}:{text}") for name, text in query.query_facets}
        end = index.WINDOW if query.end is None else min(query.end, index.WINDOW)
        body = {
            "query": {"bool": {"must": [index.shown(request(query.text))], "filter": [*map(request, query.narrow)]}},
            "from": query.start,
            "size": max(0, end - query.start),
            "sort": _order(query.sort_by),
            "track_scores": True,
            "track_total_hits": True,
            "_source": False,
            "docvalue_fields": _COLUMNS,
            "aggs": opensearch_facets.aggregations(query.facets, query.date_facets, queries),
        }
        found = index.search(body)
        return {
            "results": [_result(hit, query.result_class) for hit in found["hits"]["hits"]],
            "hits": found["hits"]["total"]["value"],
            "facets": opensearch_facets.counted(found.get("aggregations", {}), query) if query.has_facets else {},
        }


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
