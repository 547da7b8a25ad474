"""Kills a node of a search cluster while articles are searched and indexed: no search may fail and nothing may be lost.

    .ci/with-opensearch 3.9.0 .venv/bin/python benchmarks/cluster_drill.py

An archive of made-up articles is indexed with a replica of each shard. One node is killed with SIGKILL amid searches,
and stays away while more articles are indexed; then it is started again. Exits with status 1 if a search had a problem
or a wrong count, if an article is missing, or if copies of the index differ at the end.
"""

# ruff: noqa: E402 - Django must be set up before the imports that need it.
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
HOSTS = os.environ.get("SEARCH_TEST_CLUSTER") or sys.exit("Run it with .ci/with-opensearch; see --help.")
NODES = Path(os.environ["SEARCH_TEST_NODES"])
WORK = tempfile.TemporaryDirectory(prefix="newsgroups-cluster-drill-")
os.environ |= {"NEWSGROUPS_DATA_DIR": WORK.name, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
os.environ |= {"SEARCH_URL": f"opensearch://{HOSTS}/drill{os.getpid()}"}
os.environ.pop("DATABASE_URL", None)

import django

django.setup()

from django.core.management import call_command
from haystack import connections

from newsgroups.models import Article, Source
from newsgroups.search.engines.haystack import sync
from newsgroups.search.service import search

FIRST, MORE, SEARCHES = 400, 200, 100
WORDS = "harbor bridge river market station castle museum airport library stadium ferry pylon diver mayor".split()
# The last node is killed; the client has the addresses of all.
VICTIM = "node3"
BACK_SECONDS = 300


def make(number: int) -> None:
    source, _ = Source.objects.get_or_create(name="Harbor Post", slug="harbor-post")
    draw = random.Random(26)
    for place in range(number):
        url = f"https://news.example/{Article.objects.count()}-{place}"
        text = " ".join(draw.choices(WORDS, k=120))
        when = datetime(2026, 1, 1 + place % 28, tzinfo=UTC)
        article = Article(source=source, url=url, url_given=url, title=f"Drill {place}", text=text, published=when)
        article.mark_changed()
        article.save()


def searches(expected: int, problems: list[str], *, kill_at: int = -1) -> list[float]:
    times = []
    for number in range(SEARCHES):
        if number == kill_at:
            os.kill(int((NODES / f"{VICTIM}.pid").read_text()), signal.SIGKILL)
        started = time.perf_counter()
        page = search("drill")
        times.append(time.perf_counter() - started)
        if page.problem or page.count != expected:
            problems.append(f"search {number}: {page.count} of {expected}; {page.problem}")
    return times


def start_again() -> None:
    log = (NODES / f"{VICTIM}.log").open("ab")
    process = subprocess.Popen(["/bin/sh", str(NODES / VICTIM)], stdout=log, stderr=log)
    (NODES / f"{VICTIM}.pid").write_text(str(process.pid))


def wait_until_green(generations: object) -> float:
    started = time.monotonic()
    while time.monotonic() - started < BACK_SECONDS:
        health = generations.client.cluster.health(index=generations.articles)
        if health["status"] == "green" and health["number_of_nodes"] == 3:
            break
        time.sleep(0.5)
    return time.monotonic() - started


def main() -> int:
    call_command("migrate", verbosity=0)
    generations, problems = connections["default"].get_backend()._generations, []
    try:
        make(FIRST)
        sync.index_pending()
        before = searches(FIRST, problems)
        during = searches(FIRST, problems, kill_at=SEARCHES // 2)
        status = generations.client.cluster.health(index=generations.articles)["status"]
        print(f"searches, longest: {max(before):.2f} s before, {max(during):.2f} s with a node killed; state {status}")
        make(MORE)
        started = time.perf_counter()
        sync.index_pending()
        print(f"{MORE} articles indexed with a node less in {time.perf_counter() - started:.1f} s")
        searches(FIRST + MORE, problems)
        start_again()
        print(f"green with three nodes after {wait_until_green(generations):.0f} s")
        searches(FIRST + MORE, problems)
        differences = sync.find_index_differences()
        if differences:
            problems.append(f"index and database differ: {differences}")
        problems += [
            f"{copy} have {number} articles"
            for copy, number in generations._numbers(generations.current().articles)
            if number != FIRST + MORE
        ]
    finally:
        generations.remove_all()
        generations.client.indices.delete(
            index=f"{generations.cluster.name}-lock", params={"ignore_unavailable": "true"}
        )
    print(*problems[:10], sep="\n", end="\n" if problems else "")
    print(f"{4 * SEARCHES} searches, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
