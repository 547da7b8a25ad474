"""Works on many hosts in parallel, and on each host sequentially."""

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

# Most of the time goes into waiting for servers; eight threads keep two cores busy with parsing.
LANES = 8
# Finished pages that wait to be stored, of at most 5 MB each.
_WAITING = 4

Item = TypeVar("Item")
Done = TypeVar("Done")


@dataclass(frozen=True)
class _Raised:
    error: BaseException


def map_per_host(
    items: Iterable[Item], lane: Callable[[Item], str], work: Callable[[Item], Done]
) -> Iterator[tuple[Item, Done]]:
    """Yields items with the result of `work`, as they finish. Items of one lane run in order, never two at once.

    `work` runs in threads and must not use the database. Its exceptions are raised here. If the caller stops iterating,
    the work ends after the items under way.
    """
    lanes: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        lanes[lane(item)].append(item)
    done: queue.Queue[tuple[Item, Done | _Raised]] = queue.Queue(_WAITING)
    stopped = threading.Event()

    def run(lane_items: list[Item]) -> None:
        for item in lane_items:
            if stopped.is_set():
                return
            try:
                outcome: Done | _Raised = work(item)
            except BaseException as error:
                outcome = _Raised(error)
            _put(done, (item, outcome), stopped)

    with ThreadPoolExecutor(LANES, thread_name_prefix="lane") as pool:
        try:
            for each in lanes.values():
                pool.submit(run, each)
            for _ in range(sum(map(len, lanes.values()))):
                item, outcome = done.get()
                if isinstance(outcome, _Raised):
                    raise outcome.error
                yield item, outcome
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)


def _put(done: queue.Queue, what: object, stopped: threading.Event) -> None:
    while not stopped.is_set():
        try:
            done.put(what, timeout=0.5)
        except queue.Full:
            continue
        return
