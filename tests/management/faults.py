"""Runs commands under one fault and prints the outcome of each as JSON. The tests start it as a separate process.

    python -m tests.management.faults FAULT FOLDER

FOLDER contains a template of an archive. For disk faults, the process needs its own mount namespace (`unshare -rm`).
Each command runs in a fork, so that Django starts only once.
"""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# Commands that need the network come before those that queue a URL.
COMMANDS = (
    "check",
    "createsuperuser --noinput --username ruth --email ruth@news.example",
    "verify --wait 0.2",
    "check_install",
    "lookup_text {in}/letter.txt",
    "export_stories --output {out}/stories.jsonl",
    "export_judgements --output {out}/judgements.jsonl",
    "export_opml --output {out}/feeds.opml",
    "export_archive {out}/archive.jsonl.gz",
    "backup {out}/backups",
    "remove_second_factor ruth",
    "process_articles",
    "run_pipeline",
    "fetch_feeds",
    "send_updates",
    "backfill nowhere --sitemap https://news.example/sitemap.xml",
    "verify_evidence {in}/evidence.json",
    "add_url --queue https://news.example/bridge",
    "import_articles {in}/news.jsonl",
    "import_judgements {in}/judgements.jsonl --by ada",
    "import_opml --known",
    "import_archive {in}/archive.jsonl.gz",
    "restore {in}/backup --wait 0.2",
    "load_demo",
    "train_facts",
    "train_matcher",
    "reindex",
    "migrate",
    "setup",
    "run_site --port {port}",
)
NAMES = tuple(command.split()[0] for command in COMMANDS)
LONGEST = 120
SERVES = "Newsgroups is at"
_children: list[subprocess.Popen] = []


def full_disk(data: Path) -> None:
    with contextlib.suppress(OSError), (data.parent / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"\0" * 4096):
            pass


def read_only_disk(data: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(data.parent)], check=True)


def no_database(data: Path) -> None:
    """A server that does not exist; the connection is attempted on first use."""
    from django.db import connections

    connections.settings["default"] |= {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "newsgroups",
        "HOST": "127.0.0.1",
        "PORT": "1",
        "OPTIONS": {},
    }
    del connections["default"]


def no_driver(data: Path) -> None:
    os.environ["DATABASE_URL"] = "postgres://newsgroups@127.0.0.1:1/newsgroups"
    # This is what Python finds for a package that is not installed.
    sys.modules["psycopg"] = sys.modules["psycopg2"] = None  # type: ignore[assignment]


def empty_database(data: Path) -> None:
    for file in data.glob("newsgroups.sqlite3*"):
        file.unlink()


def damaged_database(data: Path) -> None:
    with (data / "newsgroups.sqlite3").open("r+b") as file:
        file.write(b"No longer a database" * 10)


def locked_database(data: Path) -> None:
    _hold(f"import sqlite3; c = sqlite3.connect({str(data / 'newsgroups.sqlite3')!r}); c.execute('BEGIN IMMEDIATE')")


def damaged_index(data: Path) -> None:
    for segment in data.glob("index/gen-*/*.seg"):
        content = bytearray(segment.read_bytes())
        content[len(content) // 2] ^= 0x10
        segment.write_bytes(content)


def clock_set_back(data: Path) -> None:
    """From this clock's view, everything was written next year: runs, locks, the index."""
    with contextlib.closing(sqlite3.connect(data / "newsgroups.sqlite3")) as database:
        database.execute("UPDATE newsgroups_run SET started = datetime(started, '+400 days')")
        database.execute("UPDATE django_migrations SET applied = datetime(applied, '+400 days')")
        database.commit()
    for file in data.rglob("*"):
        os.utime(file, times=(time.time() + 3e7, time.time() + 3e7))


def second_instance(data: Path) -> None:
    names = [str(data / name) for name in ("process.lock", "round.lock", "fetch.lock", "index/writer")]
    _hold(f"import fcntl; f = [open(n, 'a') for n in {names!r}]; [fcntl.flock(x, fcntl.LOCK_EX) for x in f]")


def stale_locks(data: Path) -> None:
    for name in ("process.lock", "round.lock", "fetch.lock", "index/writer"):
        (data / name).write_text("process_articles 99999")


# Faults that are present when Django starts.
BEFORE_START: dict[str, Callable[[Path], None]] = {"read-only disk": read_only_disk, "no driver": no_driver}
WHILE_RUNNING: dict[str, Callable[[Path], None]] = {
    "no database": no_database,
    "empty database": empty_database,
    "full disk": full_disk,
    "disk turned read-only": read_only_disk,
    "locked database": locked_database,
    "damaged database": damaged_database,
    "damaged index": damaged_index,
    "clock set back": clock_set_back,
    "second instance": second_instance,
    "stale locks": stale_locks,
}
OF_THE_DISK = ("read-only disk", "full disk", "disk turned read-only")


def _hold(code: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", f"{code}\nprint('held', flush=True)\nimport time; time.sleep(600)"],
        stdout=subprocess.PIPE,
        text=True,
    )
    _children.append(child)
    assert child.stdout and child.stdout.readline() == "held\n"


def main(fault: str, folder: Path) -> None:
    place = folder / fault.replace(" ", "-")
    place.mkdir()
    if fault in OF_THE_DISK:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(place)], check=True)
    data = place / "data"
    shutil.copytree(folder / "template", data)
    os.environ |= {
        "NEWSGROUPS_DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "newsgroups.settings",
        "HTTPS": "0",
        "NEWSGROUPS_DEMO": "0",
    }
    try:
        if fault in BEFORE_START:
            BEFORE_START[fault](data)
        else:
            _start()
            WHILE_RUNNING[fault](data)
        print(json.dumps({each.split()[0]: _outcome(each, folder, place) for each in COMMANDS}))
    finally:
        for child in _children:
            child.kill()


def _start() -> None:
    from newsgroups import environment

    # The same waits as on a site, only shorter.
    environment.SQLITE_OPTIONS["timeout"] = 0.2
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    for name, app in get_commands().items():
        # Loaded once here, so that the forks do not have to.
        if app == "newsgroups":
            load_command_class(app, name)
    from newsgroups.search.index import generations

    generations.WAIT_SECONDS = 0.2


def _outcome(command: str, folder: Path, place: Path) -> list:
    """Returns exit status and output of a command; a serving site is stopped, with status 0."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            _become(command, folder, place, output.fileno(), errors.fileno())
        until = time.monotonic() + LONGEST
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            said = os.pread(output.fileno(), 1_000_000, 0).decode()
            if ended:
                return [os.waitstatus_to_exitcode(status), os.pread(errors.fileno(), 1_000_000, 0).decode()]
            if SERVES in said or time.monotonic() > until:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return [0 if SERVES in said else -1, said]
            time.sleep(0.02)


def _become(command: str, folder: Path, place: Path, output: int, errors: int) -> None:
    os.dup2(output, 1)
    os.dup2(errors, 2)
    status = 70
    try:
        from newsgroups.management.entry import run

        words = command.format(**{"in": folder, "out": place, "port": 0}).split()
        os.environ["DJANGO_SUPERUSER_PASSWORD"] = "long and seldom 7"
        status = run(["manage.py", *words])
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
