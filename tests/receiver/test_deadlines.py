"""Deadlines: working days of England over bank holidays and year ends."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.receiver.deadlines import (
    CLOCK,
    add_working_days,
    bank_holidays,
    count_working_days,
    day_of,
    is_working_day,
)

D = dt.date
DAY = dt.timedelta(days=1)

# The Banking and Financial Dealings Act 1971, schedule 1, and the yearly proclamations: New Year's
# Day, Good Friday, Easter Monday, first and last Monday in May, last Monday in August, Christmas
# Day, Boxing Day. What falls on a weekend moves to the next weekday that is free.
OFFICIAL = {
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}

# From, working days, until.
CASES = [
    # A plain week: day 0 is the day itself.
    ("2026-11-23", 0, "2026-11-23"),
    ("2026-11-23", 1, "2026-11-24"),
    ("2026-11-23", 5, "2026-11-30"),
    ("2026-11-23", 10, "2026-12-07"),
    ("2026-11-23", 20, "2026-12-21"),
    # Friday, Saturday and Sunday all lead to the same Monday.
    ("2026-11-27", 1, "2026-11-30"),
    ("2026-11-28", 1, "2026-11-30"),
    ("2026-11-29", 1, "2026-11-30"),
    # Christmas 2026: Friday 25, Boxing Day on a Saturday moves to Monday 28.
    ("2026-12-23", 1, "2026-12-24"),
    ("2026-12-24", 1, "2026-12-29"),
    ("2026-12-25", 1, "2026-12-29"),
    ("2026-12-24", 3, "2026-12-31"),
    ("2026-12-24", 4, "2027-01-04"),
    ("2026-12-21", 10, "2027-01-07"),
    ("2026-12-07", 20, "2027-01-07"),
    ("2026-12-31", 1, "2027-01-04"),
    # Easter 2026: Good Friday 3 April, Monday 6 April.
    ("2026-04-02", 1, "2026-04-07"),
    ("2026-03-31", 5, "2026-04-09"),
    ("2026-04-04", 2, "2026-04-08"),
    # May and August 2026.
    ("2026-05-01", 1, "2026-05-05"),
    ("2026-05-22", 5, "2026-06-01"),
    ("2026-08-28", 1, "2026-09-01"),
    # New Year 2026.
    ("2025-12-31", 1, "2026-01-02"),
    # Easter 2027: 26 and 29 March.
    ("2027-03-25", 1, "2027-03-30"),
    ("2027-03-19", 5, "2027-03-30"),
    ("2027-03-24", 10, "2027-04-09"),
    # May and August 2027.
    ("2027-04-30", 1, "2027-05-04"),
    ("2027-05-28", 1, "2027-06-01"),
    ("2027-08-27", 2, "2027-09-01"),
    # Christmas 2027: Saturday and Sunday move to Monday 27 and Tuesday 28.
    ("2027-12-24", 1, "2027-12-29"),
    ("2027-12-24", 3, "2027-12-31"),
    ("2027-12-20", 10, "2028-01-06"),
    # New Year 2028: a Saturday, moves to Monday 3 January.
    ("2027-12-31", 1, "2028-01-04"),
    ("2028-01-01", 1, "2028-01-04"),
    ("2027-12-23", 20, "2028-01-25"),
    # A leap year, and Easter 2028: 14 and 17 April.
    ("2028-02-28", 2, "2028-03-01"),
    ("2028-04-13", 1, "2028-04-18"),
    ("2028-04-10", 5, "2028-04-19"),
    # May and August 2028.
    ("2028-04-28", 1, "2028-05-02"),
    ("2028-05-26", 1, "2028-05-30"),
    ("2028-08-25", 1, "2028-08-29"),
    # Christmas 2028: Monday and Tuesday.
    ("2028-12-22", 1, "2028-12-27"),
    ("2028-12-21", 5, "2029-01-02"),
    ("2028-12-29", 1, "2029-01-02"),
]

days = st.dates(D(2024, 1, 1), D(2032, 12, 31))
numbers = st.integers(0, 60)


def easter(year: int) -> dt.date:
    """Easter Sunday by the Anonymous Gregorian algorithm, which owes nothing to the package."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def by_rule(year: int) -> set[dt.date]:
    """The bank holidays of a year by the rules above."""
    found = {easter(year) - 2 * DAY, easter(year) + DAY}
    for month, wanted in ((5, "first"), (5, "last"), (8, "last")):
        mondays = [D(year, month, n) for n in range(1, 32) if D(year, month, n).weekday() == 0]
        found.add(mondays[0] if wanted == "first" else mondays[-1])
    for day in (D(year, 1, 1), D(year, 12, 25), D(year, 12, 26)):
        while day.weekday() > 4 or day in found:
            day += DAY
        found.add(day)
    return found


@pytest.mark.parametrize("year", OFFICIAL)
def test_bank_holidays_are_the_official_ones(year: int) -> None:
    official = {D.fromisoformat(f"{year}-{day}") for day in OFFICIAL[year].split()}
    assert {day for day in bank_holidays(year) if day.weekday() < 5} == official
    # Christmas Day of 2027 is a Saturday: its stand-in and Boxing Day's are the same two days.
    assert by_rule(year) == official


@pytest.mark.parametrize(("start", "number", "end"), CASES)
def test_a_deadline_is_the_official_day(start: str, number: int, end: str) -> None:
    assert add_working_days(D.fromisoformat(start), number) == D.fromisoformat(end)


@given(days, numbers)
def test_a_deadline_is_a_working_day(day: dt.date, number: int) -> None:
    if number:
        assert is_working_day(add_working_days(day, number))


@given(days, days, numbers)
def test_who_comes_later_is_not_answered_earlier(a: dt.date, b: dt.date, number: int) -> None:
    first, last = min(a, b), max(a, b)
    assert add_working_days(first, number) <= add_working_days(last, number)


@given(days, numbers, numbers)
def test_days_add_up(day: dt.date, one: int, other: int) -> None:
    assert add_working_days(add_working_days(day, one), other) == add_working_days(day, one + other)


@given(days, numbers)
def test_counting_is_the_way_back(day: dt.date, number: int) -> None:
    end = add_working_days(day, number)
    assert count_working_days(day, end) == number
    assert count_working_days(end, day) == -number


def test_the_day_is_the_councils_own() -> None:
    """Half past eleven at night in winter and in summer."""
    assert day_of(dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)) == D(2026, 12, 31)
    assert day_of(dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)) == D(2026, 7, 1)
    assert day_of(dt.datetime(2026, 6, 30, 23, 30, tzinfo=CLOCK)) == D(2026, 6, 30)
    with pytest.raises(ValueError, match="time zone"):
        day_of(dt.datetime(2026, 6, 30, 23, 30))


def test_a_deadline_lies_ahead() -> None:
    with pytest.raises(ValueError, match="ahead"):
        add_working_days(D(2026, 1, 1), -1)
