"""In charge of cases as CSV that a spreadsheet opens without running anything that is in it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any

from forms.receiver import references
from forms.receiver.models import Case

COLUMNS = (
    "form",
    "service",
    "language",
    "channel",
    "stage",
    "status",
    "outcome",
    "received",
    "acknowledge_by",
    "acknowledged",
    "due",
    "extended_from",
    "extension_reason",
    "answered",
    "closed",
    "contractor",
    "learning",
    "correction",
)
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may take for a formula, in wide letters too."""
BOM = "\ufeff"
"""Says that the file is UTF-8: without it Excel guesses."""


def as_csv(cases: Iterable[Case]) -> str:
    """The cases with all their answers, as RFC 4180 describes."""
    found = list(cases)
    questions = list(dict.fromkeys(name for case in found for name in case.answers))
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["reference", *COLUMNS, *(f"answer {name}" for name in questions)])
    for case in found:
        writer.writerow([defused(cell) for cell in _cells(case, questions)])
    return BOM + text.getvalue()


def _cells(case: Case, questions: Iterable[str]) -> Iterator[str]:
    yield references.show(case.reference)
    for name in COLUMNS:
        yield _plain(getattr(case, name))
    for name in questions:
        yield _plain(case.answers.get(name, ""))


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def defused(cell: str) -> str:
    """A cell that is read as text, with an apostrophe before what looks like a formula."""
    looks = cell.lstrip(" \u00a0\u200b\ufeff").startswith(_DANGEROUS) or cell[:1] in _DANGEROUS
    return f"'{cell}" if cell and looks else cell
