"""Queues for expensive requests, so that a thread and a processor are always free to serve pages."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from newsgroups.common.budget import ends_with
from newsgroups.common.processes.concurrency_limit import Busy, Gate, one_of_machine

from .rate_limit import visitor

# Texts of this length or more are heavy: about 1,700 words, which take a tenth of a second. The heaviest take a
# second.
HEAVY = 10_000
# Across all processes: one processor is left for pages, if there are several.
HEAVY_BATCH_SIZE = max(1, (os.cpu_count() or 1) - 1)
# Concurrent requests per visitor. There are two file readers and two fetches, so the other one is left for others.
OF_ONE = {"paste": 2}
OWN = "An earlier request from your address is still being processed. Please try again in a few seconds."
SENTENCE = "Many texts are being looked up at the moment. Please try again in a few seconds."


class _HeavyQueue(Gate):
    """Admits at most one thread of this process, and a fixed number of threads on the machine."""

    @contextmanager
    def entered(self) -> Iterator[None]:
        busy = Busy(self.sentence, self.ask_again)
        places = one_of_machine(Path(settings.DATA_DIR), "look-up", HEAVY_BATCH_SIZE, busy=busy, patience=self.patience)
        with super().entered(), places:
            yield


# At most five of the eight threads of a process (`run_site`) do, or wait for, expensive work.
_costly = Gate(SENTENCE, no_wait=5, ask_again=2)
_heavy = _HeavyQueue(SENTENCE, no_wait=1, waiting=1, patience=5.0, ask_again=5)
_light = Gate(SENTENCE, no_wait=2, waiting=3, patience=5.0, ask_again=2)


@contextmanager
def costly(request: HttpRequest, kind: str) -> Iterator[None]:
    """Run an entire request that is much more expensive than a page: fetching, reading a file, looking up.

    Each visitor may have only a few requests of a kind in progress, so that others get a turn. Raises Busy beyond.
    Visitors are distinguished by a few bits, so their number does not matter; two of a hundred concurrent visitors
    may be mistaken for one. Work within a budget ends early if the client hangs up and the server notices.
    """
    places = Path(settings.DATA_DIR) / "places"
    places.mkdir(mode=0o700, exist_ok=True)
    name = f"{kind}-{visitor(request, kind)[0]}"
    own = one_of_machine(places, name, OF_ONE.get(kind, 1), busy=Busy(OWN, 2))
    with _costly.entered(), own, ends_with(request.META.get("waitress.client_disconnected", bool)):
        yield


def queue_for(text: str) -> Gate:
    """Return the queue for a text: long texts wait only for each other."""
    return _heavy if len(text) >= HEAVY else _light


def queue_for_heavy_work() -> Gate:
    """Return the queue for work that takes as long as the look-up of a long text."""
    return _heavy
