"""Cases as a table: safe to open, only for managers, and written down."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.receiver.models import Case, Event
from forms.receiver.office.export import as_csv, defused
from receiver.staff import Desk, a_case, account


def export(desk: Desk, *cases: Case, **more: Any) -> Any:
    """Takes the cases out."""
    fields = {"action": "export", "_selected_action": [case.pk for case in cases], **more}
    return desk.post("receiver/case/", fields)


def rows(text: str) -> list[dict[str, str]]:
    """The table as a program reads it."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_manager_takes_out_the_cases_of_their_services_only(receiver: object) -> None:
    desk = Desk(account("mia", "manager:streets", "officer:complaints"))
    mine, seen, strange = a_case(), a_case("complaints"), a_case("waste")
    answered = export(desk, mine, seen, strange)
    assert answered.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answered.headers["Content-Disposition"] == 'attachment; filename="cases.csv"'
    text = answered.content.decode()
    (row,) = rows(text)
    assert text.startswith("\ufeff") and "\r\n" in text
    assert row["service"] == "streets" and row["answer story"] == "It is dark."
    event = Event.objects.get()
    assert (event.kind, event.actor, event.detail) == ("exported", desk.user, {"cases": 1})
    everything = export(desk, mine, select_across="1")
    assert len(rows(everything.content.decode())) == 1


def test_an_officer_takes_nothing_out(receiver: object) -> None:
    desk = Desk(account("olu", "officer:streets"))
    answered = export(desk, a_case())
    assert "csv" not in answered.headers["Content-Type"] and not Event.objects.exists()


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+44",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "＝1",
        '=HYPERLINK("https://evil.example")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_nothing_is_a_formula(receiver: object, cell: str) -> None:
    assert defused(cell) == f"'{cell}"
    case = a_case(answers={"story": cell, "=1": cell}, contractor=cell)
    (row,) = rows(as_csv([case]))
    assert row["answer story"] == row["answer =1"] == row["contractor"] == f"'{cell}"


@given(st.text())
def test_what_is_written_is_read_again(text: str) -> None:
    assert defused(text) in (text, f"'{text}")
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r"))
