"""Work on several processes: in order, each task once, whatever happens to a process."""

import logging
import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from newsgroups.common.processes import workers
from newsgroups.common.processes.workers import mapped, workers_for


def square(number: int) -> int:
    return number * number


def process_of(_: int) -> int:
    return os.getpid()


def die_once_at_three(task: tuple[int, Path]) -> int:
    number, mark = task
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_elsewhere(task: tuple[int, int]) -> int:
    number, parent = task
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse_two(number: int) -> int:
    if number == 2:
        raise ValueError("two is too many")
    return number


@pytest.mark.parametrize("number", [1, 2, 5])
def test_results_come_in_the_order_of_the_tasks(number):
    assert list(mapped(square, range(40), workers=number)) == [each * each for each in range(40)]


def test_one_worker_is_this_process_and_two_are_others():
    assert set(mapped(process_of, range(3), workers=1)) == {os.getpid()}
    assert os.getpid() not in set(mapped(process_of, range(3), workers=2))


def test_what_a_killed_process_had_is_done_by_another_and_said_in_one_sentence(tmp_path, caplog):
    tasks = [(number, tmp_path / "died") for number in range(20)]

    assert list(mapped(die_once_at_three, tasks, workers=2)) == list(range(20))
    assert [record.getMessage() for record in caplog.records] == [
        "A worker ended (exit code -9); its work is repeated."
    ]


def test_where_every_process_is_killed_the_work_is_done_here(caplog):
    caplog.set_level(logging.CRITICAL)

    assert list(mapped(die_elsewhere, [(number, os.getpid()) for number in range(40)], workers=2)) == list(range(40))


def test_where_none_can_be_started_the_work_is_done_here(monkeypatch, caplog):
    def refuse(*_: object, **__: object) -> None:
        raise OSError("out of processes")

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)

    assert list(mapped(process_of, range(40), workers=2)) == [os.getpid()] * 40
    assert [record.getMessage() for record in caplog.records] == [
        "No further process could be started (out of processes); the work continues in this one."
    ]


@pytest.mark.parametrize("number", [1, 2])
def test_what_a_task_raises_is_raised_here(number):
    with pytest.raises(ValueError, match="two is too many"):
        list(mapped(refuse_two, range(5), workers=number))


def test_no_process_is_left_when_the_results_are_not_wanted_any_longer():
    results = mapped(square, range(100), workers=2)
    assert next(results) == 0
    results.close()

    assert multiprocessing.active_children() == []


def test_more_processes_than_cores_are_not_used(monkeypatch):
    monkeypatch.setattr(workers, "cores", lambda: 2)

    assert [workers_for(asked) for asked in (None, 1, 2, 64)] == [2, 1, 2, 2]
