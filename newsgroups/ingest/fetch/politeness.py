"""Politeness: one request at a time per host, pauses between requests, and the host's rules for crawlers.

The state of a host outlives the run: robots.txt for a day, a Retry-After until it is over. The workers of a run share
it in memory and never use the database; whoever loads it saves it.
"""

import math
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.dateformat import format as formatted

from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.models import Host
from newsgroups.models.pipeline.queue_and_hosts import UNREACHABLE_FOR

from . import ssrf_guard as guards
from .http import FetchedPage, fetch_page
from .limits import MAX_BODY
from .robots_txt import MAX_BYTES, crawl_delay, is_allowed
from .ssrf_guard import FetchFailed, Guard

# A host that answers "too many requests" without a time is left alone for as long as a feed that failed once.
REST = 900.0
# A worker that sleeps longer blocks others; the address waits for the next run instead.
MAX_PAUSE = 60.0


def host_of(url: str) -> str:
    """Scheme, host, and port: the unit that has one robots.txt and one request at a time."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"[:300]


class State:
    """A host in memory: its row, its turn, and the time of the next request."""

    def __init__(self, row: Host) -> None:
        self.row = row
        self.turn = threading.Lock()
        self.reading_robots = threading.Lock()
        self.free_at = 0.0
        self.asked_robots = False
        self.changed = False
        self.delay = crawl_delay(row.robots_text)


class Hosts:
    """The hosts requested in one run."""

    # On the clock of `time.monotonic`; no request starts after it.
    deadline = math.inf

    def __init__(self, guard: Guard | None = None, *, only: str | None = None) -> None:
        """Loads the unexpired state of all hosts, or of `only` the host of this address."""
        self.guard = guard or guards.PUBLIC
        rows = Host.objects.in_force(timezone.now())
        rows = rows.filter(name=host_of(only)) if only else rows
        self._states = {row.name: State(row) for row in rows}
        self._adding = threading.Lock()

    def fetch(
        self, url: str, *, headers: Mapping[str, str] | None = None, most: int = MAX_BODY, robots: bool = True
    ) -> FetchedPage:
        """The page at an address, when its host's turn comes. Raises the same errors as `fetch_page`.

        With `robots`, addresses that robots.txt disallows are rejected, also at each redirect.
        """

        asked = [url]

        @contextmanager
        def turn(at: str) -> Iterator[None]:
            asked.append(at)
            if robots:
                self._obey(at)
            with self._turn(at):
                yield

        try:
            return fetch_page(url, guard=self.guard, headers=headers, most=most, turn=turn, deadline=self.deadline)
        except FetchFailed as failed:
            self._take_over(asked[-1], failed)
            raise

    def robots_text(self, host: str) -> str:
        """The robots.txt of a host that was requested, empty if it has none."""
        return self._state(host).row.robots_text

    def save(self) -> None:
        """Saves what this run learned for the next one."""
        for state in list(self._states.values()):
            if state.changed:
                state.changed = False
                row = state.row
                names = ("robots", "robots_text", "robots_at", "unreachable_since", "rests_until")
                row.pk = Host.objects.update_or_create(
                    name=row.name, defaults={name: getattr(row, name) for name in names}
                )[0].pk

    def _state(self, url: str) -> State:
        with self._adding:
            name = host_of(url)
            if name not in self._states:
                self._states[name] = State(Host(name=name))
            return self._states[name]

    @contextmanager
    def _turn(self, url: str, *, then_pause: bool = True) -> Iterator[None]:
        state = self._state(url)
        with state.turn:
            self._refuse_resting(state)
            self._pause(state)
            try:
                yield
            finally:
                if then_pause and self.guard.delay:
                    state.free_at = time.monotonic() + max(self.guard.delay, state.delay)

    def _pause(self, state: State) -> None:
        pause = state.free_at - time.monotonic()
        if pause > MAX_PAUSE:
            self._rest(state, pause)
            self._refuse_resting(state)
        time.sleep(max(pause, 0.0))

    def _refuse_resting(self, state: State) -> None:
        now = timezone.now()
        if state.row.is_paused(now):
            until: datetime = state.row.rests_until  # type: ignore[assignment]
            raise FetchFailed(
                f"The site asked us to wait until {formatted(until, 'j M Y H:i')} UTC.",
                temporary=True,
                wait=(until - now).total_seconds(),
            )

    def _take_over(self, url: str, failed: FetchFailed) -> None:
        """A host that says when to come back is left alone until then, by all workers."""
        if failed.status in (429, 503) and (failed.wait or failed.status == 429):
            failed.wait = failed.wait or REST
            self._rest(self._state(url), failed.wait)

    def _rest(self, state: State, seconds: float) -> None:
        state.row.rests_until = timezone.now() + timedelta(seconds=seconds)
        state.changed = True

    def _obey(self, url: str) -> None:
        state = self._state(url)
        with state.reading_robots:
            if not state.row.knows_robots(timezone.now()) and not state.asked_robots:
                state.asked_robots = True
                self._read_robots(state)
        row = state.row
        if row.robots == Host.Robots.UNREACHABLE:
            raise FetchFailed("The site's robots.txt could not be read, so its pages are not fetched.", temporary=True)
        if row.robots == Host.Robots.RULES and not is_allowed(row.robots_text, url):
            raise FetchFailed("The site asks automated clients not to fetch this page (robots.txt).")

    def _read_robots(self, state: State) -> None:
        """The first page may follow immediately: so far only the rules have been requested."""
        row, now = state.row, timezone.now()
        at = f"{row.name}/robots.txt"
        try:
            page = fetch_page(
                at, guard=self.guard, most=MAX_BYTES, cut=True, deadline=self.deadline,
                turn=lambda to: self._turn(to, then_pause=False),
            )  # fmt: skip
        except FetchFailed as failed:
            self._take_over(at, failed)
            self._without_robots(row, failed, now)
        except RefusedAddress:
            # The page itself will be rejected, unless only its robots.txt redirects to a forbidden address.
            return
        else:
            row.robots, row.robots_text = Host.Robots.RULES, page.body.decode(errors="replace").replace("\0", "")
            row.robots_at, row.unreachable_since = now, None
        state.changed = True
        state.delay = crawl_delay(row.robots_text)

    def _without_robots(self, row: Host, failed: FetchFailed, now: datetime) -> None:
        """RFC 9309, 2.3.1: a missing file allows everything; no answer disallows everything, for a month at most.

        Earlier rules remain in force while the host cannot be reached.
        """
        if not failed.temporary:
            row.robots, row.robots_text, row.robots_at, row.unreachable_since = Host.Robots.NONE, "", now, None
            return
        row.unreachable_since = row.unreachable_since or now
        if now - row.unreachable_since >= UNREACHABLE_FOR:
            row.robots, row.robots_text, row.robots_at = Host.Robots.NONE, "", now
        elif row.robots != Host.Robots.RULES:
            row.robots = Host.Robots.UNREACHABLE
