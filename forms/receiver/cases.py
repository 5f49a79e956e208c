"""In charge of making a case: all of it in one transaction, so that it is there whole or not at
all, and once for each form that is sent, however often the browser sends it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from forms.kinds import Value
from forms.receiver.deadlines import CLOCK, day_of
from forms.receiver.journey import Desk
from forms.receiver.models import Case, Event, Message, SpentToken, Upload
from forms.receiver.references import new_reference

_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it is in the queue."""

    channel: str
    """`email` or `text`."""
    to: str
    """E-mail address or telephone number."""
    subject: str
    """Subject of an e-mail; empty for a text message."""
    text: str
    """All that it says."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that a resident sends."""

    form: str
    """Name of the form."""
    language: str
    """Code of the language that it was filled in."""
    service: str
    """Team that answers."""
    stage: int
    """Stage of a complaint; 1 for everything else."""
    follows: Case | None
    """The case that this one goes on with; None for nearly all."""
    answers: Mapping[str, Value]
    """Value by name of the question."""
    uploads: Sequence[str]
    """Tokens of the files among the answers."""
    received: dt.datetime
    """When it came."""
    acknowledge_by: dt.date | None
    """The day by which a person acknowledges it; None where the first message does."""
    due: dt.date | None
    """The day by which we answer; None where none is promised."""
    channel: str
    """How it reached us."""
    clerk: int | None
    """The account that filled in the form; None where the resident did."""
    once: str
    """What no two forms that are sent have in common: see `once_token`."""


def received_at(desk: Desk | None, now: dt.datetime) -> dt.datetime:
    """When it reached us: what staff record may have come on a day before."""
    came = dt.date.fromisoformat(desk.came) if desk else day_of(now)
    return now if came >= day_of(now) else dt.datetime.combine(came, dt.time(12), CLOCK)


def once_token(journey: str, form: str, answers: Mapping[str, Value]) -> str:
    """Names what is sent. The same way through a form with the same answers is the same case.

    So a second press of the button, or one after the answer was lost on its way, makes no second
    case, and whoever goes back and changes an answer sends a case of its own: nothing is lost.
    """
    content = json.dumps([journey, form, answers], sort_keys=True)
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def submit(submission: Submission, write: Callable[[Case], Draft | None]) -> Case:
    """The case of a submission: a new one, or the one that it made before.

    `write` makes the acknowledgement when the reference is known; None where there is nowhere to
    send it to.
    """
    for _ in range(_MOST_TRIES):
        try:
            with transaction.atomic():
                return _make(submission, write)
        except IntegrityError:
            # Somebody was quicker: the same form, or by the rarest chance the same reference.
            if case := find(submission.once):
                return case
    raise RuntimeError("no free reference")


def find(once: str) -> Case | None:
    """The case that was made of a submission before; None where there is none."""
    spent = SpentToken.objects.select_related("case").filter(token=once).first()
    return spent.case if spent is not None else None


def _make(submission: Submission, write: Callable[[Case], Draft | None]) -> Case:
    if case := find(submission.once):
        return case
    case = Case.objects.create(
        reference=new_reference(),
        form=submission.form,
        language=submission.language,
        service=submission.service,
        channel=submission.channel,
        stage=submission.stage,
        follows=submission.follows,
        answers=submission.answers,
        received=submission.received,
        acknowledge_by=submission.acknowledge_by,
        due=submission.due,
    )
    SpentToken.objects.create(token=submission.once, case=case)
    if submission.uploads:
        Upload.objects.filter(token__in=submission.uploads, form=submission.form, case=None).update(
            case=case
        )
    Event.objects.create(
        case=case, at=submission.received, kind="received", actor_id=submission.clerk
    )
    draft = write(case)
    if draft is not None:
        Message.objects.create(
            key=f"acknowledgement {case.pk}",
            case=case,
            # Where a person has still to acknowledge it, the first message is only a receipt.
            kind="acknowledgement" if submission.acknowledge_by is None else "receipt",
            channel=draft.channel,
            to=draft.to,
            language=submission.language,
            subject=draft.subject,
            text=draft.text,
        )
    return case
