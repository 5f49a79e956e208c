"""In charge of the dates by which we act: working days of England.

The rule: the day on which something reaches us is day 0, at whatever hour we have closed, and also
where it is no working day. The next working day is day 1. So a Friday night, a Saturday and a
Sunday all count from Monday, and nobody waits longer for having written after hours.
"""

from __future__ import annotations

import datetime as dt
import functools
from zoneinfo import ZoneInfo

import holidays

CLOCK = ZoneInfo("Europe/London")
"""Where days begin and end for the council."""

_ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@functools.cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """England's bank holidays of a year, with the days that stand in for those on a weekend."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: dt.date) -> bool:
    """Whether the council counts this day: Monday to Friday, no bank holiday."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def day_of(moment: dt.datetime) -> dt.date:
    """The council's date at a moment, which must have a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no date")
    return moment.astimezone(CLOCK).date()


def add_working_days(day: dt.date, number: int) -> dt.date:
    """The day that is so many working days after `day`; with 0 the day itself."""
    if number < 0:
        raise ValueError("a deadline lies ahead")
    while number:
        day += _ONE_DAY
        number -= is_working_day(day)
    return day


def count_working_days(first: dt.date, last: dt.date) -> int:
    """How many working days lie after `first` up to and with `last`; below 0 the other way round.

    For an open case `count_working_days(today, due)` is what is left of its time.
    """
    if last < first:
        return -count_working_days(last, first)
    days = (last - first).days
    return sum(is_working_day(first + n * _ONE_DAY) for n in range(1, days + 1))
