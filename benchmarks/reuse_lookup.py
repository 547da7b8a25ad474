"""Look-up against an archive of sources: how many of the annotated source texts of a query are found, by kind.

    python benchmarks/reuse_lookup.py [--queries N]

reuse_sources.jsonl.gz of the benchmark data becomes an archive of its own in a temporary folder; each query of
reuse_queries.jsonl.gz (or every n-th, so that N are asked) is looked up as a visitor would. A source counts as found
when it is among the articles of the answer, copied from or telling the same in other words.
"""

import argparse
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

LIMIT = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=400)
    wanted = parser.parse_args().queries
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
        import django

        django.setup()
        from benchmarks.data import data_file

        fill(data_file("reuse_sources.jsonl.gz"))
        with gzip.open(data_file("reuse_queries.jsonl.gz"), "rt", encoding="utf-8") as lines:
            queries = [json.loads(line) for line in lines]
        measure(queries[:: max(1, len(queries) // wanted)])


def fill(file: Path) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("import_articles", str(file), verbosity=0)


def measure(queries: list[dict]) -> None:
    from newsgroups.stories.lookup import look_up

    found, asked, taken = Counter(), Counter(), []
    for query in queries:
        kinds = {(p["kind"].split("-")[0], p["source"]) for p in query["passages"]}
        started = time.perf_counter()
        answer = look_up(query["text"], limit=LIMIT)
        taken.append((time.perf_counter() - started) * 1_000)
        urls = {match.article.url_given.rpartition("/")[2] for match in [*answer.matches, *answer.same_story]}
        for kind, source in kinds:
            asked[kind] += 1
            found[kind] += source in urls
    for kind in sorted(asked):
        print(f"{kind:12} {found[kind]:5} of {asked[kind]:5} sources found: recall {found[kind] / asked[kind]:.3f}")
    print(f"{len(queries)} queries, median {statistics.median(taken):.0f} ms")


if __name__ == "__main__":
    main()
