"""Two writers and four readers at once, and backups meanwhile: nobody is refused, and every backup is complete.

    python benchmarks/writers_and_readers.py [--seconds 600]
    .ci/with-postgres .venv/bin/python benchmarks/writers_and_readers.py [--seconds 600] --postgres

Six processes share a small archive: one imports and processes articles, one decides as a curator and undoes it, and
four read pages (home, stories, an article, a search, a look-up). Meanwhile, backups are taken. Afterwards, each backup
is restored into an archive of its own (SQLite) and must contain every article and decision that was reported as stored
before it began. Prints what each did and the largest size of the write-ahead log. Exits with status 1 if any request or
command failed, a row is missing, or the log exceeded its bound.
"""

import argparse
import io
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

READERS = 4
BATCH = 20
# Bytes of the write-ahead log: the limit of SQLite's settings, and one transaction beyond it.
MAX_LOG = 100_000_000
BACKUPS = 4


def prepare(data: Path) -> None:
    import django

    os.environ |= {"NEWSGROUPS_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "newsgroups.settings", "HTTPS": "0"}
    os.environ |= {"RATE_LIMITS": "search=0,paste=0,compare=0,similar=0", "OPENBLAS_NUM_THREADS": "1"}
    django.setup()


def import_articles(folder: Path, until: float) -> Counter[str]:
    """Imports batches of articles in pairs of the same story, and notes how many are stored."""
    from django.core.management import call_command

    from benchmarks.killed_runs import rows

    counts: Counter[str] = Counter()
    pattern = rows()[:BATCH]
    while time.time() < until:
        number = f"{os.getpid()}-{time.time_ns()}"
        file = folder / f"batch-{number}.jsonl"
        batch = [
            each | {"url": f"{each['url']}-{number}", "text": f"{each['text']} Batch {number}."} for each in pattern
        ]
        file.write_text("".join(json.dumps(each) + "\n" for each in batch))
        call_command("import_articles", str(file), stdout=io.StringIO(), stderr=io.StringIO())
        counts["batches"] += 1
        counts["articles"] += len(batch)
        note(folder / "imported", noted(folder / "imported") + len(batch))
    return counts


def decide(folder: Path, until: float) -> Counter[str]:
    """Confirms stories, renames them, and undoes every other decision, as a curator."""
    from django.contrib.auth.models import User

    from newsgroups.models import Story
    from newsgroups.stories.curation.actions import RefusedCuration, confirm_story, rename_story, undo

    counts: Counter[str] = Counter()
    ada, _ = User.objects.get_or_create(username="ada")
    while time.time() < until:
        story = Story.objects.filter(article_count__gt=1).order_by("?").first()
        if story is None:
            time.sleep(0.1)
            continue
        try:
            event = confirm_story(story, by=ada)
            counts["decisions"] += 1
            note(folder / "decided", counts["decisions"])
            if counts["decisions"] % 2:
                undo(event, by=ada)
            rename_story(story, title=f"Title {counts['decisions']}", by=ada)
            counts["decisions"] += 1
            note(folder / "decided", counts["decisions"])
        except RefusedCuration:
            # The story was regrouped in between, and the curator is told so.
            counts["told to look again"] += 1
        except Story.DoesNotExist:
            counts["told that it is gone"] += 1
    return counts


def read(folder: Path, until: float) -> Counter[str]:
    """Requests pages as a visitor, without a server in between."""
    from django.test import Client

    from newsgroups.models import Article, Story

    counts: Counter[str] = Counter()
    # Each process is a visitor of its own.
    client = Client(REMOTE_ADDR=f"203.0.113.{os.getpid() % 250}")
    while time.time() < until:
        article, story = Article.objects.order_by("?").first(), Story.objects.order_by("?").first()
        paths = ["/", "/groups/", "/search/?q=diver+pylon", "/search/?q=ville", "/readyz"]
        paths += [f"/articles/{article.pk}/"] if article else []
        paths += [f"/groups/{story.pk}/"] if story else []
        for path in paths:
            _count(counts, client.get(path, headers={"host": "localhost"}))
        if article:
            _count(counts, client.post("/lookup/", {"text": article.text}, headers={"host": "localhost"}))
    return counts


def _count(counts: Counter[str], response: Any) -> None:
    """Counts a response; fails on errors. Queues for costly work may ask the visitor to wait, and say how long."""
    status, path = response.status_code, response.request["PATH_INFO"]
    if status == 503 and (path == "/readyz" or "Retry-After" in response):
        counts["told to wait"] += 1
    elif status >= 500:
        raise RuntimeError(f"{path}: {status}")
    else:
        counts["pages"] += 1


WORK = {"import": import_articles, "decide": decide, "read": read}


def note(file: Path, number: int) -> None:
    """Replaces the number in a file, so that whoever reads it finds it whole."""
    beside = file.with_suffix(".part")
    beside.write_text(str(number))
    beside.replace(file)


def noted(file: Path) -> int:
    return int(file.read_text()) if file.exists() else 0


def work(kind: str, number: str, data: Path, folder: Path) -> None:
    """What one process does, from the moment that all are ready; prints what it counted as JSON."""
    prepare(data)
    logging.disable(logging.INFO)
    if kind == "import":
        import_articles(folder, time.time() + 1)
    (folder / f"ready-{number}").touch()
    while not (until := noted(folder / "until")):
        time.sleep(0.05)
    print(json.dumps(WORK[kind](folder, until)))


def main(seconds: float, *, postgres: bool) -> None:
    if not postgres:
        os.environ.pop("DATABASE_URL", None)
    folder = Path(tempfile.mkdtemp(prefix="at-once-"))
    try:
        drill(folder, seconds)
    finally:
        shutil.rmtree(folder)


def drill(folder: Path, seconds: float) -> None:
    data = folder / "data"
    manage(data, "migrate", "-v0")
    manage(data, "setup")
    kinds = ["import", "decide", *["read"] * READERS]
    errors = [(folder / f"errors-{number}").open("w+") for number in range(len(kinds))]
    workers = [
        subprocess.Popen(
            [sys.executable, __file__, "--work", kind, str(number), str(data), str(folder)],
            stdout=subprocess.PIPE, stderr=error, text=True, cwd=ROOT,
        )
        for number, (kind, error) in enumerate(zip(kinds, errors, strict=True))
    ]  # fmt: skip
    try:
        until = start(folder, workers, seconds)
        largest, backups = watch(data, folder, until)
        told = [(kind, worker.communicate(timeout=600)[0]) for kind, worker in zip(kinds, workers, strict=True)]
    finally:
        for worker in workers:
            worker.kill()
    for worker, error in zip(workers, errors, strict=True):
        error.seek(0)
        assert worker.returncode == 0, error.read()[-3_000:]
    total: Counter[str] = Counter()
    for kind, counted in told:
        print(f"{kind:8} {counted.strip()}")
        total.update(json.loads(counted))
    assert total["articles"] and total["decisions"] and total["pages"], "a process did nothing"
    assert largest <= MAX_LOG, f"the write-ahead log grew to {largest:,} bytes"
    manage(data, "verify")
    for backup, wanted in backups:
        restore(folder, backup, *wanted)
    print(
        f"{seconds:.0f} s: 2 writers, {READERS} readers, 0 errors; {len(backups)} backups restored with every row that "
        f"was reported before them; write-ahead log at most {largest / 1e6:.1f} MB"
    )


def start(folder: Path, workers: list[subprocess.Popen[str]], seconds: float) -> float:
    """Lets the processes begin once all are ready; returns when they have to end."""
    while len(list(folder.glob("ready-*"))) < len(workers) and all(worker.poll() is None for worker in workers):
        time.sleep(0.05)
    until = time.time() + seconds
    note(folder / "until", int(until))
    return until


Wanted = tuple[int, int]


def watch(data: Path, folder: Path, until: float) -> tuple[int, list[tuple[Path, Wanted]]]:
    """Takes backups until the time is over; returns the largest size of the log, and the backups."""
    largest, backups = 0, []
    begun = time.time()
    moments: Iterator[float] = iter([begun + (until - begun) * (each + 1) / (BACKUPS + 1) for each in range(BACKUPS)])
    due = next(moments, None)
    while time.time() < until:
        log = data / "newsgroups.sqlite3-wal"
        largest = max(largest, log.stat().st_size if log.exists() else 0)
        if due and time.time() >= due:
            wanted = noted(folder / "imported"), noted(folder / "decided")
            place = folder / f"backup-{len(backups)}"
            manage(data, "backup", str(place))
            (made,) = place.iterdir()
            backups.append((made, wanted))
            due = next(moments, None)
        time.sleep(0.05)
    return largest, backups


def restore(folder: Path, backup: Path, articles: int, decisions: int) -> None:
    """Restores a backup into a new archive, which must have at least these rows and no differences."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    data = folder / "restored"
    manage(data, "migrate", "-v0", environment=environment)
    manage(data, "restore", str(backup), environment=environment)
    manage(data, "verify", environment=environment)
    code = "from newsgroups.models import *; print(Article.objects.count(), CurationEvent.objects.count())"
    stored = [int(each) for each in manage(data, "shell", "-v0", "-c", code, environment=environment).split()]
    assert stored[0] >= articles and stored[1] >= decisions, f"{stored} restored, {articles, decisions} reported"
    shutil.rmtree(data)


def manage(data: Path, *words: str, environment: dict[str, str] | None = None) -> str:
    given = dict(os.environ if environment is None else environment)
    given |= {"NEWSGROUPS_DATA_DIR": str(data), "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.stdout[-1_000:]}{done.stderr[-3_000:]}"
    return done.stdout


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(*sys.argv[2:4], Path(sys.argv[4]), Path(sys.argv[5]))
        sys.exit()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--postgres", action="store_true", help="Use the empty database that DATABASE_URL names.")
    asked = parser.parse_args()
    main(asked.seconds, postgres=asked.postgres)
