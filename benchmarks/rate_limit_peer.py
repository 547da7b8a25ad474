"""Compares the site's rate limit with django-ratelimit on Django's caches: requests allowed, and time per request.

Needs django-ratelimit, which the site does not: pip install django-ratelimit. Four processes, like the workers of one
site, send requests as fast as they can for three seconds for one visitor with a limit of 100 per minute. Exactly 100
should be allowed, and 5 more that these seconds refill (the site's own algorithm).
"""

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

LIMIT = 100
SECONDS = 3.0
PROCESSES = 4


def django(folder: str, cache: str) -> Callable[[], bool]:
    """Whether django-ratelimit allows a request, with counters in this kind of cache."""
    import django
    from django.conf import settings

    location = {"locmem.LocMemCache": "", "filebased.FileBasedCache": f"{folder}/cache", "db.DatabaseCache": "cache"}
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": f"{folder}/cache.sqlite3",
                "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;"},
            }
        },
        CACHES={"default": {"BACKEND": f"django.core.cache.backends.{cache}", "LOCATION": location[cache]}},
        SILENCED_SYSTEM_CHECKS=["django_ratelimit.E003", "django_ratelimit.W001"],
    )
    django.setup()
    from django.core.management import CommandError, call_command
    from django.test import RequestFactory
    from django_ratelimit.core import is_ratelimited

    with suppress(CommandError):  # Another process created it first.
        call_command("createcachetable", verbosity=0)
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    return lambda: not is_ratelimited(request, group="paste", key="ip", rate=f"{LIMIT}/m", increment=True)


def ours(folder: str, cache: str) -> Callable[[], bool]:
    from newsgroups.web.middleware.rate_limit import take

    file = Path(folder) / "rates.sqlite3"
    return lambda: not take(file, b"visitor", LIMIT)


def worker(make: Callable[[str, str], Callable[[], bool]], folder: str, cache: str, pipe: object) -> None:
    ask = make(folder, cache)
    ask_times, passed, ends = 0, 0, time.monotonic() + SECONDS
    started = time.process_time()
    while time.monotonic() < ends:
        passed += ask()
        ask_times += 1
    pipe.put((passed, ask_times, time.process_time() - started))


def measure(name: str, make: Callable[[str, str], Callable[[], bool]], cache: str = "") -> None:
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        queue = context.Queue()
        workers = [context.Process(target=worker, args=(make, folder, cache, queue)) for _ in range(PROCESSES)]
        for each in workers:
            each.start()
        results = [queue.get(timeout=60) for _ in workers]
        for each in workers:
            each.join()
    passed, asked, seconds = (sum(column) for column in zip(*results, strict=True))
    print(f"{name:42} {passed:5} let through of {asked:7,}, {seconds / asked * 1e6:6.0f} µs of processor time each")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
    measure("newsgroups, SQLite file", ours)
    try:
        import django_ratelimit  # noqa: F401
    except ImportError:
        sys.exit("django-ratelimit is missing. Install it for this benchmark: pip install django-ratelimit")
    measure("django-ratelimit, memory of each process", django, "locmem.LocMemCache")
    measure("django-ratelimit, files", django, "filebased.FileBasedCache")
    measure("django-ratelimit, table in SQLite", django, "db.DatabaseCache")


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main()
