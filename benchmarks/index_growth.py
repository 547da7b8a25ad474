"""Growth of the search index: articles per second at a tenth of an archive and at all of it, and one changed article.

    python benchmarks/index_growth.py                      # 100,000 recombined articles in a temporary folder
    python benchmarks/index_growth.py --articles 20000
    python benchmarks/index_growth.py --archive FOLDER     # an existing archive; its index is rebuilt

The stage of `process_articles` that writes the index runs in processes of its own: once with a tenth of the articles
stored, and again with all of them. Seconds are processor time, so that other work does not count. Then a process that
has searched before changes articles one by one. The time runs from the stored change until a search finds the new text,
including everything that the first search after a commit has to read again.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

CHANGES = 9


def main(fill: Callable[[int], None], count: int) -> None:
    seconds = first = 0.0
    for stored in (count // 10, count):
        fill(stored)
        took, memory = map(float, apart("index").split())
        seconds += took
        first = first or stored / seconds
        print(f"{stored:9,} articles: {stored / seconds:,.0f} a second, peak memory {memory:,.0f} MB", flush=True)
    print(f"the rate of all is {count / seconds / first:.0%} of that of a tenth")
    size = sum(file.stat().st_size for file in (Path(os.environ["NEWSGROUPS_DATA_DIR"]) / "index").rglob("*.*"))
    print(f"index: {size / count / 1000:.1f} kB an article", flush=True)
    print(apart("change"))


def recombine(count: int) -> None:
    """Also fills a temporary archive."""
    from django.core.management import call_command

    from benchmarks.recombined import recombined, store

    call_command("migrate", verbosity=0)
    rows = recombined(count)
    main(lambda stored: store(islice(rows, stored if stored < count else None)), count)


def again() -> None:
    """Rebuilds the index of an archive."""
    from haystack import connections

    from newsgroups.models import Article

    shutil.rmtree(Path(os.environ["NEWSGROUPS_DATA_DIR"]) / "index", ignore_errors=True)
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    Article.objects.update(needs_index=False)
    # Without an index, there is nothing to add to, and everything would be built.
    connections["default"].get_backend().clear()

    def mark(stored: int) -> None:
        range_of_ids = (ids[0], ids[stored - 1]) if stored < len(ids) else (ids[stored // 10], ids[-1])
        Article.objects.filter(pk__range=range_of_ids).update(needs_index=True)

    main(mark, len(ids))


def apart(work: str) -> str:
    """Runs one of the functions below in a separate process and returns what it prints."""
    return subprocess.run(
        [sys.executable, __file__, "--work", work], check=True, text=True, stdout=subprocess.PIPE
    ).stdout


def index() -> None:
    from newsgroups.search.engines.haystack import sync

    started = time.process_time()
    sync.index_pending()
    # Not getrusage: its peak is at least that of the process that started this one.
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(time.process_time() - started, int(peak) / 1_000)


def change() -> None:
    from newsgroups.models import Article
    from newsgroups.search.engines.haystack import sync
    from newsgroups.search.service import search

    assert search("government").count
    taken = []
    for article in Article.objects.order_by("-text_hash")[:CHANGES]:
        # A word that no earlier run has left behind.
        word = f"x{article.content_hash}"
        article.text += f" {word}."
        article.mark_changed()
        article.save()
        wall, processor = time.perf_counter(), time.process_time()
        sync.index_pending()
        assert [hit.article for hit in search(word).hits] == [article]
        taken.append((time.perf_counter() - wall, time.process_time() - processor))
    for name, seconds in zip(("", " of the processor"), zip(*taken, strict=True), strict=True):
        median, most = sorted(seconds)[CHANGES // 2], max(seconds)
        print(f"a changed article is found after {median:.2f} s{name} in the median, {most:.2f} s at most of {CHANGES}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--archive", help="a data folder")
    parser.add_argument("--work", choices=("index", "change"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ |= {"HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory(prefix="newsgroups-growth-") as folder:
        if not options.work:
            os.environ["NEWSGROUPS_DATA_DIR"] = options.archive or folder
        import django

        django.setup()
        if options.work:
            {"index": index, "change": change}[options.work]()
        elif options.archive:
            again()
        else:
            recombine(options.articles)
