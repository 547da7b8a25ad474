"""Measures an archive from import to responding pages: articles per second by stage, peak memory, disk, page times.

    python benchmarks/archive_stages.py [FILE | --pages]

FILE defaults to archive_37k.jsonl.gz from the benchmark data. The archive is created in a temporary folder; with
--pages, it is the one in NEWSGROUPS_DATA_DIR, and only pages are measured. Each page is requested 20 times after a
first time; the median and the 95th percentile cover the server's work, without the network.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TIMES = 20


def main() -> None:
    if "--pages" in sys.argv:
        # For the archive in NEWSGROUPS_DATA_DIR, which already exists.
        os.environ |= {"HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
        import django

        django.setup()
        time_pages()
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
        import django

        django.setup()
        from benchmarks.data import data_file

        fill(Path(sys.argv[1]) if len(sys.argv) > 1 else data_file("archive_37k.jsonl.gz"))
        used = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
        print(f"\nDisk {used / 1e6:,.0f} MB. Peak memory {peak_memory():,.0f} MB.\n")
        time_pages()


def fill(file: Path) -> None:
    from django.core.management import call_command

    from newsgroups.models import Article
    from newsgroups.pipeline.process import process_articles

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    call_command("import_articles", str(file), "--no-process", verbosity=0)
    seconds = {"stored": time.perf_counter() - started}
    count = Article.objects.count()
    figures = process_articles()
    seconds |= figures.seconds
    print(f"{'stage':<20} {'seconds':>8} {'articles/s':>11}")
    for stage, took in [*seconds.items(), ("all", sum(seconds.values()))]:
        print(f"{stage:<20} {took:>8.1f} {count / took:>11,.0f}")


def peak_memory() -> float:
    """Peak memory of this process in MB; Linux reports kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def time_pages() -> None:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    print(f"{'median':>9} {'95th':>9}  page")
    for name, address, data in pages():
        ask = (lambda a=address, d=data: client.post(a, d)) if data else (lambda a=address: client.get(a))
        taken = sorted(timed(ask) for _ in range(TIMES + 1))
        print(f"{statistics.median(taken):>6.0f} ms {taken[int(TIMES * 0.95)]:>6.0f} ms  {name}")


def timed(ask) -> float:
    started = time.perf_counter()
    response = ask()
    if response.streaming:
        for _ in response.streaming_content:
            pass
    assert response.status_code == 200, response
    return (time.perf_counter() - started) * 1_000


def pages() -> list[tuple[str, str, dict | None]]:
    from newsgroups.models import Article, Pair, Source, Story

    story = Story.objects.groups().biggest_first()[0]
    pair = Pair.objects.order_by("-longest_run")[0]
    article = Article.objects.get(pk=pair.left_id)
    outlet = Source.objects.with_articles()[0]
    # Most pastes are about 430 words; a whole long article is the other extreme.
    paste = Article.objects.filter(words__range=(430, 440))[0]
    long = Article.objects.filter(words__gte=3_000).order_by("words")[0]
    month = f"{article.published or article.first_seen:%Y-%m}"
    return [
        ("stories, latest", "/", None),
        ("stories, biggest", "/groups/?sort=biggest", None),
        ("stories of an outlet", f"/groups/?source={outlet.slug}&outlets=3", None),
        ("stories, page 100", "/groups/?page=100", None),
        (f"a story of {story.article_count} articles", story.get_absolute_url(), None),
        ("the same on one page", f"{story.get_absolute_url()}all/", None),
        ("similar, newest", "/similar/", None),
        ("similar, strongest, page 100", "/similar/?sort=strongest&page=100", None),
        ("compare", f"/compare/{pair.left_id}/{pair.right_id}/", None),
        ("search, one word", "/search/?q=government", None),
        ("search, words of an outlet by date", f"/search/?q=police+city&source={outlet.slug}&sort=newest", None),
        ("search, phrase", '/search/?q="white house"', None),
        (f"look up {paste.words} words", "/lookup/", {"text": paste.text}),
        (f"look up {long.words:,} words", "/lookup/", {"text": long.text}),
        ("browse", "/browse/", None),
        ("browse a month", f"/browse/?month={month}", None),
        ("an article", article.get_absolute_url(), None),
        ("the largest outlet", outlet.get_absolute_url(), None),
        ("about", "/about/", None),
    ]


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main()
