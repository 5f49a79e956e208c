"""In charge of work in processes of its own: Typst has threads, which no fork of theirs survives.

So nothing that uses Typst runs in the process of the build, and every worker begins afresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from councilsite.parallel import WorkerEnded, count_workers

T = TypeVar("T")


def run_apart(jobs: Sequence[Callable[[], T]], make_ready: Callable[[], None]) -> Iterator[T]:
    """Results of the jobs as they come; `make_ready` is called once in each process.

    Raises WorkerEnded.
    """
    context = get_context("fork")
    number = min(count_workers(), len(jobs))
    pipes = []
    for start in range(number):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(jobs[start::number], make_ready, sender))
        process.start()
        sender.close()
        pipes.append(receiver)
    left = len(jobs)
    while pipes:
        for pipe in wait(pipes):
            assert isinstance(pipe, Connection)
            try:
                yield pipe.recv()
                left -= 1
            except EOFError:
                pipes.remove(pipe)
                pipe.close()
    if left:
        raise WorkerEnded


def _work(
    jobs: Sequence[Callable[[], object]], make_ready: Callable[[], None], sender: Connection
) -> None:
    make_ready()
    for job in jobs:
        sender.send(job())
    sender.close()
