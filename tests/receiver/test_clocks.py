"""The clocks of a complaint, by the Complaint Handling Code and by the older way."""

from __future__ import annotations

import datetime as dt

import pytest

from forms.receiver.clocks import CODES, Due, OverExtended, clocks, due, extend, find_slow_promises

D = dt.date
RECEIVED = D(2026, 12, 14)


def test_stage_one_runs_from_the_acknowledgement() -> None:
    clock = CODES["code-2024"][1]
    assert due(clock, RECEIVED) == Due(D(2026, 12, 21), D(2027, 1, 7))
    assert due(clock, RECEIVED, D(2026, 12, 15)) == Due(D(2026, 12, 21), D(2026, 12, 31))


def test_a_late_acknowledgement_gives_no_more_time() -> None:
    clock = CODES["code-2024"][1]
    assert due(clock, RECEIVED, D(2027, 1, 20)) == due(clock, RECEIVED)


def test_stage_two_has_twenty_days() -> None:
    assert due(CODES["code-2024"][2], RECEIVED, RECEIVED).answer == D(2027, 1, 14)


def test_the_older_way_runs_from_the_day_we_got_it() -> None:
    for stage in (1, 2):
        found = due(CODES["5-and-20"][stage], RECEIVED, D(2026, 12, 18))
        assert found == Due(D(2026, 12, 21), D(2027, 1, 14))


def test_figures_come_from_the_ledger() -> None:
    ledger = {"complaint-acknowledge": 2, "complaint-answer": 8, "complaint-stage-two": 15}
    found = clocks("code-2024", ledger)
    assert [(c.acknowledge, c.answer) for c in found.values()] == [(2, 8), (2, 15)]
    assert clocks("code-2024", {}) == CODES["code-2024"]


def test_a_promise_slower_than_the_code_is_found() -> None:
    ledger = {"complaint-acknowledge": 6, "complaint-answer": 20}
    assert list(find_slow_promises("code-2024", ledger)) == [
        ("complaint-answer", 20, 10),
        ("complaint-acknowledge", 6, 5),
    ]
    assert not list(find_slow_promises("5-and-20", {"complaint-answer": 20}))


def test_an_answer_is_put_off_once_for_a_reason_and_not_for_long() -> None:
    clock = CODES["code-2024"][1]
    day = D(2027, 3, 24)
    assert extend(clock, day, 10, "a witness is away", before=False) == D(2027, 4, 9)
    for days, reason, before in (
        (11, "x", False),
        (0, "x", False),
        (5, " ", False),
        (5, "x", True),
    ):
        with pytest.raises(OverExtended):
            extend(clock, day, days, reason, before=before)
