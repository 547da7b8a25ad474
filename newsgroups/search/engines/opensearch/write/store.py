"""The written side of an index in a cluster."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import django

from newsgroups.common.processes.workers import mapped
from newsgroups.search.engines.opensearch.connection import problems
from newsgroups.search.index import generations
from newsgroups.search.index.columns import UNDATED
from newsgroups.search.index.generations import IndexBusy, IndexProblem

from . import bulk, documents, states
from .bulk import Batch
from .generations import Generations
from .lock import WriterLock

Prepared = dict[str, Any]
Entry = tuple[bytes, int, str, str]

# Documents written together after a decision of a curator.
_WRITTEN = 500
# Documents per request when all of them are read.
_SCANNED = 5_000
# Frequent words for which a new generation is asked before it comes into use.
_WARMED = 40


class ClusterStore:
    """The generations of one archive in a cluster."""

    def __init__(self, generations: Generations) -> None:
        self._generations, self._cluster = generations, generations.cluster
        self._lock: WriterLock | None = None

    def problem(self) -> str | None:
        try:
            with problems(self._cluster):
                client, current = self._generations.reader, self._generations.current()
                health = client.cluster.health(index=f"{current.articles},{current.words}")
        except IndexProblem as found:
            return str(found)
        if health["status"] != "red":
            return None
        return (
            f"The search cluster at {self._cluster} cannot reach all parts of the index (state red). "
            "Start its missing nodes, or run: manage.py reindex"
        )

    def is_current(self) -> bool:
        """Raises IndexProblem if the cluster cannot say: nobody wants a rebuild because a node is restarting."""
        with problems(self._cluster):
            return self._generations.exists()

    @contextmanager
    def writing(self, work: str, *, is_patient: bool = True) -> Iterator[None]:
        with problems(self._cluster):
            self._lock = WriterLock(self._generations.client, f"{self._cluster.name}-lock")
            with self._lock.held(work, wait=generations.WAIT_SECONDS if is_patient else 0):
                yield

    def take_up_states(self, documents_of: Callable[[list[int]], Iterable[Prepared]]) -> None:
        """Bring documents up to date after a decision of a curator, unless another process is writing.

        What is left, the next run takes up.
        """
        with suppress(IndexBusy), self.writing("taking up decisions of curators", is_patient=False):
            for chunk in documents.chunks_of(self.outdated(), _WRITTEN):
                self.replace(chunk, documents_of(chunk))

    def clean_up(self) -> None:
        with problems(self._cluster):
            self._generations.remove_others()

    def replace(self, articles: Sequence[int], prepared: Iterable[Prepared]) -> None:
        """Write the documents and make them visible; the words of replaced texts remain in the list of words."""
        with problems(self._cluster):
            client, current = self._generations.client, self._generations.current()
            written = list(prepared)
            numbers = bulk.distinct(written)
            gone = set(articles) - set(numbers)
            bulk.send(client, bulk.articles(current.articles, written, states.states_of(numbers)), bulk.CHUNK)
            bulk.send(client, bulk.deletions(current.articles, sorted(gone)), bulk.CHUNK)
            counts = documents.no_counts()
            for each in written:
                documents.count_words(each, counts)
            bulk.write_words(client, current.words, counts, is_new=False)
            both = f"{current.articles},{current.words}"
            client.indices.refresh(index=both)
            self._renew()

    def build(self, parts: Iterator[list[Prepared]], *, workers: int, done: Callable[[int], None]) -> None:
        with problems(self._cluster):
            fresh = self._generations.begin()
            try:
                counts, articles = documents.no_counts(), 0
                batches = (Batch(self._cluster, fresh.articles, part, _states(part)) for part in parts)
                for number, words in mapped(bulk.write_batch, batches, workers=workers, prepare=django.setup):
                    documents.add_counts(counts, words)
                    if not articles:
                        # Of a single segment, merging would drop nothing.
                        self._generations.client.indices.refresh(index=fresh.articles)
                    articles += number
                    self._renew()
                    done(number)
                bulk.write_words(self._generations.client, fresh.words, counts, is_new=True)
                self._generations.finish(fresh, articles, renew=self._renew)
                self._warm_up(fresh.articles, counts)
                self._generations.switch_to(fresh)
            except BaseException:
                # A partial index only takes up space. Where the cluster is gone, the next writer removes it.
                with suppress(Exception):
                    self._generations.remove_others()
                raise

    def _warm_up(self, index: str, counts: documents.Counts) -> None:
        """Ask for frequent words: the first queries after a load take three to five times as long."""
        for word, _ in counts["text"].most_common(_WARMED):
            body = {"query": {"match_phrase": {"text": word}}, "aggs": {"month": {"terms": {"field": "month"}}}}
            self._generations.client.search(index=index, body=body)

    def _renew(self) -> None:
        if self._lock:
            self._lock.renew()

    def entries(self) -> tuple[Mapping[int, Entry], list[int]]:
        """An id names one document, so that no article is there twice."""
        columns = ["article", "hash", "published", "source", "language"]
        with problems(self._cluster):
            rows = self._scanned(columns)
            return {
                row["article"][0]: (
                    bytes.fromhex(row["hash"][0]),
                    row.get("published", [UNDATED])[0],
                    row["source"][0],
                    row.get("language", [""])[0],
                )
                for row in rows
            }, []

    def _scanned(self, columns: list[str]) -> Iterator[dict[str, list[Any]]]:
        """Yield these columns of all documents, in the order of articles."""
        body: dict[str, Any] = {
            "size": _SCANNED,
            "_source": False,
            "docvalue_fields": columns,
            "sort": [{"article": "asc"}],
            "query": {"match_all": {}},
        }
        params = {"allow_partial_search_results": "false"}
        client = self._generations.client
        while hits := client.search(index=self._generations.articles, body=body, params=params)["hits"]["hits"]:
            yield from (hit["fields"] for hit in hits)
            body["search_after"] = hits[-1]["sort"]

    def outdated(self) -> list[int]:
        with problems(self._cluster):
            return states.outdated(self._generations.client, self._generations.articles)

    def surplus(self) -> list[int]:
        """Return articles in the index that are not, or no longer, visible in the database."""
        with problems(self._cluster):
            return states.surplus(self._generations.client, self._generations.articles)

    def languages(self) -> Mapping[str, int]:
        by_language = {"terms": {"field": "language", "size": 10_000, "missing": ""}}
        body = {"size": 0, "aggs": {"languages": by_language}}
        with problems(self._cluster):
            found = self._generations.client.search(index=self._generations.articles, body=body)
        return {bucket["key"]: bucket["doc_count"] for bucket in found["aggregations"]["languages"]["buckets"]}

    def size(self) -> int:
        """Return the bytes of both indexes, replicas included; 0 if the cluster does not answer."""
        with suppress(IndexProblem), problems(self._cluster):
            both = f"{self._generations.articles},{self._generations.words}"
            return int(self._generations.reader.indices.stats(index=both)["_all"]["total"]["store"]["size_in_bytes"])
        return 0

    def state(self) -> object:
        return None


def _states(part: Sequence[Prepared]) -> dict[int, states.State]:
    return states.states_of([each["article"] for each in part])
