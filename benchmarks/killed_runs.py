"""Kills import, processing, regrouping, curation, and reindexing again and again: nothing may be duplicated, lost, or
incomplete.

    python benchmarks/killed_runs.py [RUNS] [SEED]
    .ci/with-postgres .venv/bin/python benchmarks/killed_runs.py [RUNS] [SEED] --postgres

A child process imports, processes, and indexes a small archive, and is killed with SIGKILL: in turns at a random
moment, before a random one of its SQL statements, and before it opens a file for writing, renames, deletes, or syncs
one. After each kill, the database must be intact and contain exactly the rows up to the line that the import recorded,
each complete, and a curator's decision either with all its effects or not at all. The next run continues. A run that
finishes must leave the same state as a run that was never killed; then the archive is emptied. Exits with status 1 at
the first difference.
"""

import argparse
import json
import logging
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS, BATCH = 60, 7
PLACES = "harbour bridge river market station castle museum airport library stadium".split()
_WORDS = (
    "crack pylon diver engineer mayor council ferry repair budget night morning police report witness cable".split()
)


def rows() -> list[dict[str, str]]:
    """Articles in which two outlets each cover a story, and later lines that change the text of some."""
    draw = random.Random(5)
    found = []
    for number in range(ROWS):
        story = number // 2
        place = f"{PLACES[story % 10]} {_WORDS[story % 15].capitalize()}ville"
        told = random.Random(story)
        text = f"The {place} was closed. " + " ".join(told.choices(_WORDS, k=60)) + f". Said by witness {number}."
        found.append(
            {
                "url": f"https://outlet{number % 2}.example/{number}",
                "title": f"{place} closed after crack {number}",
                "text": text,
                "published": f"2026-10-{story % 28 + 1:02}T08:00:00Z",
                "source": f"Outlet {number % 2}",
            }
        )
    return [*found, *(each | {"text": each["text"] + " It is open again."} for each in draw.sample(found, 8))]


def work(file: Path, state_file: Path) -> None:
    """The work that is killed: everything from the file to the index. Then writes the state."""
    from newsgroups.ingest.files import importer as importing
    from newsgroups.pipeline.process import process_articles
    from newsgroups.search.engines.haystack import sync

    importing.BATCH = BATCH
    importing.import_files([file], report=lambda *finding: None)
    process_articles()
    curate()
    process_articles()
    # Everything is compared and grouped once more, under the curator's decisions.
    process_articles(rebuild=True)
    sync.rebuild()
    state_file.write_text(json.dumps(state()))


def curate() -> None:
    """A curator splits an article off its story and merges two others, unless an earlier run has done so."""
    from django.contrib.auth.models import User

    from newsgroups.models import Article, CurationEvent
    from newsgroups.stories.curation.actions import merge_stories, move_articles

    ada, _ = User.objects.get_or_create(username="ada")
    first, second, third = (Article.objects.get(url__endswith=f"/{number}") for number in (2, 10, 20))
    done = CurationEvent.objects.count()
    if done < 1:
        move_articles([first], to=None, by=ada)
    if done < 2:
        merge_stories([second.story, third.story], by=ada)


def state() -> dict[str, Any]:
    from newsgroups.models import Article, Constraint, CurationEvent, Revision
    from newsgroups.pipeline.process import find_differences
    from newsgroups.search.service import search
    from newsgroups.stories.groups.stories_as_urls import exported_stories

    return {
        "articles": sorted(Article.objects.values_list("url", "title", "text", "source__name")),
        "revisions": sorted(Revision.objects.values_list("article__url", "text")),
        "groups": sorted(sorted(each["url"] for each in line["articles"]) for line in exported_stories()),
        "found": [search(word).count for word in ("pylon", "open", "ville")],
        "decisions": list(CurationEvent.objects.order_by("pk").values_list("action", "summary")),
        "constraints": sorted(Constraint.objects.values_list("kind", "left__url", "right__url")),
        "differences": [str(finding) for finding in find_differences()],
    }


def run_in_sandbox(act: Callable[[], None]) -> int:
    """Forks; returns the id of the child, which does the work and exits."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        act()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


class Counter:
    """Counts steps, and kills this process before step number `last` (0: never)."""

    def __init__(self, last: int = 0) -> None:
        self.last, self.steps = last, 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def counting_statements(counter: Counter, act: Callable[[], None]) -> None:
    from django.db import connection

    def count(execute: Callable, *args: Any) -> Any:
        counter.step()
        return execute(*args)

    with connection.execute_wrapper(count):
        act()


def counting_files(counter: Counter, act: Callable[[], None]) -> None:
    """Counts what changes files: opened for writing, renamed, linked, deleted, cut, and synced."""
    synced = os.fsync

    def count(event: str, args: tuple[Any, ...]) -> None:
        is_written = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if is_written or event in ("os.rename", "os.remove", "os.link", "os.truncate", "os.mkdir", "os.rmdir"):
            counter.step()

    def fsync(handle: Any) -> None:
        counter.step()
        synced(handle)

    sys.addaudithook(count)
    os.fsync = fsync  # type: ignore[assignment]
    act()


KINDS = {"statement": counting_statements, "file": counting_files}


def steps_of(kind: str, act: Callable[[], None], file: Path) -> int:
    """The number of steps of a run that nobody kills."""

    def work() -> None:
        counter = Counter()
        KINDS[kind](counter, act)
        file.write_text(str(counter.steps))

    assert os.waitpid(run_in_sandbox(work), 0)[1] == 0, "the run that nobody kills failed"
    return int(file.read_text())


def check(lines: list[dict[str, str]], reached: int) -> int:
    """Checks that the database is sound and holds the rows up to the recorded line, each complete; returns that line.

    `reached` is the previous line: a completed file is read again without effect.
    """
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:

        def rows_of(sql: str) -> list[Any]:
            cursor.execute(sql)
            return cursor.fetchall()

        if connection.vendor == "sqlite":
            assert rows_of("PRAGMA integrity_check") == [("ok",)]
            assert rows_of("PRAGMA foreign_key_check") == []
        else:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        ((half,),) = rows_of(
            "SELECT COUNT(*) FROM newsgroups_curationevent AS event WHERE NOT EXISTS "
            "(SELECT * FROM newsgroups_constraint WHERE event_id = event.id)"
        )
        assert half == 0, "a decision that decides nothing"
        ((noted,),) = rows_of("SELECT position FROM newsgroups_readfile") or [(0,)]
        stored = dict(rows_of("SELECT url, text FROM newsgroups_article"))
    connection.close()
    reached = max(reached, noted)
    expected = {each["url"]: each["text"] for each in lines[:reached]}
    assert stored == expected, f"up to line {reached}: {len(stored)} articles stored, {len(expected)} expected"
    return reached


def main(runs: int, seed: int, *, postgres: bool) -> None:
    folder = Path(tempfile.mkdtemp(prefix="killed-runs-"))
    os.environ |= {"NEWSGROUPS_DATA_DIR": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
    os.environ.pop("SEARCH_URL", None)
    if not postgres:
        os.environ.pop("DATABASE_URL", None)
    elif not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("DATABASE_URL must name an empty PostgreSQL database, as .ci/with-postgres provides it.")
    # Curators' decisions are logged.
    logging.disable(logging.INFO)
    try:
        drill(folder, runs, random.Random(seed))
    finally:
        shutil.rmtree(folder)


class Archive:
    """An archive that can be emptied: the database, and the data folder as it was when the tables were created."""

    def __init__(self, folder: Path) -> None:
        import django

        django.setup()
        from django.core.management import call_command

        from newsgroups.models import Article

        call_command("migrate", verbosity=0)
        if Article.objects.exists():
            sys.exit("The database is not empty. This drill deletes everything in it.")
        self.data, self.empty = folder / "data", folder / "empty"
        self._close()
        shutil.copytree(self.data, self.empty)

    def clear(self) -> None:
        from django.core.management import call_command
        from django.db import connection

        if connection.vendor == "postgresql":
            call_command("flush", interactive=False, verbosity=0)
        self._close()
        shutil.rmtree(self.data)
        shutil.copytree(self.empty, self.data)

    def _close(self) -> None:
        from django.db import connections

        connections.close_all()


def drill(folder: Path, runs: int, draw: random.Random) -> None:
    archive = Archive(folder)
    from newsgroups.pipeline import process  # noqa: F401 - the children need not load it each time
    from newsgroups.search import service  # noqa: F401

    lines = rows()
    file, state_file = folder / "rows.jsonl", folder / "state.json"
    file.write_text("".join(json.dumps(each) + "\n" for each in lines))

    def act() -> None:
        work(file, state_file)

    steps, longest, undisturbed = {}, 0.0, {}
    for kind in KINDS:
        archive.clear()
        started = time.perf_counter()
        steps[kind] = steps_of(kind, act, folder / "steps")
        longest = time.perf_counter() - started
        undisturbed = json.loads(state_file.read_text())
        assert undisturbed["differences"] == []
    archive.clear()
    killed, finished, reached = dict.fromkeys(["moment", *KINDS], 0), 0, 0
    for number in range(runs):
        state_file.unlink(missing_ok=True)
        kind = ["moment", *KINDS][number % 3]
        status = _killed(kind, act, draw.uniform(0, longest * 0.6), draw.randint(1, steps.get(kind, 1)))
        assert status in (0, signal.SIGKILL), f"run {number} ended with {status}"
        reached = check(lines, reached)
        killed[kind] += status != 0
        if number % 50 == 49:
            print(f"{number + 1} runs, {sum(killed.values())} killed, {finished} finished", file=sys.stderr, flush=True)
        if status == 0:
            finished, reached = finished + 1, 0
            assert json.loads(state_file.read_text()) == undisturbed, f"run {number} left another state"
            archive.clear()
    assert os.waitpid(run_in_sandbox(act), 0)[1] == 0
    assert json.loads(state_file.read_text()) == undisturbed, "the last run left another state"
    told = ", ".join(f"{count} at a {kind}" for kind, count in killed.items())
    print(
        f"{runs} runs, {sum(killed.values())} killed ({told}), {finished + 1} finished: "
        "nothing doubled, nothing lost, nothing half"
    )


def _killed(kind: str, act: Callable[[], None], moment: float, step: int) -> int:
    """Does the work in a child that is killed at a moment or a step; returns its status as `os.waitpid` does."""
    if kind == "moment":
        child = run_in_sandbox(act)
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    else:
        child = run_in_sandbox(lambda: KINDS[kind](Counter(step), act))
    return os.waitpid(child, 0)[1]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=int, nargs="?", default=500)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--postgres", action="store_true", help="Use the empty database that DATABASE_URL names.")
    asked = parser.parse_args()
    main(asked.runs, asked.seed, postgres=asked.postgres)
