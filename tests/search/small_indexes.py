"""Small indexes with several commits, read by our code and by Whoosh itself."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from whoosh.index import open_dir
from whoosh.searching import Searcher

from newsgroups.search.index.generations import Generation
from newsgroups.search.index.schema import SCHEMA_VERSION, build_schema
from newsgroups.search.index.snapshot import Snapshot, create_index, open_index
from newsgroups.search.write import writer


def document(number: int, text: str, title: str, source: str, published: datetime | None) -> dict:
    made = {
        "id": f"newsgroups.article.{number}",
        "text": text,
        "title": title,
        "source": source,
        "article": number,
        "content_hash": bytes(16),
    }
    return made if published is None else made | {"published": published}


@contextmanager
def index_of(batches: list) -> Iterator[tuple[Snapshot, Searcher]]:
    """Yields our snapshot of an index written in these commits, and Whoosh's own searcher on the same files."""
    with tempfile.TemporaryDirectory() as folder:
        generation = Generation(Path(folder), SCHEMA_VERSION)
        index = create_index(generation, build_schema())
        number = 0
        for added, replaced in batches:
            documents = [document(number + place, *article) for place, article in enumerate(added)]
            number += len(documents)
            writer.write(index, documents, replacing=replaced)
        searcher = open_dir(folder).searcher()
        try:
            yield Snapshot(("test", number), open_index(generation)), searcher
        finally:
            searcher.close()
