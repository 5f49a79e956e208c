"""In charge of the queue of messages: who takes one, when it is tried again, what became of it.

A message is taken in one short transaction and sent after it, so that no slow mail server holds
up residents. Whoever takes it has `LEASE` to say what became of it; if it dies, the message is
free again after that. What is sent twice then has the same id, by which file outbox and GOV.UK
Notify tell that it is the same.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from forms.receiver.models import Case, Event, Message

Post = Callable[[Message], None]
"""Sends a message. Raises Undeliverable where no further try can help, and anything else where
one may."""

LEASE = dt.timedelta(minutes=10)
"""How long a message is left to whoever took it: longer than a batch takes at its slowest."""
BATCH = 10
WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""How long after each fault the next try is; after the last one a person has to look."""

_log = logging.getLogger(__name__)


class Undeliverable(Exception):
    """A message that can never arrive; the code of why."""


def claim(lease: dt.timedelta = LEASE) -> list[Message]:
    """Takes messages that are due from the queue; nobody else gets them until the lease ends."""
    now = timezone.now()
    features = connection.features
    with transaction.atomic():
        due = Message.objects.filter(
            state__in=[Message.State.WAITING, Message.State.SENDING], next_try__lte=now
        ).order_by("next_try")
        # SQLite lets one writer in at a time, which does the same.
        if features.has_select_for_update:
            due = due.select_for_update(skip_locked=features.has_select_for_update_skip_locked)
        taken = [message.pk for message in due[:BATCH]]
        Message.objects.filter(pk__in=taken).update(
            state=Message.State.SENDING, tries=F("tries") + 1, next_try=now + lease
        )
    return list(Message.objects.filter(pk__in=taken))


def send_due(post: Post, lease: dt.timedelta = LEASE) -> int:
    """Sends what is due; returns how many messages were taken."""
    taken = claim(lease)
    for message in taken:
        _send(message, post)
    return len(taken)


def _send(message: Message, post: Post) -> None:
    try:
        post(message)
    except Undeliverable as fault:
        _record_fault(message, str(fault), last=True)
    # Whatever goes wrong with one message must not hold up the others.
    except Exception as fault:
        _record_fault(message, type(fault).__name__, last=message.tries > len(WAITS))
    else:
        _record_sent(message)


def _record_sent(message: Message) -> None:
    now = timezone.now()
    with transaction.atomic():
        done = Message.objects.filter(pk=message.pk).exclude(state=Message.State.SENT)
        if not done.update(state=Message.State.SENT, sent=now, fault=""):
            return
        if message.kind == "acknowledgement" and message.case_id is not None:
            Case.objects.filter(pk=message.case_id, acknowledged=None).update(acknowledged=now)
            Event.objects.create(
                case_id=message.case_id, at=now, kind="acknowledged", detail={"by": message.channel}
            )


def _record_fault(message: Message, code: str, *, last: bool) -> None:
    """Notes a fault by its code: what a mail server says may name the address."""
    _log.warning("message %s was not sent: %s", message.pk, code)
    state = Message.State.FAILED if last else Message.State.WAITING
    wait = WAITS[min(message.tries, len(WAITS)) - 1]
    # Whoever got the message after our lease decides on it.
    mine = Message.objects.filter(pk=message.pk, state=Message.State.SENDING, tries=message.tries)
    mine.update(state=state, next_try=timezone.now() + wait, fault=code[:60])
