"""In charge of forked workers: they inherit what they work on, only results travel back.

Plain forks instead of a pool: this process takes a share of the work itself, so that on two cores
half of the results need not travel, and nothing waits for a pool to start.
"""

from __future__ import annotations

import functools
import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")

MOST_WORKERS = 8


class WorkerEnded(Exception):
    """A worker was ended from outside, by kill -9 or for want of memory."""


def count_workers() -> int:
    """How many shares are worth making of a piece of work."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


def run_all(jobs: Sequence[Callable[[], T]], *, in_parallel: bool = True) -> list[T]:
    """Results of all jobs in their order; in one process where there is one core or one job.

    Raises WorkerEnded, or what a job raised.
    """
    workers = min(count_workers(), len(jobs)) if in_parallel else 1
    shares = [jobs[start::workers] for start in range(workers)]
    # What the workers inherit stays shared: their garbage collector need not touch it.
    gc.freeze()
    try:
        forked = [_fork(share) for share in shares[1:]]
        own = [job() for job in shares[0]]
    finally:
        gc.unfreeze()
    results = [own, *(_collect(*worker) for worker in forked)]
    return [results[number % workers][number // workers] for number in range(len(jobs))]


class Ready(Generic[T]):
    """A worker that makes itself ready while this process goes on.

    It is ended with the `with` that it was made for, whether it was asked for anything or not.
    """

    def __init__(self, prepare: Callable[[], object], work: Callable[[Any], T]) -> None:
        """`work` is done to each value that the worker is given."""
        asked, asking = os.pipe()
        serve = functools.partial(_serve, prepare, work, asked, asking)
        self.process, self._reading = _fork([serve])
        """The worker's process id; 0 when it has ended."""
        os.close(asked)
        self._pipe = os.fdopen(asking, "wb")

    def __enter__(self) -> Ready[T]:
        return self

    def __exit__(self, *fault: object) -> None:
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            os.close(self._reading)
            self._pipe.close()

    def work_on(self, values: Iterable[object]) -> list[T]:
        """Results for all values, in their order; the worker begins with the first at once.

        Raises WorkerEnded, or what `work` raised. It is asked once.
        """
        try:
            with self._pipe as pipe:
                for value in values:
                    pickle.dump(value, pipe, protocol=pickle.HIGHEST_PROTOCOL)
                    pipe.flush()
        except BrokenPipeError:
            pass  # why it ended is told by what it left
        process, self.process = self.process, 0
        found: list[T] = _collect(process, self._reading)[0]
        return found


def _serve(
    prepare: Callable[[], object], work: Callable[[Any], T], asked: int, asking: int
) -> list[T]:
    """What a worker does that was started before there was anything to do."""
    os.close(asking)
    prepare()
    results: list[T] = []
    with os.fdopen(asked, "rb") as pipe:
        while True:
            try:
                value = pickle.load(pipe)
            except EOFError:
                return results
            results.append(work(value))


def _fork(jobs: Sequence[Callable[[], Any]]) -> tuple[int, int]:
    """Starts a worker; gives its process id and the end of the pipe that its results come from."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _work(jobs, writing)
    os.close(writing)
    return process, reading


def _work(jobs: Sequence[Callable[[], Any]], writing: int) -> None:
    """What a worker does: nothing of the process that it was forked from may go on in it."""
    code = 1
    try:
        try:
            outcome: Any = [job() for job in jobs]
        except Exception as fault:
            outcome = fault
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(outcome, pipe, protocol=pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _collect(process: int, reading: int) -> list[Any]:
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    if os.waitpid(process, 0)[1] != 0:
        raise WorkerEnded
    outcome = pickle.loads(data)
    if isinstance(outcome, Exception):
        raise outcome
    assert isinstance(outcome, list)
    return outcome
