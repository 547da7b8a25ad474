"""The page of a story of 300 articles: milliseconds on the server, and queries.

    python benchmarks/story_page.py [--articles 300]

Each five outlets carry one text of the archive, every fourth with the dateline of an agency, so the story has many
pairs, origins, and facts that differ. A curator merges everything into one story in a temporary folder. Figures are of
the processor and of the clock, without the network: the first request of a process, and the middle one of ten more.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

REQUESTS = 10
# Outlets that carry one text.
CARRIERS = 5
FIRST = datetime(2026, 11, 2, 8, tzinfo=UTC)


def main(articles: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
        import django

        django.setup()
        story = make(articles)
        print(f"{story.article_count} articles, {story.source_count} outlets, {story.independent_reports} reports")
        first, queries = request(story.get_absolute_url())
        more = [request(story.get_absolute_url())[0] for _ in range(REQUESTS)]
        for name, place in (("of the processor", 0), ("by the clock", 1)):
            middle = statistics.median(each[place] for each in more)
            print(f"{first[place]:4.0f} ms {name} at first, {middle:.0f} ms in the middle of {REQUESTS}")
        print(f"{queries} queries")


def make(number: int) -> "object":
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from newsgroups.models import Article, Source, Story
    from newsgroups.pipeline.process import process_articles
    from newsgroups.stories.curation.actions import merge_stories

    call_command("migrate", verbosity=0)
    outlets = [Source.objects.create(name=f"Outlet {place}", slug=f"outlet-{place}") for place in range(60)]
    for place, text in enumerate(texts(number)):
        article = Article(
            source=outlets[place % len(outlets)],
            url=f"https://outlet-{place % len(outlets)}.example/{place}",
            url_given=f"https://outlet-{place % len(outlets)}.example/{place}",
            title=f"{text.splitlines()[0][:80]} ({place})",
            text=text,
            language="en",
            published=FIRST + timedelta(minutes=37 * place),
            published_precision="minute",
        )
        article.mark_changed()
        article.save()
    process_articles()
    curator = User.objects.create_superuser("ada", password="!")  # noqa: S106 - for the length of this run
    merge_stories(list(Story.objects.current()), by=curator)
    process_articles()
    return Story.objects.groups().get()


def texts(number: int) -> Iterator[str]:
    """Yield real texts, each as several outlets would carry it."""
    from benchmarks.data import articles, data_file

    rows = (row["text"] for row in articles(data_file("archive_37k.jsonl.gz")) if 1_500 < len(row["text"]) < 6_000)
    bases = list(islice(rows, 1 + number // CARRIERS))
    for place in range(number):
        base = bases[place // CARRIERS]
        dateline = "PORT CALDER (AP) — " if (place // CARRIERS) % 4 == 0 else ""
        yield f"{dateline}{base}\n\nOutlet {place % 60} asked {place + 2} people about it on the day."


def request(address: str) -> tuple[tuple[float, float], int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    with CaptureQueriesContext(connection) as context:
        cpu, clock = time.process_time(), time.perf_counter()
        answer = client.get(address)
        took = 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - clock)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}.")
    return took, len(context)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    main(parser.parse_args().articles)
