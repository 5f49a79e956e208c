"""In charge of the clocks of a complaint: which date runs in each stage, and from when.

The figures are those of the Complaint Handling Code of the Local Government and Social Care
Ombudsman (2024), sections 5 and 6, or of the older way that many councils still have. A council
that promises its residents more says so in its promise ledger; a slower promise than the Code's is
found by `find_slow_promises`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from forms.receiver.deadlines import add_working_days

Start = Literal["receipt", "acknowledgement"]


class OverExtended(ValueError):
    """An extension that the clock does not allow, or one that nobody gave a reason for."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that a stage may take, in working days."""

    acknowledge: int
    """From the day that the complaint reached us to our acknowledgement."""
    answer: int
    """To our answer, from the day that `answer_from` names."""
    answer_from: Start
    """What the time for the answer runs from."""
    extension: int
    """By how much the answer may be put off, once and for a reason."""


@dataclass(frozen=True, slots=True)
class Due:
    """The dates of a stage."""

    acknowledge: dt.date
    """When the acknowledgement must be out."""
    answer: dt.date
    """When the answer must be out; until the acknowledgement is out, the latest that it can be."""


CODES: Mapping[str, Mapping[int, Clock]] = {
    "code-2024": {
        1: Clock(5, 10, "acknowledgement", 10),
        2: Clock(5, 20, "acknowledgement", 20),
    },
    "5-and-20": {
        1: Clock(5, 20, "receipt", 10),
        2: Clock(5, 20, "receipt", 20),
    },
}
"""The clocks by name of the code and number of the stage."""

PROMISES = {1: "complaint-answer", 2: "complaint-stage-two"}
"""The promises of the ledger that name the time for the answer in each stage."""
STAGES = {promise: stage for stage, promise in PROMISES.items()}
"""The stages by those promises."""
ACKNOWLEDGE = "complaint-acknowledge"
"""The promise that names the time for the acknowledgement."""


def clocks(code: str, ledger: Mapping[str, int]) -> dict[int, Clock]:
    """The stages' clocks with the figures that the ledger has; without them the code's own."""
    return {
        stage: replace(
            clock,
            acknowledge=ledger.get(ACKNOWLEDGE, clock.acknowledge),
            answer=ledger.get(PROMISES[stage], clock.answer),
        )
        for stage, clock in CODES[code].items()
    }


def find_slow_promises(code: str, ledger: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    """Promises that allow more time than the code: name, promised days, allowed days."""
    for stage, allowed in CODES[code].items():
        promised = clocks(code, ledger)[stage]
        if promised.answer > allowed.answer:
            yield PROMISES[stage], promised.answer, allowed.answer
        if stage == 1 and promised.acknowledge > allowed.acknowledge:
            yield ACKNOWLEDGE, promised.acknowledge, allowed.acknowledge


def due(clock: Clock, received: dt.date, acknowledged: dt.date | None = None) -> Due:
    """The dates of a stage that began on the day `received`."""
    acknowledge = add_working_days(received, clock.acknowledge)
    if clock.answer_from == "receipt":
        start = received
    else:
        # A late acknowledgement gives us no more time.
        start = acknowledge if acknowledged is None else min(acknowledged, acknowledge)
    return Due(acknowledge, add_working_days(start, clock.answer))


def extend(clock: Clock, answer: dt.date, days: int, reason: str, *, before: bool) -> dt.date:
    """The new date for an answer that is put off; `before`: whether it was put off already."""
    if before:
        raise OverExtended("the answer was put off once already")
    if not reason.strip():
        raise OverExtended("an answer is put off only for a reason")
    if not 1 <= days <= clock.extension:
        raise OverExtended(f"an answer is put off by 1 to {clock.extension} working days")
    return add_working_days(answer, days)
