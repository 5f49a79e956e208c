"""In charge of which quarter a command is about: one that is over."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from councilsite.figures import Quarter, read_quarter
from councilsite.wording import short_date
from forms.receiver.deadlines import day_of
from forms.receiver.library import library


class UnfitQuarter(ValueError):
    """No quarter, or one that nothing can be said of yet."""


def find_quarter(name: str) -> Quarter:
    """A quarter by its name."""
    quarter = read_quarter(name)
    if quarter is None:
        raise UnfitQuarter(f'"{name}" is no quarter: write a year and Q1 to Q4, such as 2026-Q3.')
    if quarter.last >= day_of(timezone.now()):
        ready = short_date(quarter.last + dt.timedelta(days=1), library().source)
        raise UnfitQuarter(f"{quarter.key} is not over: run this again from {ready}.")
    return quarter
