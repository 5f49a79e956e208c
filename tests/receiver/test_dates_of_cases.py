"""The dates of a case: promised, acknowledged, due, overdue; and what the council is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from forms.receiver import clocks
from forms.receiver.checks import check_promises
from forms.receiver.clocks import CODES, due
from forms.receiver.deadlines import add_working_days, day_of
from forms.receiver.environment import UnfitSetting, read_environment
from forms.receiver.models import Case, Message
from forms.receiver.references import new_reference
from receiver.residents import Resident

TODAY = dt.date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def complain(resident: Resident, **answers: str) -> Case:
    """A complaint that a resident sends."""
    resident.address = "/forms/complain/"
    said = {"story": "Nobody came.", "urgent": "no", "email": "ann@example.org", **answers}
    page = resident.send(resident.send(None, **said), "send")
    return Case.objects.get(reference=page.reference.replace("-", ""))


def test_a_complaint_has_the_latest_day_of_its_clock_until_it_is_acknowledged(
    resident: Resident,
) -> None:
    case = complain(resident)
    today = day_of(case.received)
    assert case.acknowledge_by == add_working_days(today, 5)
    assert case.due == due(CODES["code-2024"][1], today).answer == add_working_days(today, 15)


def test_stage_two_has_a_clock_of_its_own(resident: Resident) -> None:
    resident.address = "/forms/escalate/"
    page = resident.send(None, reference=new_reference(), detail="ann@example.org")
    page = resident.send(resident.send(page, why="It is still there."), "send")
    case = Case.objects.get(reference=page.reference.replace("-", ""))
    assert case.stage == 2 and case.due == add_working_days(day_of(case.received), 25)


def test_an_answer_with_a_deadline_of_its_own_has_that_date(resident: Resident) -> None:
    case = complain(resident, urgent="yes")
    assert case.due == add_working_days(day_of(case.received), 1)


def test_the_first_message_of_a_complaint_is_a_receipt_only(resident: Resident) -> None:
    case = complain(resident)
    assert Message.objects.get().kind == "receipt"
    call_command("send_messages", "--once")
    case.refresh_from_db()
    assert Message.objects.get().state == Message.State.SENT and case.acknowledged is None


def test_the_older_way_is_a_setting() -> None:
    assert read_environment({}).complaints == "code-2024"
    assert read_environment({"COUNCILSITE_COMPLAINTS": "5-and-20"}).complaints == "5-and-20"
    with pytest.raises(UnfitSetting, match="write code-2024 or 5-and-20"):
        read_environment({"COUNCILSITE_COMPLAINTS": "10"})


def test_the_older_way_counts_from_receipt(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = replace(settings.ENVIRONMENT, complaints="5-and-20")
    monkeypatch.setattr(settings, "ENVIRONMENT", older)
    case = complain(resident)
    assert case.due == add_working_days(day_of(case.received), 10), "the ledger says 10"


def test_a_promise_slower_than_the_code_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_promises(None) == []
    shorter = {**CODES["code-2024"], 1: replace(CODES["code-2024"][1], answer=8)}
    monkeypatch.setattr(clocks, "CODES", {"code-2024": shorter})
    (warning,) = check_promises(None)
    assert '"complaint-answer" in council.yml allows 10 working days' in warning.msg


def put(name: str, **dates: object) -> Case:
    """A case with these dates."""
    return Case.objects.create(reference=name, form="report", received=timezone.now(), **dates)


def test_what_is_due_and_what_is_overdue(receiver: object) -> None:
    Status = Case.Status
    put("today", due=TODAY)
    put("late", due=YESTERDAY)
    put("later", due=TOMORROW)
    put("never")
    put("done", due=YESTERDAY, status=Status.ANSWERED)
    put("closed", due=TODAY, status=Status.CLOSED)
    put("put-off", due=TODAY, status=Status.EXTENDED)
    put("ack-today", due=TOMORROW, acknowledge_by=TODAY)
    put("ack-late", due=TOMORROW, acknowledge_by=YESTERDAY)
    put("acked", due=TOMORROW, acknowledge_by=YESTERDAY, acknowledged=timezone.now())
    due_now = Case.objects.due(TODAY).values_list("reference", flat=True)
    assert set(due_now) == {"today", "put-off", "ack-today"}
    overdue = Case.objects.overdue(TODAY).values_list("reference", flat=True)
    assert set(overdue) == {"late", "ack-late"}
    assert not Case.objects.running().filter(reference__in=["done", "closed"])
