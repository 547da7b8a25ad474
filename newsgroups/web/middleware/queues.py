"""Where costly requests wait, so that pages to read always find a thread and a processor."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from newsgroups.common.gate import Busy, Gate, one_of_machine

# Texts from this length on are heavy: some 1,700 words, which take a tenth of a second. The heaviest take one.
HEAVY = 10_000
# Of all processes together: one processor is left to the pages, where there are several.
HEAVY_AT_ONCE = max(1, (os.cpu_count() or 1) - 1)
SENTENCE = "Many texts are being looked up at the moment. Please ask again in a few seconds."


class _HeavyQueue(Gate):
    """One thread of this process at most, and so many of the machine."""

    @contextmanager
    def entered(self) -> Iterator[None]:
        busy = Busy(self.sentence, self.ask_again)
        places = one_of_machine(Path(settings.DATA_DIR), "look-up", HEAVY_AT_ONCE, busy=busy, patience=self.patience)
        with super().entered(), places:
            yield


# Whatever costs much more than a page to read, whole: fetching, reading files, looking up. Of the eight threads of a
# process (`run_site`) at most five do this, or wait for it.
costly = Gate(SENTENCE, at_once=5, ask_again=2)
_heavy = _HeavyQueue(SENTENCE, at_once=1, waiting=1, patience=5.0, ask_again=5)
_light = Gate(SENTENCE, at_once=2, waiting=3, patience=5.0, ask_again=2)


def queue_for(text: str) -> Gate:
    """Where a text waits for its turn to be looked up: long ones wait for each other only."""
    return _heavy if len(text) >= HEAVY else _light
