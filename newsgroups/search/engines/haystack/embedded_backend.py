"""The Haystack backend: Haystack's interface and Whoosh's index format, but our own reading, writing and scoring."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from haystack.backends import BaseEngine, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend, WhooshSearchQuery
from haystack.exceptions import SearchBackendError, SkipDocument
from haystack.models import SearchResult
from haystack.utils import get_model_ct
from whoosh import fields
from whoosh.query import Query

from newsgroups.models import Article
from newsgroups.search.engines.embedded.index import EmbeddedIndex
from newsgroups.search.engines.embedded.store import EmbeddedStore
from newsgroups.search.evaluate.masks import Mask
from newsgroups.search.index import generations
from newsgroups.search.index import snapshot as opening
from newsgroups.search.index.generations import Generation
from newsgroups.search.index.schema import build_schema
from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.results.top_hits import Found, find
from newsgroups.search.rewrite.index_vocabulary import IndexVocabulary
from newsgroups.search.write import writer

from . import embedded_facets
from .whoosh_syntax import ARTICLE, Parser


class ArchiveBackend(WhooshSearchBackend):
    """Searches and writes the generations below PATH; each article is one document.

    Raises IndexProblem if the index cannot be read and IndexBusy if another process is writing it.
    """

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.folder = Path(self.path)
        self.store = EmbeddedStore(self.folder, self.replace)
        self.setup()

    def setup(self) -> None:
        """Do nothing: each search looks up the current generation."""
        self.content_field_name, self.schema = self.build_schema({})
        self.parser = Parser()
        self.setup_complete = True

    def build_schema(self, _fields: dict[str, Any]) -> tuple[str, fields.Schema]:
        return "text", build_schema()

    def snapshot(self) -> Snapshot:
        """Return the index as of its last commit; all threads of the process share it."""
        return opening.snapshot(self.folder)

    def search_index(self) -> EmbeddedIndex:
        """Return the index as the search page needs it."""
        return EmbeddedIndex(self.snapshot())

    # Writing

    def update(self, index: Any, iterable: Iterable[Article], commit: bool = True) -> None:
        """Index articles in one commit, replacing their previous documents."""
        articles = list(iterable)
        with generations.writing(self.folder, "indexing"):
            self.replace([article.pk for article in articles], self.prepared(index, articles))

    def prepared(self, index: Any, articles: Iterable[Article]) -> Iterator[dict[str, Any]]:
        for article in articles:
            with suppress(SkipDocument):
                yield index.full_prepare(article)

    def replace(self, articles: Collection[int], documents: Iterable[dict[str, Any]]) -> None:
        """Replace the documents of these articles in one commit. The caller must hold the lock."""
        if not (self.folder / "CURRENT").exists():
            generations.switch_to(self.folder, self.begin())
        writer.write(opening.open_index(generations.current(self.folder)), documents, replacing=articles)

    def begin(self) -> Generation:
        """Create an empty generation beside the current one. The caller must hold the lock."""
        fresh = generations.begin(self.folder)
        opening.create_index(fresh, self.schema)
        return fresh

    def remove(self, obj_or_string: Article | str, commit: bool = True) -> None:
        """Delete one article, given as an object or as a Haystack identifier."""
        number = obj_or_string.rpartition(".")[2] if isinstance(obj_or_string, str) else obj_or_string.pk
        with generations.writing(self.folder, "removing an article"):
            self.replace([int(number)], [])

    def clear(self, models: Sequence[type] | None = None, commit: bool = True) -> None:
        """Empty the index."""
        if models is None or Article in models:
            with generations.writing(self.folder, "clearing"):
                generations.switch_to(self.folder, self.begin())

    def delete_index(self) -> None:
        self.clear()

    def optimize(self) -> None:
        """Do nothing: segments are merged as they are written."""

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
        snapshot = self.snapshot()
        query = self.parsed(query_string, snapshot)
        found = find(
            snapshot,
            query,
            masks=[self.mask(snapshot, self.parsed(narrow_query, snapshot)) for narrow_query in narrow_queries or ()],
            order=[(name.lstrip("-"), name.startswith("-")) for name in sort_by or ()],
            start=start_offset or 0,
            end=snapshot.size if end_offset is None else end_offset,
        )
        return {
            "results": self.results(snapshot, found, result_class or SearchResult),
            "hits": len(found),
            "facets": self.counted(snapshot, found, facets, date_facets, query_facets),
            "spelling_suggestion": None,
        }

    def parsed(self, query_string: str, snapshot: Snapshot) -> Query:
        """Parse a query in Whoosh's syntax. Raises SearchBackendError if it is invalid."""
        return self.parser.parsed(query_string, IndexVocabulary(snapshot))

    def mask(self, snapshot: Snapshot, query: Query) -> Mask:
        return snapshot.cached(("mask", repr(query)), lambda: embedded_facets.mask(snapshot, query))

    def counted(
        self, snapshot: Snapshot, found: Found, names: Any, dates: Any, queries: Iterable[tuple[str, str]] | None
    ) -> dict[str, Any]:
        """Return facets over all hits in Haystack's format."""
        if not (names or dates or queries):
            return {}
        return {
            "fields": {name: embedded_facets.by_value(snapshot, found.documents, name) for name in names or ()},
            "dates": {
                name: embedded_facets.by_date(snapshot, found.documents, name, options)
                for name, options in (dates or {}).items()
            },
            "queries": {
                f"{name}_{text}": int(
                    self.mask(snapshot, self.parsed(f"{name}:{text}", snapshot))[found.documents].sum()
                )
                for name, text in queries or ()
            },
        }

    def results(self, snapshot: Snapshot, found: Found, result_class: type) -> list[Any]:
        columns = snapshot.columns
        return [
            result_class(
                *ARTICLE.split("."),
                str(columns.article[document]),
                float(score),
                id=f"{ARTICLE}.{columns.article[document]}",
                source=columns.source_names[columns.source[document]],
                published=embedded_facets.moment(columns.published[document]),
            )
            for document, score in zip(found.page.tolist(), found.scores, strict=True)
        ]

    def more_like_this(
        self, model_instance: Article, additional_query_string: str | None = None, **options: Any
    ) -> dict[str, Any]:
        """Not supported: similar articles come from the pairs in the database, which compare texts, not words."""
        raise SearchBackendError("similar articles are Article's pairs; see newsgroups.stories")


class ArchiveEngine(BaseEngine):
    """The engine to name in HAYSTACK_CONNECTIONS."""

    backend = ArchiveBackend
    query = WhooshSearchQuery
