"""In charge of forked workers: they inherit what they work on, only results travel back."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

MOST_WORKERS = 8


class WorkerEnded(Exception):
    """A worker was ended from outside, by kill -9 or for want of memory."""


_jobs: list[Callable[[], Any]] = []
"""What the workers do: set just before the fork, never changed by them."""


def run_all(jobs: Sequence[Callable[[], T]], *, in_parallel: bool = True) -> list[T]:
    """Results of all jobs in their order; in one process where there is one core or one job.

    Raises WorkerEnded.
    """
    workers = min(os.cpu_count() or 1, len(jobs), MOST_WORKERS)
    if workers < 2 or not in_parallel:
        return [job() for job in jobs]
    # Imported late: most runs need no workers.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    _jobs[:] = jobs
    # What the workers inherit stays shared: their garbage collector need not touch it.
    gc.freeze()
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            return list(pool.map(_run, range(len(jobs))))
    except BrokenProcessPool as ended:
        raise WorkerEnded from ended
    finally:
        gc.unfreeze()


def count_workers() -> int:
    """How many shares are worth making of a piece of work."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


def _run(number: int) -> Any:
    return _jobs[number]()
