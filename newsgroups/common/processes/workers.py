"""Distributes work over processes; keeps the order of results and survives the death of a process.

Each process has its own pipe, so no shared memory or semaphores are needed, and is spawned rather than forked, so
threads are safe. If a process dies, another one repeats its task; if no process can be started, the tasks run in this
one. With one worker, no process is started.
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
# Tasks handed out ahead of the next result; results that finish early wait for their turn.
_AHEAD = 2
# After this many deaths, the remaining tasks run in this process, since something is wrong beyond a single worker.
_MAX_DEATHS = 3

_log = logging.getLogger(__name__)


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(asked: int | None) -> int:
    """Return the number of processes to use: the number requested, by default all cores, and never more than that."""
    return max(1, min(asked or cores(), cores() * MAX_PER_CORE))


def mapped(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    workers: int,
    prepare: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """Yield the results of all tasks in order.

    `work` and `prepare` must be module-level functions, which pickle by name. `prepare` runs once in each process
    before its first task. Exceptions that `work` raises are raised here.
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
            while len(self._held) < self._workers and self._should_give(next_out):
                if not self._waiting and not self._fetch():
                    break
                self._give(self._waiting.popleft())
            while next_out in self._done:
                yield self._done.pop(next_out)
                next_out += 1
            if self._held:
                # Produce the next task while the others are being worked on.
                if not self._waiting:
                    self._fetch()
                self._take()
            elif not self._waiting and not self._fetch():
                return

    def _should_give(self, next_out: int) -> bool:
        """Return whether to hand out a task: few enough results are queued, or the next result must be recomputed."""
        is_next = bool(self._waiting) and self._waiting[0][0] == next_out
        return is_next or len(self._done) < self._workers + _AHEAD

    def _fetch(self) -> bool:
        """Take the next task from the iterator; return False if there is none."""
        task = next(self._left, None)
        if task is None:
            return False
        self._waiting.append(task)
        return True

    def _give(self, task: tuple[int, Task]) -> None:
        """Send a task to an idle process or a new one, or else runs it here."""
        number, argument = task
        for pipe in [connection for connection in self._processes if connection not in self._held]:
            if self._send(pipe, task):
                return
        while self._deaths < _MAX_DEATHS and self._start_all():
            if self._send(next(connection for connection in self._processes if connection not in self._held), task):
                return
        self._done[number] = self._work(argument)

    def _send(self, pipe: Connection, task: tuple[int, Task]) -> bool:
        try:
            pipe.send(task[1])
        except OSError:
            self._remove_dead(pipe)
            return False
        self._held[pipe] = task
        return True

    def _take(self) -> None:
        """Wait for results and store them; tasks of processes that died are queued again."""
        ready = wait(list(self._held))
        for pipe in [connection for connection in self._held if connection in ready]:
            number, task = self._held.pop(pipe)
            try:
                is_good, answer = pipe.recv()
            except (EOFError, OSError):
                self._remove_dead(pipe)
                # Earlier tasks first, because later results wait for them.
                self._waiting = deque(sorted([(number, task), *self._waiting], key=itemgetter(0)))
                continue
            if not is_good:
                raise answer
            self._done[number] = answer

    def _start_all(self) -> bool:
        """Start all missing processes together, since each takes a second; return whether one is idle."""
        while len(self._processes) < self._workers and self._start():
            pass
        return len(self._processes) > len(self._held)

    def _start(self) -> bool:
        """Start a process; return whether that succeeded."""
        context = multiprocessing.get_context("spawn")
        try:
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._prepare), daemon=True)
            process.start()
            # The process can unpickle the function only after `prepare` has run.
            ours.send(self._work)
        except (OSError, ImportError, RuntimeError, AssertionError) as error:
            self._deaths = _MAX_DEATHS
            _log.warning("No further process could be started (%s); the work continues in this one.", error)
            return False
        theirs.close()
        self._processes[ours] = process
        return True

    def _remove_dead(self, pipe: Connection) -> None:
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
    """Run tasks until the other end of the pipe is closed, which also happens when the parent process dies."""
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
