"""Work spread over processes, in order and whatever befalls one of them.

Each process is spoken to through a pipe of its own, so that no shared memory or semaphore is needed, and is started
anew rather than forked, so that threads do not matter. What a process held when it died is done again by another one,
and in this process where none can be started. With one worker nothing is started at all.
"""

import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from operator import itemgetter
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

# More processes than cores only take memory.
MAX_PER_CORE = 1
# Tasks that are handed out beyond those that are worked on: what is done early waits for its turn.
_AHEAD = 2
# Deaths of processes after which all that is left is done here: something is wrong with more than one of them.
_MAX_DEATHS = 3

_log = logging.getLogger(__name__)


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(asked: int | None) -> int:
    """How many processes to use: as many as asked for, all cores by default, never more than there are cores."""
    return max(1, min(asked or cores(), cores() * MAX_PER_CORE))


def mapped(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    workers: int,
    prepare: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """The results of all tasks in their order; `work` and `prepare` are functions of a module, known by their names.

    `prepare` runs once in each process before its first task. What `work` raises is raised here.
    """
    if workers <= 1:
        yield from map(work, tasks)
        return
    pool = _Pool(work, workers, prepare)
    try:
        yield from pool.run(iter(tasks))
    finally:
        pool.close()


class _Pool(Generic[Task, Result]):
    def __init__(self, work: Callable[[Task], Result], workers: int, prepare: Callable[[], None] | None) -> None:
        self._work, self._workers, self._prepare = work, workers, prepare
        self._processes: dict[Connection, BaseProcess] = {}
        self._held: dict[Connection, tuple[int, Task]] = {}
        self._left: Iterator[tuple[int, Task]] = iter(())
        self._waiting: deque[tuple[int, Task]] = deque()
        self._done: dict[int, Result] = {}
        self._deaths = 0

    def run(self, tasks: Iterator[Task]) -> Iterator[Result]:
        self._left, next_out = enumerate(tasks), 0
        while True:
            while len(self._held) < self._workers and self._may_give(next_out):
                if not self._waiting and not self._fetch():
                    break
                self._give(self._waiting.popleft())
            while next_out in self._done:
                yield self._done.pop(next_out)
                next_out += 1
            if self._held:
                # The next one is made while the others work.
                if not self._waiting:
                    self._fetch()
                self._take()
            elif not self._waiting and not self._fetch():
                return

    def _may_give(self, next_out: int) -> bool:
        """Not too many results wait for their turn, or the one that they wait for is to be made again."""
        is_next = bool(self._waiting) and self._waiting[0][0] == next_out
        return is_next or len(self._done) < self._workers + _AHEAD

    def _fetch(self) -> bool:
        """Has the next task made; whether there was one."""
        task = next(self._left, None)
        if task is None:
            return False
        self._waiting.append(task)
        return True

    def _give(self, task: tuple[int, Task]) -> None:
        """Hands a task to a process that has none, to a new one, or does it here."""
        number, given = task
        for pipe in [each for each in self._processes if each not in self._held]:
            if self._send(pipe, task):
                return
        while self._deaths < _MAX_DEATHS and self._start_all():
            if self._send(next(each for each in self._processes if each not in self._held), task):
                return
        self._done[number] = self._work(given)

    def _send(self, pipe: Connection, task: tuple[int, Task]) -> bool:
        try:
            pipe.send(task[1])
        except OSError:
            self._bury(pipe)
            return False
        self._held[pipe] = task
        return True

    def _take(self) -> None:
        """Waits for a result and keeps it; tasks of processes that died are to be done again."""
        ready = wait(list(self._held))
        for pipe in [each for each in self._held if each in ready]:
            number, task = self._held.pop(pipe)
            try:
                is_good, answer = pipe.recv()
            except (EOFError, OSError):
                self._bury(pipe)
                # Earlier ones first: others wait for these.
                self._waiting = deque(sorted([(number, task), *self._waiting], key=itemgetter(0)))
                continue
            if not is_good:
                raise answer
            self._done[number] = answer

    def _start_all(self) -> bool:
        """Starts the processes that are missing, together, since each takes a second; whether one is free."""
        while len(self._processes) < self._workers and self._start():
            pass
        return len(self._processes) > len(self._held)

    def _start(self) -> bool:
        """Starts a process; whether that was possible."""
        context = multiprocessing.get_context("spawn")
        try:
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._prepare), daemon=True)
            process.start()
            # Only what is prepared can import what the work needs.
            ours.send(self._work)
        except (OSError, ImportError, RuntimeError, AssertionError) as error:
            self._deaths = _MAX_DEATHS
            _log.warning("No further process could be started (%s); the work continues in this one.", error)
            return False
        theirs.close()
        self._processes[ours] = process
        return True

    def _bury(self, pipe: Connection) -> None:
        self._deaths += 1
        process = self._processes.pop(pipe)
        pipe.close()
        process.join()
        _log.warning("A worker ended (exit code %s); its work is repeated.", process.exitcode)

    def close(self) -> None:
        for pipe, process in self._processes.items():
            if pipe in self._held:
                process.kill()
            pipe.close()
        for process in self._processes.values():
            process.join()


def _serve(pipe: Connection, prepare: Callable[[], None] | None) -> None:
    """Answers tasks until the other end is closed, which it also is when that process has died."""
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        if prepare:
            prepare()
        work = pipe.recv()
        while True:
            task = pipe.recv()
            try:
                answer = True, work(task)
            except Exception as error:
                answer = False, error
            pipe.send(answer)
