"""In charge of what staff do with a case: each step in one transaction with its line in the
history and its message to the resident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from forms.definition import Form, deadline_of
from forms.receiver import clocks
from forms.receiver.cases import Draft
from forms.receiver.deadlines import day_of
from forms.receiver.library import library
from forms.receiver.models import Case, Event, Message
from forms.receiver.office.replies import reply
from forms.receiver.references import new_reference

KEPT = (
    "owner_id",
    "service",
    "status",
    "outcome",
    "contractor",
    "learning",
    "correction",
    "is_for_publication",
    "extension_reason",
    "acknowledged",
    "due",
    "answered",
    "closed",
)
"""What the history tells about, as it was and as it is."""
WITH_MESSAGE = ("acknowledge", "answer", "extend")
"""Steps that tell the resident something."""
EVENTS: Mapping[str, str] = {
    "": "changed",
    "acknowledge": "acknowledged",
    "answer": "answered",
    "extend": "extended",
    "escalate": "escalated",
    "close": "closed",
    "reopen": "reopened",
}
"""What the history calls each step."""
_USUAL_EXTENSION = clocks.Clock(5, 10, "receipt", 10)
"""By how much an answer may be put off that is none to a complaint."""


def promise_of(case: Case) -> str:
    """Key in `Council.promises` that the case's date comes from; empty where there is none."""
    form = library().forms.get(case.form)
    return deadline_of(form, case.answers) if form is not None else ""


def clock_of(case: Case) -> clocks.Clock | None:
    """The clock of a complaint; None for all other cases."""
    return library().clock(promise_of(case))


def may_extend_by(case: Case) -> int:
    """By how many working days the answer may be put off; 0 where it may not."""
    if case.due is None or case.extended_from is not None or not case.is_running:
        return 0
    return (clock_of(case) or _USUAL_EXTENSION).extension


def steps_for(case: Case, *, manages: bool) -> list[str]:
    """What can be done now, beside saving."""
    found = []
    if case.is_running:
        found += ["acknowledge"] if case.acknowledged is None else []
        found += ["answer"]
        found += ["extend"] if manages and may_extend_by(case) else []
    elif clock_of(case) is not None and case.stage == 1 and not case.followed_by.exists():
        found += ["escalate"]
    return [*found, "close"] if case.status != Case.Status.CLOSED else [*found, "reopen"]


def version(case: Case) -> int:
    """Number of the last line of a case's history: it changes with every change."""
    last = case.events.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


@transaction.atomic
def take(case: Case, actor: Any, step: str = "", words: str = "", days: int = 0) -> None:
    """Saves what has changed in a case, and takes a step with it."""
    before = Case.objects.select_for_update().filter(pk=case.pk).values(*KEPT).get()
    now = timezone.now()
    _STEPS[step](case, now, words, days)
    if case.status == Case.Status.NEW and (case.owner_id or step == "acknowledge"):
        case.status = Case.Status.WORKING
    case.save()
    draft = reply(case, step, words) if step in WITH_MESSAGE else None
    detail: dict[str, Any] = {"changes": changes(before, case)}
    if step in WITH_MESSAGE:
        # Where no message leaves, what was said stands here.
        detail |= {"by": draft.channel} if draft else {"by": "other", "words": words}
    event = Event.objects.create(case=case, actor=actor, at=now, kind=EVENTS[step], detail=detail)
    if draft is not None:
        _send(case, draft, step, event)
    if step == "escalate":
        _open_stage_two(case, actor, now)


def changes(before: Mapping[str, Any], case: Case) -> dict[str, list[Any]]:
    """What has changed: by name of the field, as it was and as it is."""
    pairs = {name: (_plain(before[name]), _plain(getattr(case, name))) for name in KEPT}
    return {name: [was, now] for name, (was, now) in pairs.items() if was != now}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date) else value


def _send(case: Case, draft: Draft, step: str, event: Event) -> None:
    Message.objects.create(
        key=f"{step} {case.pk} {event.pk}",
        case=case,
        kind=f"reply-{step}",
        channel=draft.channel,
        to=draft.to,
        language=case.language,
        subject=draft.subject,
        text=draft.text,
    )


# The steps.


def _only_save(case: Case, now: dt.datetime, words: str, days: int) -> None:
    """Nothing but what was typed."""


def _acknowledge(case: Case, now: dt.datetime, words: str, days: int) -> None:
    """The time for the answer to a complaint runs from here."""
    case.acknowledged = now
    if clock_of(case) is not None and case.extended_from is None:
        received = day_of(case.received)
        case.due = library().answer_by(promise_of(case), received, day_of(now))


def _answer(case: Case, now: dt.datetime, words: str, days: int) -> None:
    case.answered = now
    case.status = Case.Status.ANSWERED


def _extend(case: Case, now: dt.datetime, words: str, days: int) -> None:
    """Raises OverExtended where the clock does not allow it."""
    if not may_extend_by(case) or case.due is None:
        raise clocks.OverExtended("the answer was put off once already, or is not awaited")
    clock = clock_of(case) or _USUAL_EXTENSION
    new = clocks.extend(clock, case.due, days, words, before=False)
    case.extended_from, case.due = case.due, new
    case.extension_reason = words
    case.status = Case.Status.EXTENDED


def _close(case: Case, now: dt.datetime, words: str, days: int) -> None:
    case.closed = now
    case.status = Case.Status.CLOSED


def _reopen(case: Case, now: dt.datetime, words: str, days: int) -> None:
    case.closed = case.answered = None
    case.status = Case.Status.WORKING


def _escalate(case: Case, now: dt.datetime, words: str, days: int) -> None:
    case.closed = case.closed or now
    case.status = Case.Status.CLOSED


_STEPS = {
    "": _only_save,
    "acknowledge": _acknowledge,
    "answer": _answer,
    "extend": _extend,
    "escalate": _escalate,
    "close": _close,
    "reopen": _reopen,
}


def stage_two_form() -> Form | None:
    """The form with which residents ask for stage two themselves; None where there is none."""
    wanted = clocks.PROMISES[2]
    return next((form for form in library().forms.values() if form.deadline == wanted), None)


def _open_stage_two(case: Case, actor: Any, now: dt.datetime) -> Case:
    """Stage two of a complaint, as if the resident had asked for it with the form."""
    form, promise = stage_two_form(), clocks.PROMISES[2]
    clock = library().clock(promise)
    assert clock is not None
    dates = clocks.due(clock, day_of(now))
    made = Case.objects.create(
        reference=new_reference(),
        form=form.name if form is not None else case.form,
        language=case.language,
        service=case.service,
        channel=case.channel,
        follows=case,
        stage=2,
        contractor=case.contractor,
        received=now,
        acknowledge_by=dates.acknowledge,
        due=dates.answer,
    )
    Event.objects.create(case=made, actor=actor, at=now, kind="received", detail={"by": "office"})
    return made
