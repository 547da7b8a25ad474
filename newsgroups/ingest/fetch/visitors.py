"""Fetches pages while a visitor waits: with one deadline, no pauses, two at a time, and nothing left behind."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from newsgroups.common.processes.concurrency_limit import Busy, Gate, one_of_machine
from newsgroups.ingest.sandbox import pool
from newsgroups.models import Host

from .politeness import Hosts, State, host_of
from .ssrf_guard import Guard

# For name resolution, robots.txt, redirects, the page, and parsing together; people wait no longer.
SECONDS = 10.0
# The part reserved for parsing the page, which takes a few hundredths of a second.
TO_READ = 2.0
# Each fetch holds a thread of the site for that long.
AT_ONCE = 2
# Visitors' files and pages that are parsed in parallel on this machine; each may take a processor for 10 s.
READERS = 2
BUSY_FETCHING = "Too many pages are being fetched at the moment. Please try again in a few seconds."
BUSY_READING = "Too many files and pages are being read at the moment. Please try again in a few seconds."

fetching = Gate(BUSY_FETCHING, no_wait=AT_ONCE, ask_again=round(SECONDS))


@contextmanager
def reading() -> Iterator[None]:
    """A slot for parsing a visitor's bytes. Raises Busy if there is none."""
    with one_of_machine(Path(settings.DATA_DIR), "reader", READERS, busy=Busy(BUSY_READING, round(SECONDS))):
        yield


class VisitorHosts(Hosts):
    """The hosts on the way to one page. Only the first is remembered, and in memory unless a run over the feeds stored
    it: the owner of a name with endless subdomains would fill the table.
    """

    def __init__(self, guard: Guard | None, url: str) -> None:
        super().__init__(guard, only=url)
        self.ends = time.monotonic() + SECONDS
        self.deadline = self.ends - TO_READ
        self.first = host_of(url)
        if self.first not in self._states and (known := _remembered.get(self.first)):
            self._states[self.first] = State(known)

    @property
    def seconds_to_read(self) -> float:
        """Whole seconds, as the visitor is told when they are over."""
        return min(max(float(math.floor(self.ends - time.monotonic())), TO_READ), pool.SECONDS)

    def save(self) -> None:
        first = self._states.get(self.first)
        self._states = {self.first: first} if first else {}
        if first and first.row.pk:
            super().save()
        elif first and first.changed:
            _remembered.put(first.row)

    def _pause(self, state: State) -> None:
        """Skips pauses, which would hold a thread of the site; only redirects request one host twice."""


class _Remembered:
    """A bounded number of hosts, the latest ones."""

    MAX_HOSTS = 200
    MAX_RULES_LENGTH = 20_000

    def __init__(self) -> None:
        self._rows: OrderedDict[str, Host] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str) -> Host | None:
        return self._rows.get(name)

    def put(self, row: Host) -> None:
        if len(row.robots_text) > self.MAX_RULES_LENGTH:
            return
        with self._lock:
            self._rows[row.name] = row
            while len(self._rows) > self.MAX_HOSTS:
                self._rows.popitem(last=False)

    def clear(self) -> None:
        self._rows.clear()


_remembered = _Remembered()
