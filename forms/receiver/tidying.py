"""In charge of what is kept no longer than it is of use: salts, tallies, files, sessions, cases."""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.models import Session

from forms.receiver.deadlines import day_of
from forms.receiver.keeping import strip_expired
from forms.receiver.limits import forget
from forms.receiver.models import Upload
from forms.receiver.travel import LONGEST
from forms.receiver.uploads import remove

EVERY = dt.timedelta(hours=1)
"""How often the sender of messages tidies up."""
_ABANDONED = dt.timedelta(seconds=2 * LONGEST)
"""Age of a file whose form nobody can send any more."""


def tidy(now: dt.datetime) -> None:
    """Deletes what has had its time."""
    forget(now)
    Session.objects.filter(expire_date__lt=now).delete()
    strip_expired(day_of(now))
    for upload in Upload.objects.filter(case=None, at__lt=now - _ABANDONED):
        remove(upload)
