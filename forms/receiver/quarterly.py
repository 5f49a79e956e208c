"""In charge of the quarter's report: what the receiver has counted, as data that the site shows.

What it writes leads to nobody: counts alone, the small ones hidden. What no database knows, such
as telephone calls, stands in the part `by-hand` of the same file, which stays as people wrote it.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.db.models import Count

from councilsite.figures import (
    ALL,
    BY_HAND,
    CHANNELS,
    DECISIONS,
    HIDDEN,
    LEAST,
    MEASURES,
    OTHER,
    PARTS,
    UNKNOWN,
    Figure,
    Quarter,
    Table,
    read_report,
)
from councilsite.model import Finding
from councilsite.yamltext import Reader
from forms.receiver.clocks import STAGES
from forms.receiver.deadlines import CLOCK, day_of
from forms.receiver.hiding import hide
from forms.receiver.library import library
from forms.receiver.models import Case, PageUse

_HEAD = """\
# What we did in a quarter, as the site shows it. The command report_quarter writes this file anew;
# what follows the line by-hand: is yours, and stays. "hidden" is a number that somebody could be
# recognised by, or one that would give such a number away.
"""
_HAND = """\
# Yours: what no program can count. Write a number, hidden instead of 1 to 4, or unknown.
by-hand:
"""
_HAND_LINE = re.compile(rf"^(?:#[^\n]*\n)*{BY_HAND}:", re.MULTILINE)


class UnfitFile(ValueError):
    """A file that the report cannot be written to, and why."""


def count_quarter(quarter: Quarter) -> dict[str, Table]:
    """The tables of a quarter with the small numbers hidden."""
    tables = {
        "received": _by_service("received", _received(quarter)),
        "due": _by_service("due", _due(quarter)),
        "decided": _by_service("decided", _decided(quarter)),
        "useful": {ALL: _with_sum("useful", _useful(quarter))},
    }
    return {name: hide(table) for name, table in tables.items()}


def _moments(quarter: Quarter) -> tuple[dt.datetime, dt.datetime]:
    """Its first moment, and the first one after it."""
    after = quarter.last + dt.timedelta(days=1)
    first, end = (dt.datetime.combine(day, dt.time(), CLOCK) for day in (quarter.first, after))
    return first, end


def _received(quarter: Quarter) -> Iterator[tuple[str, str]]:
    first, end = _moments(quarter)
    complaints = _complaints()
    for case in Case.objects.filter(received__gte=first, received__lt=end).iterator():
        stage = "stage-two" if case.stage > 1 else "stage-one"
        yield case.service, stage if case.form in complaints else "other"


def _due(quarter: Quarter) -> Iterator[tuple[str, str]]:
    """What should have been answered: late is also what has no answer yet."""
    span = (quarter.first, quarter.last)
    for case in Case.objects.filter(due__range=span).iterator():
        done = case.answered or case.closed
        is_in_time = done is not None and case.due is not None and day_of(done) <= case.due
        yield case.service, "in-time" if is_in_time else "late"


def _decided(quarter: Quarter) -> Iterator[tuple[str, str]]:
    first, end = _moments(quarter)
    answered = Case.objects.filter(answered__gte=first, answered__lt=end, form__in=_complaints())
    for case in answered.exclude(outcome="").iterator():
        yield case.service, case.outcome


def _useful(quarter: Quarter) -> Counter[str]:
    said = PageUse.objects.filter(on__range=(quarter.first, quarter.last))
    rows = said.values("is_useful").annotate(count=Count("pk")).order_by("is_useful")
    return Counter({"yes" if row["is_useful"] else "no": row["count"] for row in rows})


def _complaints() -> set[str]:
    """Names of the forms that complaints come with."""
    return {form.name for form in library().forms.values() if form.deadline in STAGES}


def _by_service(table: str, found: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Rows by service, in the order of council.yml, those without a number left out."""
    counts = Counter(found)
    teams = library().council.teams
    rows: dict[str, Counter[str]] = {key: Counter() for key in (ALL, *teams, OTHER)}
    for (service, column), number in counts.items():
        rows[service if service in teams else OTHER][column] += number
        rows[ALL][column] += number
    return {key: _with_sum(table, row) for key, row in rows.items() if key == ALL or row}


def _with_sum(table: str, row: Counter[str]) -> dict[str, int]:
    return {ALL: row.total(), **{column: row[column] for column in PARTS[table]}}


def _online(quarter: Quarter, everything: Figure) -> Figure:
    """How many came by a form of the site; hidden where it gives a hidden number away."""
    first, end = _moments(quarter)
    span = Case.objects.filter(received__gte=first, received__lt=end)
    number = span.filter(channel=CHANNELS[-1]).count()
    others = span.count() - number
    is_small = any(0 < one < LEAST for one in (number, others))
    return HIDDEN if is_small or everything == HIDDEN else number


# The file.


def find_file(quarter: Quarter, wanted: Path) -> Path:
    """The file to write, by its own name or its folder's; raises `UnfitFile`."""
    path = wanted / quarter.file if wanted.is_dir() else wanted
    if path.name != quarter.file:
        raise UnfitFile(f"{wanted} is no folder: name one, or a file called {quarter.file}.")
    if not path.parent.is_dir():
        raise UnfitFile(f"There is no folder {path.parent}: make it first.")
    return path


def write_report(quarter: Quarter, path: Path) -> list[Finding]:
    """Writes the file whole or not at all; gives what is wrong with the part `by-hand`."""
    hand = _kept(path) if path.is_file() else _empty_hand(path.with_name(MEASURES))
    text = f"{_head(quarter)}\n{hand}"
    # Not with_suffix: a build that runs at the same time reads every .yml file.
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)
    return _check(path.name, text)


def _kept(path: Path) -> str:
    """All that people wrote."""
    text = path.read_text(encoding="utf-8")
    match = _HAND_LINE.search(text)
    if match is None:
        raise UnfitFile(f"{path} has no line {BY_HAND}: so it is no report. Name another file.")
    return text[match.start() :]


def _head(quarter: Quarter) -> str:
    tables = count_quarter(quarter)
    lines = [_HEAD + f"quarter: {quarter.key}"]
    for name, table in tables.items():
        lines += ["", f"{name}:"]
        lines += [f"  {key}: {_mapping(row)}" for key, row in table.items()]
    lines += ["", f"online: {_online(quarter, tables['received'][ALL][ALL])}"]
    return "\n".join([*lines, f"cost-each: {_mapping(_costs())}", ""])


def _mapping(row: Mapping[str, Figure]) -> str:
    return "{" + ", ".join(f"{key}: {figure}" for key, figure in row.items()) + "}"


def _costs() -> dict[str, Figure]:
    """What a contact costs, by the promise ledger."""
    promises = library().council.promises
    missing = [name for name in CHANNELS if f"cost-{name}" not in promises]
    if missing:
        names = ", ".join(f"cost-{name}" for name in missing)
        raise UnfitFile(f"council.yml has no promise {names}: add what a contact costs.")
    return {name: promises[f"cost-{name}"].number for name in CHANNELS}


def _empty_hand(measures: Path) -> str:
    """What people are asked for, none of it known yet."""
    asked = {
        "contacts": CHANNELS[:-1],
        "ombudsman": DECISIONS,
        "measures": _measured(measures),
    }
    lines = []
    for name, keys in asked.items():
        lines += [f"  {name}:" if keys else f"  {name}: {{}}"]
        lines += [f"    {key}: {UNKNOWN}" for key in keys]
    return _HAND + "\n".join([*lines, ""])


def _measured(path: Path) -> list[str]:
    root = Reader(path.name).parse(path.read_text(encoding="utf-8")) if path.is_file() else None
    return list(root.value) if root is not None and isinstance(root.value, dict) else []


def _check(name: str, text: str) -> list[Finding]:
    reader = Reader(name)
    root = reader.parse(text)
    council = library().council
    percents = {key: one for key, one in council.promises.items() if one.unit == "percent"}
    if root is not None:
        read_report(reader, root, council.teams, percents)
    return reader.findings
