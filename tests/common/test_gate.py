"""A gate admits a fixed number of callers, lets some more wait for a limited time, and rejects the rest."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from newsgroups.common.processes.concurrency_limit import Busy, Gate, one_of_machine

FULL = "Two are at it."
HOLD = """
import sys, pathlib
from newsgroups.common.processes.concurrency_limit import Busy, one_of_machine
with one_of_machine(pathlib.Path(sys.argv[1]), "reader", 2, busy=Busy("full", 5)):
    print("in", flush=True)
    sys.stdin.read()
"""


@contextmanager
def somebody_inside(gate: Gate) -> Iterator[threading.Event]:
    """Occupies the gate in a separate thread until the event is set or the block ends."""
    entered, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with gate.entered():
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=stay)
    thread.start()
    assert entered.wait(5)
    try:
        yield leave
    finally:
        leave.set()
        thread.join()


def test_who_comes_when_all_places_are_taken_is_sent_away_with_a_time() -> None:
    gate = Gate(FULL, no_wait=2, ask_again=7)
    with somebody_inside(gate), somebody_inside(gate), pytest.raises(Busy, match=FULL) as refused, gate.entered():
        pass
    assert refused.value.seconds == 7
    with gate.entered():
        pass


def test_who_may_wait_gets_the_place_that_becomes_free() -> None:
    gate = Gate(FULL, no_wait=1, waiting=1, patience=5, ask_again=1)
    with somebody_inside(gate) as leave:
        threading.Timer(0.1, leave.set).start()
        started = time.monotonic()
        with gate.entered():
            assert 0.05 < time.monotonic() - started < 4


def test_patience_ends() -> None:
    gate = Gate(FULL, no_wait=1, waiting=1, patience=0.1, ask_again=1)
    with somebody_inside(gate), pytest.raises(Busy), gate.entered():
        pass


def test_who_would_wait_behind_too_many_is_sent_away_at_once() -> None:
    gate = Gate(FULL, no_wait=1, waiting=1, patience=5, ask_again=1)
    with ExitStack() as stack:
        leave = stack.enter_context(somebody_inside(gate))
        waiting = threading.Thread(target=_come_and_go, args=(gate,))
        waiting.start()
        time.sleep(0.1)
        started = time.monotonic()
        with pytest.raises(Busy), gate.entered():
            pass
        assert time.monotonic() - started < 1
        leave.set()
        waiting.join()


def _come_and_go(gate: Gate) -> None:
    with gate.entered():
        pass


def test_what_goes_wrong_inside_leaves_the_place_free() -> None:
    gate = Gate(FULL, no_wait=1, ask_again=1)
    for _ in range(3):
        with pytest.raises(KeyError), gate.entered():
            raise KeyError


def test_places_of_a_machine_are_shared_by_its_processes_and_end_with_them(tmp_path: Path) -> None:
    def start() -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdin=-1, stdout=-1, stderr=-3)

    holders = [start(), start()]
    try:
        assert [holder.stdout.readline() for holder in holders] == [b"in\n", b"in\n"]
        with pytest.raises(Busy, match="full"), one_of_machine(tmp_path, "reader", 2, busy=Busy("full", 5)):
            pass
        holders[0].kill()
        holders[0].wait()
        with one_of_machine(tmp_path, "reader", 2, busy=Busy("full", 5)):
            pass
    finally:
        for holder in holders:
            holder.kill()
            holder.communicate()


def test_threads_of_one_process_take_places_of_the_machine_apart(tmp_path: Path) -> None:
    busy = Busy("full", 5)
    place = one_of_machine(tmp_path, "reader", 1, busy=busy)
    with place, pytest.raises(Busy), one_of_machine(tmp_path, "reader", 1, busy=busy):
        pass
    with one_of_machine(tmp_path, "reader", 1, busy=busy):
        pass


def test_who_is_patient_gets_the_place_that_another_process_leaves(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdin=-1, stdout=-1, stderr=-3)
    try:
        assert holder.stdout.readline() == b"in\n"
        threading.Timer(0.2, holder.kill).start()
        started = time.monotonic()
        with one_of_machine(tmp_path, "reader", 1, busy=Busy("full", 5), patience=5.0):
            assert 0.1 < time.monotonic() - started < 4
    finally:
        holder.kill()
        holder.communicate()
