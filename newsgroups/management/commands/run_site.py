"""The command behind `make run`: sets up everything that a first visit needs, then starts the server."""

import io
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, CommandParser, call_command

from newsgroups.management.collect_static import collect_static_files
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.management.installation import unsafe_storage
from newsgroups.models import Article
from newsgroups.pipeline.scheduler import minutes_between

MAX_REQUEST = 60
# Threads per process. At most five of them do, or wait for, expensive work (`web.middleware.request_queues`); the
# others serve pages.
THREADS = 8

# glibc keeps memory that threads have freed in one heap per thread, and large arrays too after the first ones are
# freed. A worker with 200,000 articles held 292 MB of its own after 340 requests and grew by 30 MB in 68 more. With
# these settings, it holds 262 MB at that point and 294 MB after 816 requests; look-ups take the same time.
MEMORY_GIVEN_BACK = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}


class Command(FiguresCommand):
    help = (
        "Migrates, loads the demo into an empty archive, processes what is pending, and serves the site. "
        "Example: PORT=8001 manage.py run_site"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--host", default="127.0.0.1", help="The address to listen on.")
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, host: str, port: int, workers: int, **options: Any) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # Whoever reads a log file or a pipe sees how far it is, too.
            sys.stdout.reconfigure(line_buffering=True)
        refuse_taken_port(host, port)
        every = minutes_of_setting()
        call_command("migrate", verbosity=0)
        for sentence in unsafe_storage():
            self.stderr.write(f"Warning: {sentence}")
        collect_static_files()
        if settings.LOAD_DEMO and not Article.objects.exists():
            self.stdout.write("The archive is empty: loading the demo (set NEWSGROUPS_DEMO=0 to skip it).")
            call_command("load_demo")
        call_command("reindex", "--if-needed")
        call_command("process_articles")
        self.stdout.write(f"\nNewsgroups is at http://{host}:{port}/ - stop it with Ctrl+C")
        if every:
            self.stdout.write(f"Feeds are polled every {every:g} minutes; the Report page shows the results.")
        self.count(address=f"http://{host}:{port}/", articles=Article.objects.count())
        self.write_figures(ok=True)
        serve(f"{host}:{port}", workers)


def minutes_of_setting() -> float:
    try:
        return minutes_between(os.environ.get("NEWSGROUPS_EVERY", ""))
    except ValueError as error:
        raise CommandError(str(error)) from None


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        # As the server does, so that connections of a site stopped a moment ago do not block the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}). Choose another one, for example: make run PORT={port + 1}"
            ) from None


def metrics_folder() -> str:
    """Return an empty folder in which the workers add up their request counts."""
    folder = Path(settings.DATA_DIR) / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return str(folder)


def serve(address: str, workers: int) -> None:
    """Replace this process with gunicorn.

    Stopping the process then stops the site, and the set-up leaves nothing in memory.
    """
    os.execve(  # noqa: S606 - no shell, and every argument is ours
        sys.executable,
        [
            *(sys.executable, "-m", "gunicorn", "newsgroups.wsgi", "--bind", address),
            *("--workers", str(workers), "--threads", str(THREADS), "--timeout", str(MAX_REQUEST)),
            *("--log-level", "warning", "--config", "python:newsgroups.pipeline.scheduler"),
        ],
        {**MEMORY_GIVEN_BACK, "PROMETHEUS_MULTIPROC_DIR": metrics_folder(), **os.environ},
    )
