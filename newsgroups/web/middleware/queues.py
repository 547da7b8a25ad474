"""Where costly requests wait, so that pages to read always find a thread and a processor."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from newsgroups.common.gate import Busy, Gate, one_of_machine

from .rate_limit import visitor

# Texts from this length on are heavy: some 1,700 words, which take a tenth of a second. The heaviest take one.
HEAVY = 10_000
# Of all processes together: one processor is left to the pages, where there are several.
HEAVY_BATCH_SIZE = max(1, (os.cpu_count() or 1) - 1)
# Of one visitor at the same time; of two readers of files and two fetches the other one is left to others.
OF_ONE = {"paste": 2}
OWN = "An earlier request from your address is still being processed. Please try again in a few seconds."
SENTENCE = "Many texts are being looked up at the moment. Please try again in a few seconds."


class _HeavyQueue(Gate):
    """One thread of this process at most, and so many of the machine."""

    @contextmanager
    def entered(self) -> Iterator[None]:
        busy = Busy(self.sentence, self.ask_again)
        places = one_of_machine(Path(settings.DATA_DIR), "look-up", HEAVY_BATCH_SIZE, busy=busy, patience=self.patience)
        with super().entered(), places:
            yield


# Of the eight threads of a process (`run_site`) at most five do, or wait for, what costs much.
_costly = Gate(SENTENCE, no_wait=5, ask_again=2)
_heavy = _HeavyQueue(SENTENCE, no_wait=1, waiting=1, patience=5.0, ask_again=5)
_light = Gate(SENTENCE, no_wait=2, waiting=3, patience=5.0, ask_again=2)


@contextmanager
def costly(request: HttpRequest, kind: str) -> Iterator[None]:
    """Runs what costs much more than a page to read, whole: fetching, reading a file, looking up. Raises Busy.

    Of all that a visitor asks for, so much of a kind is done at once that others find a place, too. Visitors are told
    apart by a few bits, so that their number does not matter; two of a hundred who ask at once may be taken for one.
    """
    places = Path(settings.DATA_DIR) / "places"
    places.mkdir(mode=0o700, exist_ok=True)
    name = f"{kind}-{visitor(request, kind)[0]}"
    own = one_of_machine(places, name, OF_ONE.get(kind, 1), busy=Busy(OWN, 2))
    with _costly.entered(), own:
        yield


def queue_for(text: str) -> Gate:
    """Where a text waits for its turn to be looked up: long ones wait for each other only."""
    return _heavy if len(text) >= HEAVY else _light
