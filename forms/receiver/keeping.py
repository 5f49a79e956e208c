"""In charge of how long cases are kept, and of what is left of them after that.

A case is deleted on the day after its time, which its form names and which runs from the day it
was closed. A row without anything personal stays for the figures: form, service, dates, stage,
what we found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from forms.receiver.deadlines import day_of
from forms.receiver.library import library
from forms.receiver.models import Case, Message, SpentToken, Upload
from forms.receiver.uploads import path_of


def find_expired(today: dt.date) -> Iterator[Case]:
    """Cases whose time is over, those that go on with others first."""
    closed = Case.objects.filter(is_stripped=False, closed__isnull=False)
    for case in closed.order_by("-pk"):
        if kept_until(case) < today:
            yield case


def kept_until(case: Case) -> dt.date:
    """The last day of a closed case."""
    assert case.closed is not None
    form = library().forms.get(case.form)
    # Of a form that is no more nobody knows the time: the longest of all is the careful choice.
    longest = max(form.retention for form in library().forms.values())
    days = form.retention if form is not None else longest
    return day_of(case.closed) + dt.timedelta(days=days)


def strip_expired(today: dt.date) -> int:
    """Deletes what has had its time; returns how many cases that were."""
    return sum(strip(case) for case in find_expired(today))


@transaction.atomic
def strip(case: Case) -> bool:
    """Takes everything out of a case that could lead to a person.

    Not yet where another case goes on with it: that one still needs to know whom to answer.
    """
    held = Case.objects.select_for_update().get(pk=case.pk)
    if held.is_stripped or held.followed_by.filter(is_stripped=False).exists():
        return False
    for upload in Upload.objects.filter(case=held):
        # The file first: a row without a file is tried again, a file without a row never.
        path_of(upload).unlink(missing_ok=True)
        upload.delete()
    Message.objects.filter(case=held).delete()
    SpentToken.objects.filter(case=held).delete()
    held.events.all().delete()
    held.reference = f"gone {held.pk}"
    held.answers = {}
    held.owner = held.follows = None
    held.extension_reason = held.contractor = held.learning = held.correction = ""
    held.is_for_publication = False
    held.is_stripped = True
    held.save()
    return True
