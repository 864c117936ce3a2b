"""A few warm children for many calls."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from dossier.guard.outcome import Done, Failed, Json, Limits, Outcome
from dossier.guard.worker import Worker

_CALLS_PER_WORKER = 500
"""A child is replaced after so many calls, so that a library's leak stays small."""
_WORTH_A_RETRY = ("crashed", "memory")
"""A long-lived child may die of what an earlier call left behind; a fresh one tells whose fault it was."""


class Pool:
    """Warm workers; used as a context manager, because leaving it ends every child.

    A child that hangs, dies or fails is replaced and only its payload fails. Children start on demand.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._count = workers or min(2, _processors())
        self._idle: list[tuple[Worker, int]] = []
        self._all: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="dossier-guard")

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            workers, self._all = self._all, set()
        for worker in workers:
            worker.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def map(self, target: str, payloads: Iterable[Json], limits: Limits) -> Iterator[Outcome]:
        """Call *target* with each payload and yield the outcomes in the order of the payloads."""
        return self._threads.map(lambda payload: self._call(target, payload, limits), payloads)

    def _call(self, target: str, payload: Json, limits: Limits) -> Outcome:
        outcome = self._attempt(target, payload, limits, fresh=False)
        if isinstance(outcome, Failed) and outcome.reason in _WORTH_A_RETRY:
            return self._attempt(target, payload, limits, fresh=True)
        return outcome

    def _attempt(self, target: str, payload: Json, limits: Limits, *, fresh: bool) -> Outcome:
        worker, calls = self._take(limits, fresh=fresh)
        if worker is None:
            return Failed("crashed", "the pool was closed")
        outcome = worker.ask(target, payload, limits)
        if isinstance(outcome, Done) and calls + 1 < _CALLS_PER_WORKER:
            with self._lock:
                self._idle.append((worker, calls + 1))
        else:
            self._drop(worker)
        return outcome

    def _take(self, limits: Limits, *, fresh: bool) -> tuple[Worker | None, int]:
        with self._lock:
            if self._closed:
                return None, 0
            while self._idle and not fresh:
                worker, calls = self._idle.pop()
                if worker.memory_mb == limits.memory_mb:
                    return worker, calls
                self._all.discard(worker)
                worker.close()
            worker = Worker(limits)
            self._all.add(worker)
            return worker, 0

    def _drop(self, worker: Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.close()


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
