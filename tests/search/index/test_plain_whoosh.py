"""An index that we wrote can be opened where none of our modules can be imported."""

import subprocess
import sys
from pathlib import Path

from newsgroups.search.index.generations import Generation
from newsgroups.search.index.schema import SCHEMA_VERSION, build_schema
from newsgroups.search.index.snapshot import create_index, open_index
from newsgroups.search.write import writer
from tests.search.small_indexes import document

SCRIPT = """
import sys
sys.modules["newsgroups"] = None
from whoosh.index import open_dir
from whoosh.qparser import QueryParser
index = open_dir(sys.argv[1])
with index.searcher() as searcher:
    for query in sys.argv[2:]:
        found = searcher.search(QueryParser("text", index.schema).parse(query))
        print(*sorted(hit["id"] for hit in found))
"""


def test_whoosh_alone_opens_the_index_and_finds_the_same(tmp_path: Path) -> None:
    generation = Generation(tmp_path, SCHEMA_VERSION)
    create_index(generation, build_schema())
    documents = [
        document(1, "The ferries of Malmö sank; the mayor's policy.", "Ferry", "anchor", None),
        document(2, "Die Häuser am Wald.", "Haus", "anchor", None) | {"language": "de"},
    ]
    for each in documents:
        writer.write(open_index(generation), [each])

    queries = ["ferry policies", '"ferry of malmo"', "mayor", "haus", "title:haus", "absent"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, str(tmp_path), *queries],
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )

    one, two = "newsgroups.article.1", "newsgroups.article.2"
    assert done.stdout.splitlines() == [one, one, one, two, two, ""]
