"""The search page on the server: 200 queries of every kind, each with facets, a histogram, and folded near copies.

    python benchmarks/search_page.py [ARTICLES]    # recombined (default 20,000), in a temporary folder
    python benchmarks/search_page.py --archive FOLDER [--profile]    # an existing data folder

Words are drawn from texts by frequency, outlets and years from articles. Each kind of query is asked equally often, in
random order, with no cached state except what the process keeps for all queries. Figures are milliseconds of CPU time
and of wall time from the request to the complete response, without the network. --profile prints the functions that
took the most time.
"""

import cProfile
import os
import pstats
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SEED = 13
QUERIES = 200
# Warm-up queries of the same kinds, which load what the process keeps.
FIRST = 20
SLOWEST = 25
_WORD = re.compile(r"[A-Za-z]{3,}")

Asked = list[tuple[str, str]]


def main(folder: str, count: int, *, profiled: bool = False) -> None:
    os.environ |= {
        "NEWSGROUPS_DATA_DIR": folder,
        "HTTPS": "0",
        "RATE_LIMITS": "search=0",
        "DJANGO_SETTINGS_MODULE": "newsgroups.settings",
        "OPENBLAS_NUM_THREADS": "1",
    }
    import django

    django.setup()
    if count:
        from django.core.management import call_command

        from benchmarks.recombined import fill
        from newsgroups.pipeline.process import process_articles

        call_command("migrate", verbosity=0)
        fill(count)
        process_articles()
    measure(profiled)


def measure(profiled: bool) -> None:
    from django.test import Client

    from newsgroups.models import Article

    draw = Random(SEED)
    ids = list(Article.objects.visible().values_list("pk", flat=True))
    client = Client(headers={"host": "localhost"})
    for _, asked in questions(draw, ids, FIRST):
        timed(client, asked)
    taken: dict[str, list[tuple[float, float]]] = {}
    watch = cProfile.Profile()
    for kind, asked in questions(draw, ids, QUERIES):
        if profiled:
            watch.enable()
        taken.setdefault(kind, []).append(timed(client, asked))
        watch.disable()
    print(f"{len(ids):,} articles, milliseconds of {QUERIES} pages")
    print(f"{'CPU median':>10} {'95th':>6} {'wall':>6} {'95th':>6}")
    everything = [each for times in taken.values() for each in times]
    for kind, times in [*sorted(taken.items()), ("all", everything)]:
        figures = [quantile(column, share) for column in zip(*times, strict=True) for share in (0.5, 0.95)]
        print("{:>10.0f} {:>6.0f} {:>6.0f} {:>6.0f}  ".format(*figures) + kind)
    if profiled:
        pstats.Stats(watch).sort_stats("tottime").print_stats(SLOWEST).sort_stats("cumulative").print_stats(SLOWEST * 2)


def questions(draw: Random, ids: list[int], count: int) -> list[tuple[str, Asked]]:
    """Kinds of queries in random order, each with its URL parameters."""
    every: Iterator[tuple[str, Asked]] = (pair for _ in range(count) for pair in kinds(draw, ids))
    found = [next(every) for _ in range(count)]
    draw.shuffle(found)
    return found


def kinds(draw: Random, ids: list[int]) -> Iterator[tuple[str, Asked]]:
    """One query of each kind, with words from a different article."""
    from newsgroups.models import Article

    article = Article.objects.select_related("source").get(pk=draw.choice(ids))
    text = _WORD.findall(article.text) or ["news"]
    one, two, three = (draw.choice(text) for _ in range(3))
    start = draw.randrange(max(1, len(text) - 2))
    year = (article.published or article.first_seen).year
    days = [("from", f"{year}-01-01"), ("to", f"{year}-12-31")]
    outlet = ("source", article.source.slug)
    yield "one word", [("q", one)]
    yield "two words", [("q", f"{one} {two}")]
    yield "three words", [("q", f"{one} {two} {three}")]
    yield "a phrase", [("q", f'"{" ".join(text[start : start + 2])}"')]
    yield "a word without another", [("q", f"{one} -{two}")]
    yield "either of two words", [("q", f"{one} OR {two}")]
    yield "a beginning of words", [("q", f"{one[:5]}*")]
    yield "a word in an outlet", [("q", one), outlet]
    yield "two words in an outlet and a year", [("q", f"{one} {two}"), outlet, *days]
    yield "a word in a year, in groups, latest first", [("q", one), *days, ("group", "in"), ("sort", "newest")]
    yield "a word in a language, page 3", [("q", one), ("language", "en"), ("page", "3")]
    yield "a word, copies one by one", [("q", one), ("copies", "all")]
    yield "a year without words", days
    yield "a word misspelt", [("q", f"{one} {two[:-2]}{two[-1]}{two[-2]}")]


def timed(client: Any, asked: Asked) -> tuple[float, float]:
    """Milliseconds of CPU time and of wall time."""
    address = f"/search/?{urlencode(asked)}"
    wall, cpu = time.perf_counter(), time.process_time()
    response = client.get(address)
    took = (time.process_time() - cpu) * 1_000, (time.perf_counter() - wall) * 1_000
    assert response.status_code == 200, (address, response)
    return took


def quantile(times: tuple[float, ...], share: float) -> float:
    return sorted(times)[int(share * (len(times) - 1))]


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    if "--archive" in sys.argv:
        main(sys.argv[sys.argv.index("--archive") + 1], 0, profiled="--profile" in sys.argv)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(temporary, int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
