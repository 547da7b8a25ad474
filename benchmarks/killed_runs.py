"""Kills import, processing, curation, and reindexing again and again: nothing may be duplicated, lost, or incomplete.

    python benchmarks/killed_runs.py [RUNS] [SEED]

A child process imports, processes, and indexes a small archive, and is killed with SIGKILL: every other time at a
random moment, otherwise before a random one of its SQL statements. After each kill, the database must be intact and
contain exactly the rows up to the line that the import recorded, each complete, and a curator's decision either with
all its effects or not at all. The next run continues. A run that finishes must leave the same state as a run that was
never killed; then the archive is emptied. Exits with status 1 at the first difference.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
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
    from newsgroups.search.haystack import sync

    importing.BATCH = BATCH
    importing.import_files([file], report=lambda *finding: None)
    process_articles()
    curate()
    process_articles()
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
    from newsgroups.stories.groups.export import exported_stories

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
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        act()
        status = 0
    finally:
        os._exit(status)


def dying_at(statement: int, act: Callable[[], None]) -> None:
    """Calls `act` until SQL statement number `statement`, where the process kills itself."""
    from django.db import connection

    seen = 0

    def count(execute: Callable, *args: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*args)

    with connection.execute_wrapper(count):
        act()


def check(database: Path, lines: list[dict[str, str]], reached: int) -> int:
    """Checks that the database is sound and holds the rows up to the recorded line, each complete; returns that line.

    `reached` is the previous line: a completed file is read again without effect.
    """
    with sqlite3.connect(database) as open_database:
        assert open_database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert open_database.execute("PRAGMA foreign_key_check").fetchall() == []
        (half,) = open_database.execute(
            "SELECT COUNT(*) FROM newsgroups_curationevent AS event WHERE NOT EXISTS "
            "(SELECT * FROM newsgroups_constraint WHERE event_id = event.id)"
        ).fetchone()
        assert half == 0, "a decision that decides nothing"
        noted = open_database.execute("SELECT position FROM newsgroups_readfile").fetchone() or (0,)
        stored = dict(open_database.execute("SELECT url, text FROM newsgroups_article"))
    open_database.close()
    reached = max(reached, noted[0])
    expected = {each["url"]: each["text"] for each in lines[:reached]}
    assert stored == expected, f"up to line {reached}: {len(stored)} articles stored, {len(expected)} expected"
    return reached


def main(runs: int, seed: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="killed-runs-"))
    try:
        drill(folder, runs, random.Random(seed))
    finally:
        shutil.rmtree(folder)


def drill(folder: Path, runs: int, draw: random.Random) -> None:
    data = folder / "data"
    os.environ |= {"NEWSGROUPS_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("SEARCH_URL", None)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from newsgroups.pipeline import process  # noqa: F401 - the children need not load it each time
    from newsgroups.search import service  # noqa: F401

    call_command("migrate", verbosity=0)
    connections.close_all()
    empty = folder / "empty"
    shutil.copytree(data, empty)
    lines = rows()
    file, state_file = folder / "rows.jsonl", folder / "state.json"
    file.write_text("".join(json.dumps(each) + "\n" for each in lines))

    def act() -> None:
        work(file, state_file)

    started = time.perf_counter()
    assert os.waitpid(run_in_sandbox(act), 0)[1] == 0, "the run that nobody kills failed"
    longest = time.perf_counter() - started
    undisturbed = json.loads(state_file.read_text())
    assert undisturbed["differences"] == []
    killed = finished = reached = 0
    shutil.rmtree(data)
    shutil.copytree(empty, data)
    for number in range(runs):
        state_file.unlink(missing_ok=True)
        if number % 2:
            child = run_in_sandbox(act)
            time.sleep(draw.uniform(0, longest * 0.6))
            os.kill(child, signal.SIGKILL)
        else:
            child = run_in_sandbox(lambda: dying_at(draw.randint(1, 400), act))
        status = os.waitpid(child, 0)[1]
        assert status in (0, signal.SIGKILL), f"run {number} ended with {status}"
        reached = check(data / "newsgroups.sqlite3", lines, reached)
        killed += status != 0
        if status == 0:
            finished, reached = finished + 1, 0
            assert json.loads(state_file.read_text()) == undisturbed, f"run {number} left another state"
            shutil.rmtree(data)
            shutil.copytree(empty, data)
    assert os.waitpid(run_in_sandbox(act), 0)[1] == 0
    assert json.loads(state_file.read_text()) == undisturbed, "the last run left another state"
    print(f"{runs} runs, {killed} killed, {finished + 1} finished: nothing doubled, nothing lost, nothing half")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    given = [int(each) for each in sys.argv[1:]]
    main(*(given or [500]), *([] if len(given) > 1 else [1]))
