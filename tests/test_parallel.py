"""Work that is shared with other processes."""

from __future__ import annotations

import functools
import os
import signal
from pathlib import Path

import pytest

from councilsite import parallel
from councilsite.parallel import Ready, WorkerEnded, run_all

# Jobs that are there from the beginning.


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has."""
    monkeypatch.setattr(parallel, "count_workers", lambda: 3)


def test_jobs_give_their_results_in_order() -> None:
    assert run_all([functools.partial(pow, 2, n) for n in range(7)]) == [1, 2, 4, 8, 16, 32, 64]


def test_jobs_are_shared_and_this_process_takes_its_part() -> None:
    processes = run_all([os.getpid] * 6)
    assert len(set(processes)) == 3 and os.getpid() in processes


def test_a_few_jobs_stay_in_this_process() -> None:
    assert set(run_all([os.getpid] * 6, in_parallel=False)) == {os.getpid()}


def test_what_a_job_raises_in_another_process_comes_back() -> None:
    with pytest.raises(ZeroDivisionError):
        run_all([os.getpid, lambda: 1 // 0])


def test_a_process_that_was_ended_from_outside_is_told_of() -> None:
    with pytest.raises(WorkerEnded):
        run_all([os.getpid, lambda: os.kill(os.getpid(), signal.SIGKILL) or 0])


# A worker that is made ready before there is anything to do.


def do_nothing() -> None:
    """A worker that needs no preparation."""


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_ready_worker_gives_its_results_in_order() -> None:
    with Ready(do_nothing, lambda number: number * 2) as ready:
        assert ready.work_on([3, 1, 2]) == [6, 2, 4]


def test_it_has_prepared_itself_in_a_process_of_its_own(tmp_path: Path) -> None:
    note = tmp_path / "note"

    def prepare() -> None:
        note.write_text(str(os.getpid()), encoding="utf-8")

    with Ready(prepare, lambda value: os.getpid()) as ready:
        processes = ready.work_on([None])
    assert processes == [int(note.read_text(encoding="utf-8"))]
    assert processes != [os.getpid()]


def test_it_takes_more_than_a_pipe_holds_at_once() -> None:
    with Ready(do_nothing, lambda text: text.upper()) as ready:
        assert ready.work_on(["a" * 1_000_000, "b" * 1_000_000]) == ["A" * 10**6, "B" * 10**6]


def test_what_the_work_raises_comes_back() -> None:
    with (
        Ready(do_nothing, lambda number: 1 // number) as ready,
        pytest.raises(ZeroDivisionError),
    ):
        ready.work_on([1, 0, *[2] * 100_000])


def test_what_the_preparation_raises_comes_back() -> None:
    with Ready(lambda: 1 // 0, lambda value: value) as ready, pytest.raises(ZeroDivisionError):
        ready.work_on([1])


def test_a_worker_that_was_ended_from_outside_is_told_of() -> None:
    def end_itself(value: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with Ready(do_nothing, end_itself) as ready, pytest.raises(WorkerEnded):
        ready.work_on([1])


def test_a_worker_that_nobody_asks_is_ended() -> None:
    with Ready(signal.pause, lambda value: value) as ready:
        process = ready.process
        assert is_running(process)
    assert not is_running(process)


def test_a_worker_is_ended_where_what_it_is_to_work_on_fails() -> None:
    with pytest.raises(ZeroDivisionError), Ready(do_nothing, lambda value: value) as ready:
        process = ready.process
        ready.work_on(1 // number for number in (1, 0))
    assert not is_running(process)
