"""Look-up in an archive of sources: share of the annotated source texts of a query that are found, by kind.

    python benchmarks/reuse_lookup.py [--queries N]

reuse_sources.jsonl.gz from the benchmark data becomes an archive in a temporary folder. Each query of
reuse_queries.jsonl.gz (or every n-th, so that N are used) is looked up as a visitor would. A source counts as found if
it is among the articles of the answer, as copied or as reworded. Lists, offers, and other pages that the import
excludes are shown again, as a curator would, since some queries were taken from them.

Characters are counted as well. Recall is the share of characters in annotated passages of the kind "no" that lie in a
copied passage found in that source. Precision is the share of characters in copied passages from the query's annotated
sources that are annotated as taken from one. (Texts from the web share much with further sources that nobody annotated;
most of that is copied, too.)
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
from typing import Any

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

    from newsgroups.models import Article
    from newsgroups.stories.curation.hide import set_hidden

    call_command("migrate", verbosity=0)
    call_command("import_articles", str(file), verbosity=0)
    aside = list(Article.objects.exclude(aside="").values_list("pk", flat=True))
    print(f"{Article.objects.count():,} articles, {len(aside)} of them set aside and shown again")
    set_hidden(aside, False, is_article=True)
    call_command("process_articles", verbosity=0)


def measure(queries: list[dict]) -> None:
    from newsgroups.stories.lookup.look_up import look_up

    names, found, asked, taken = names_by_article(), Counter(), Counter(), []
    characters = Characters()
    for query in queries:
        kinds = {(p["kind"].split("-")[0], p["source"]) for p in query["passages"]}
        started = time.process_time()
        answer = look_up(query["text"], limit=LIMIT)
        taken.append((time.process_time() - started) * 1_000)
        shown = {name for match in [*answer.matches, *answer.same_story] for name in names[match.article.pk]}
        for kind, source in kinds:
            asked[kind] += 1
            found[kind] += source in shown
        characters.count(query, answer, names)
    for kind in sorted(asked):
        print(f"{kind:12} {found[kind]:5} of {asked[kind]:5} sources found: recall {found[kind] / asked[kind]:.3f}")
    print(f"characters of kind no: recall {characters.recall:.3f}, precision {characters.precision:.3f}")
    print(f"{len(queries)} queries, median {statistics.median(taken):.0f} ms of CPU time")


def names_by_article() -> dict[int, set[str]]:
    """The names of the sources in each article: one text at two addresses is one article."""
    from newsgroups.models import Address, Article

    names: dict[int, set[str]] = {}
    for pk, url in [*Article.objects.values_list("pk", "url_given"), *Address.objects.values_list("article", "url")]:
        names.setdefault(pk, set()).add(url.rpartition("/")[2])
    return names


class Characters:
    """Numbers of query characters that are annotated as copied, that were found as copied, and both."""

    def __init__(self) -> None:
        self.annotated = self.annotated_found = self.found = self.found_annotated = 0

    def count(self, query: dict, answer: Any, names: dict[int, set[str]]) -> None:
        places: dict[str, set[int]] = {each["source"]: set() for each in query["passages"]}
        for match in answer.matches:
            for passage in match.alignment.passages:
                for name in names[match.article.pk] & places.keys():
                    places[name].update(range(passage.query_start, passage.query_end))
        annotated: set[int] = set()
        for each in query["passages"]:
            there = range(each["offset"], each["offset"] + each["length"])
            annotated.update(there)
            if each["kind"] == "no-obfuscation":
                self.annotated += len(there)
                self.annotated_found += len(places[each["source"]].intersection(there))
        everything = set().union(*places.values())
        self.found += len(everything)
        self.found_annotated += len(everything & annotated)

    @property
    def recall(self) -> float:
        return self.annotated_found / self.annotated

    @property
    def precision(self) -> float:
        return self.found_annotated / self.found


if __name__ == "__main__":
    main()
