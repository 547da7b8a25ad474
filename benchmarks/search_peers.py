"""Compares search with other engines: the same recombined articles, the same 200 mixed queries, one run.

    python benchmarks/search_peers.py                      # 20,000 articles
    python benchmarks/search_peers.py --articles 100000

Each query requests the first twenty hits and their number, by relevance or by date. All engines stem English and store
positions. SQLite's FTS5 comes with Python. PostgreSQL runs in its own cluster and tantivy in its own environment, both
created in a temporary folder and deleted afterwards. An engine that cannot be installed is skipped with a message.

Warm is the second time that a process is asked the same question. Cold is a query for which the process has read
nothing yet (FTS5: a new connection, opened before the clock starts; ours: without cached postings and filters;
PostgreSQL: a new server process); the operating system has the files in memory in both cases. The engines take turns at
each query.
"""

# ruff: noqa: E402 - the settings must be named before the imports that need them.
import argparse
import gzip
import json
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
warnings.filterwarnings("ignore", module="whoosh")

import numpy as np

from benchmarks.peers import Answer, Document, Peer, Question, questions
from benchmarks.peers.fts5 import Fts5
from benchmarks.peers.postgres import Postgres
from benchmarks.peers.tantivy import Tantivy
from benchmarks.recombined import recombined

QUERIES = 200


def documents(count: int, file: str | None) -> Iterator[Document]:
    """The first articles of a file that `recombined.py` has written, or newly generated ones."""
    if file:
        with gzip.open(file, "rt") as lines:
            yield from _documents(map(json.loads, islice(lines, count)))
    else:
        yield from _documents(recombined(count))


def _documents(rows: Iterator[dict[str, Any]]) -> Iterator[Document]:
    for number, row in enumerate(rows, start=1):
        yield Document(number, f"{row['title']}\n\n{row['text']}", row["title"], row["source"], row["published"])


class Ours(Peer):
    """The project's search, from the words typed to ids, scores, and the number of hits."""

    name = "Newsgroups"

    def __init__(self, folder: Path) -> None:
        import django

        django.setup()
        from newsgroups.search.index import snapshot as opening

        self.folder, self.opening = folder, opening

    def build(self, rows: list[Document]) -> None:
        from newsgroups.search.index import generations
        from newsgroups.search.index.schema import build_schema
        from newsgroups.search.index.snapshot import create_index, open_index
        from newsgroups.search.write.writer import write

        with generations.writing(self.folder, "a benchmark"):
            fresh = generations.begin(self.folder)
            create_index(fresh, build_schema())
            for start in range(0, len(rows), 5_000):
                write(open_index(fresh), map(_ours, rows[start : start + 5_000]))
            generations.switch_to(self.folder, fresh)

    def forget(self) -> None:
        self.opening.snapshot(self.folder).cache.clear()

    def ask(self, question: Question) -> Answer:
        from newsgroups.search.evaluate.masks import between, microseconds, of_sources
        from newsgroups.search.query.parser import parse
        from newsgroups.search.results.top_hits import find
        from newsgroups.search.rewrite.compiler import compile_query
        from newsgroups.search.rewrite.index_vocabulary import IndexVocabulary

        snapshot = self.opening.snapshot(self.folder)
        masks = [of_sources(snapshot, [question.source])] if question.source else []
        if question.since:
            masks.append(between(snapshot, microseconds(question.moment), None))
        query = compile_query(IndexVocabulary(snapshot), parse(question.text()).tree).query
        order = [("published", True)] if question.newest_first else []
        found = find(snapshot, query, masks=masks, order=order, end=20)
        return len(found), snapshot.columns.article[found.page].tolist()

    def size(self) -> int:
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())


def _ours(row: Document) -> dict[str, Any]:
    return {
        "id": f"newsgroups.article.{row.number}",
        "text": row.text,
        "title": row.title,
        "words": row.title,
        "source": row.source,
        "article": row.number,
        "content_hash": bytes(16),
        "published": row.moment.replace(tzinfo=None),
    }


def measured(peers: list[Peer], asked: list[Question]) -> dict[tuple[str, str], list[float]]:
    """Seconds for each peer and question, cold and then warm, with the peers taking turns."""
    taken: dict[tuple[str, str], list[float]] = {}
    for question in asked:
        for peer in peers:
            peer.forget()
            for state in ("cold", "warm"):
                seconds, _ = peer.timed(question)
                taken.setdefault((peer.name, state), []).append(seconds)
    return taken


def report(taken: dict[tuple[str, str], list[float]], ours: str) -> None:
    print(f"\n{'first 20 hits and their number, ms':36} {'p50':>8} {'p95':>8}   ours is faster by")
    for (name, state), seconds in sorted(taken.items(), key=lambda each: (each[0][1], each[0][0] != ours)):
        half, most = np.percentile(seconds, [50, 95]) * 1000
        mine = np.percentile(taken[ours, state], [50, 95]) * 1000
        ratio = "" if name == ours else f"{half / mine[0]:9.1f} {most / mine[1]:6.1f}"
        print(f"{name + ', ' + state:36} {half:8.2f} {most:8.2f}   {ratio}")


def by_kind(taken: dict[tuple[str, str], list[float]], asked: list[Question]) -> None:
    print("\nmedian by kind of query, ms")
    kinds = list(dict.fromkeys(question.kind for question in asked))
    print(f"{'':36}" + "".join(f"{kind:>12}" for kind in kinds))
    for (name, state), seconds in sorted(taken.items(), key=lambda each: each[0][1]):
        cells = [
            np.median([each for each, question in zip(seconds, asked, strict=True) if question.kind == kind])
            for kind in kinds
        ]
        print(f"{name + ', ' + state:36}" + "".join(f"{cell * 1000:12.2f}" for cell in cells))


def agreement(peers: list[Peer], asked: list[Question]) -> None:
    """Compares the numbers of hits: the engines tokenize slightly differently, but very different numbers would mean
    different work.
    """
    print("\nnumber of hits against ours, median over the queries")
    counts = {peer.name: [peer.timed(question)[1] for question in asked] for peer in peers}
    mine = np.array(counts[peers[0].name], float)
    for peer in peers[1:]:
        ratios = np.array(counts[peer.name], float)[mine > 0] / mine[mine > 0]
        low, half, high = np.percentile(ratios, [5, 50, 95])
        print(f"{peer.name:36} {half:8.3f}   ({low:.2f} to {high:.2f})")


def ready(make: Callable[[], Peer], rows: list[Document]) -> Peer | None:
    """An engine with all documents in it, or None after a message that says why there is none."""
    try:
        peer = make()
    except Exception as error:
        print(f"Left out: {make.func.__name__} ({error})")
        return None
    started = time.perf_counter()
    peer.build(rows)
    seconds = time.perf_counter() - started
    rate, kilobytes = len(rows) / seconds, peer.size() / len(rows) / 1000
    print(f"{peer.name:36} {rate:8,.0f} articles a second, {kilobytes:5.1f} kB an article", flush=True)
    return peer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--file", help="articles as recombined.py wrote them, packed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsgroups-peers-") as folder:
        work = Path(folder)
        os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0"}
        rows = list(documents(options.articles, options.file))
        asked = list(questions(rows, QUERIES))
        print(f"{len(rows):,} articles, {QUERIES} queries")
        makers = [
            partial(Ours, work / "index"),
            partial(Fts5, work / "fts5.sqlite3"),
            partial(Postgres),
            partial(Tantivy, work / "tantivy"),
        ]
        peers = [peer for make in makers if (peer := ready(make, rows))]
        taken = measured(peers, asked)
        report(taken, Ours.name)
        by_kind(taken, asked)
        agreement(peers, asked)
        for peer in peers:
            peer.close()


if __name__ == "__main__":
    main()
