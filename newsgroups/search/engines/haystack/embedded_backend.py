"""The Haystack backend: Haystack's interface and Whoosh's index format, but our own reading, writing and scoring."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from haystack.backends import BaseEngine
from haystack.backends.whoosh_backend import WhooshSearchBackend, WhooshSearchQuery
from haystack.exceptions import SkipDocument
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
from .queries import AnswersHaystack, HaystackQuery, article_id
from .whoosh_syntax import ARTICLE, Parser


class ArchiveBackend(AnswersHaystack, WhooshSearchBackend):
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
        with generations.writing(self.folder, "removing an article"):
            self.replace([article_id(obj_or_string)], [])

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

    def answer(self, query: HaystackQuery) -> dict[str, Any]:
        snapshot = self.snapshot()
        found = find(
            snapshot,
            self.parsed(query.text, snapshot),
            masks=[self.mask(snapshot, self.parsed(narrow, snapshot)) for narrow in query.narrow],
            order=[(name.lstrip("-"), name.startswith("-")) for name in query.sort_by],
            start=query.start,
            end=snapshot.size if query.end is None else query.end,
        )
        return {
            "results": self.results(snapshot, found, query.result_class),
            "hits": len(found),
            "facets": self.counted(snapshot, found, query),
        }

    def parsed(self, query_string: str, snapshot: Snapshot) -> Query:
        """Parse a query in Whoosh's syntax. Raises SearchBackendError if it is invalid."""
        return self.parser.parsed(query_string, IndexVocabulary(snapshot))

    def mask(self, snapshot: Snapshot, query: Query) -> Mask:
        return snapshot.cached(("mask", repr(query)), lambda: embedded_facets.mask(snapshot, query))

    def counted(self, snapshot: Snapshot, found: Found, query: HaystackQuery) -> dict[str, Any]:
        """Return facets over all hits in Haystack's format."""
        if not query.has_facets:
            return {}
        documents = found.documents
        return {
            "fields": {name: embedded_facets.by_value(snapshot, documents, name) for name in query.facets},
            "dates": {
                name: embedded_facets.by_date(snapshot, documents, name, options)
                for name, options in query.date_facets.items()
            },
            "queries": {
                f"{name}_{text}": int(self.mask(snapshot, self.parsed(f"{name}:{text}", snapshot))[documents].sum())
                for name, text in query.query_facets
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


class ArchiveEngine(BaseEngine):
    """The engine to name in HAYSTACK_CONNECTIONS."""

    backend = ArchiveBackend
    query = WhooshSearchQuery
