"""Search in two checkouts of the site, in turns: median processor time of 198 mixed queries.

    python benchmarks/search_versions.py OTHER_CHECKOUT            # three turns each, 5,000 articles
    python benchmarks/search_versions.py OTHER_CHECKOUT 5 20000    # five turns, 20,000 articles

Each checkout imports the same articles into a database of its own, without pairs and stories, and indexes them. Printed
for each turn: a page of results from the site's own interface, and 20 hits with their number from Haystack's, in ms.
Processor time, so that other programs disturb less; each query counts with the best of five runs.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RUNS, QUERIES = 5, 198
_WORD = re.compile(r"[a-z]{3,}")
# Where a checkout has what is compared, newest first.
_INDEXING = ("newsgroups.search.engines.haystack.sync", "newsgroups.search.haystack.sync", "newsgroups.search.indexing")
_SEARCH = ("newsgroups.search.service", "newsgroups.search.articles")

Question = dict[str, Any]


def main(other: Path, turns: int = 3, number: int = 5_000) -> None:
    sys.path.insert(0, str(ROOT))
    from benchmarks.data import articles, data_file

    with tempfile.TemporaryDirectory(prefix="newsgroups-search-versions-") as name:
        rows = Path(name) / "rows.jsonl"
        with rows.open("w", encoding="utf-8") as file:
            for row, _ in zip(articles(data_file("archive_37k.jsonl.gz")), range(number), strict=False):
                file.write(json.dumps(row) + "\n")
        checkouts = {"other": other.resolve(), "this": ROOT}
        for label, root in checkouts.items():
            run(root, Path(name) / label, "fill", str(rows))
        for _ in range(turns):
            for label, root in checkouts.items():
                print(label, run(root, Path(name) / label, "measure"), flush=True)


def run(root: Path, data: Path, *what: str) -> str:
    """Run this file with the code of a checkout."""
    data.mkdir(exist_ok=True)
    given = {"NEWSGROUPS_DATA_DIR": str(data), "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
    given |= {"PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1", "SEARCH_URL": f"whoosh:{data / 'index'}"}
    command = [sys.executable, "-W", "ignore", str(Path(__file__).resolve()), f"--{what[0]}", *what[1:]]
    done = subprocess.run(command, env=os.environ | given, cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def first_of(modules: tuple[str, ...]) -> Any:
    for name in modules:
        try:
            return import_module(name)
        except ModuleNotFoundError:
            continue
    sys.exit(f"None of these modules is there: {', '.join(modules)}")


def fill(rows: str) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("import_articles", rows, stdout=sys.stderr)
    first_of(_INDEXING).rebuild()


def questions() -> list[Question]:
    """Words, phrases, boolean queries, and queries within an outlet, since a day, or sorted by date."""
    from newsgroups.models import Article, Source

    texts = list(Article.objects.order_by("url").values_list("text", flat=True))
    counts = Counter(word for text in texts for word in sorted(set(_WORD.findall(text.lower()))))
    words = sorted(word for word, count in counts.items() if len(texts) / 500 < count < len(texts) / 4)
    outlets = list(Source.objects.order_by("name").values_list("slug", flat=True))
    draw = random.Random(5)

    def some(number: int) -> list[str]:
        return draw.choices(words, k=number)

    def phrase() -> str:
        return '"{}"'.format(draw.choice(re.findall(r"[a-z]{3,} [a-z]{4,}", draw.choice(texts)) or ["of the"]))

    kinds: list[Callable[[], Question]] = [
        lambda: {"words": some(1)[0]},
        lambda: {"words": " ".join(some(2))},
        lambda: {"words": " ".join(some(3))},
        lambda: {"words": phrase()},
        lambda: {"words": " OR ".join(some(2))},
        lambda: {"words": "{} NOT {}".format(*some(2))},
        lambda: {"words": some(1)[0], "source": draw.choice(outlets)},
        lambda: {"words": " OR ".join(some(2)), "since": datetime(draw.randint(2013, 2019), 1, 1, tzinfo=UTC)},
        lambda: {"words": some(1)[0], "newest": True},
    ]
    return [kinds[number % len(kinds)]() for number in range(QUERIES)]


def measure() -> None:
    search = first_of(_SEARCH).search

    def page(asked: Question) -> object:
        return search(
            asked["words"],
            sources=[asked["source"]] if "source" in asked else (),
            date_from=asked["since"].date() if "since" in asked else None,
            sort="newest" if "newest" in asked else "relevance",
        )

    asked = questions()
    print(f"page of results {median(page, asked):.3f} ms, from Haystack {median(from_haystack, asked):.3f} ms")


def from_haystack(asked: Question) -> object:
    from haystack.inputs import Raw
    from haystack.query import SearchQuerySet

    found = SearchQuerySet().filter(content=Raw(asked["words"]))
    if "source" in asked:
        found = found.narrow(f'source:"{asked["source"]}"')
    if "since" in asked:
        found = found.filter(published__gte=asked["since"])
    if "newest" in asked:
        found = found.order_by("-published")
    hits = found[:20]
    return found.count(), hits


def median(ask: Callable[[Question], object], asked: list[Question]) -> float:
    """Milliseconds of the median query, each at its best."""
    for question in asked:
        ask(question)
    best = []
    for question in asked:
        times = []
        for _ in range(RUNS):
            started = time.process_time()
            ask(question)
            times.append(time.process_time() - started)
        best.append(min(times))
    return 1_000 * sorted(best)[len(best) // 2]


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    if sys.argv[1].startswith("--"):
        # The checkout to measure, not the one of this file.
        sys.path.insert(0, os.environ["PYTHONPATH"])
        import django

        django.setup()
        fill(sys.argv[2]) if sys.argv[1] == "--fill" else measure()
    else:
        main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
