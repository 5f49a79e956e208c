"""Staff record what reaches the council by telephone, by letter, by e-mail or in person."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from forms.receiver.deadlines import add_working_days, day_of
from forms.receiver.limits import LIMITS
from forms.receiver.models import Case, Event, Message
from receiver.residents import Page, Resident
from receiver.staff import Desk, account, text_of


@pytest.fixture
def desk(receiver: object) -> Desk:
    """An officer."""
    return Desk(account("olu", "officer:streets"))


def start(desk: Desk, **fields: Any) -> Any:
    """Says how a report of a lamp reached us."""
    known = {
        "form": "report",
        "language": "pl",
        "channel": "letter",
        "came": day_of(timezone.now()),
    }
    return desk.post("record/", {**known, **fields})


def fill_in(page: Page) -> Page:
    """Fills in the form as a resident does, without the office's cookies."""
    clerk = Resident(language="pl")
    page = clerk.send(page, what="lamp", lamp_number="7")
    page = clerk.send(page, story="It is dark.", email="ann@example.org")
    return clerk.send(page, "send")


def test_each_language_is_listed_in_its_own_name_and_marked_as_such(desk: Desk) -> None:
    page = desk.get("record/").content.decode()
    assert '<option value="ar" lang="ar" dir="rtl">العربية</option>' in page
    assert re.search(r'<option value="pl" lang="pl" dir="ltr"[^>]*>polski</option>', page)


def test_a_letter_becomes_a_case_with_the_day_on_which_it_came(desk: Desk) -> None:
    came = day_of(timezone.now()) - dt.timedelta(days=7)
    page = Page(start(desk, came=came))
    assert '<html lang="pl"' in page.html and page.step == "thing"
    sent = fill_in(page)
    case = Case.objects.get()
    assert sent.reference == str(case)
    assert (case.channel, case.language, case.service) == ("letter", "pl", "streets")
    assert day_of(case.received) == came and case.due == add_working_days(came, 10)
    event = Event.objects.get()
    assert (event.kind, event.actor) == ("received", desk.user)
    assert Message.objects.get().to == "ann@example.org"
    shown = text_of(desk.open(case))
    assert "How it reached us By letter" in shown and "olu: Received" in shown


def test_what_comes_today_comes_now(desk: Desk) -> None:
    before = timezone.now()
    fill_in(Page(start(desk, channel="telephone")))
    assert before <= Case.objects.get().received <= timezone.now()


def test_a_resident_records_nothing(resident: Resident, desk: Desk) -> None:
    page = resident.to_check()
    resident.post({**page.hidden, "go": "send", "channel": "letter", "desk": "letter"})
    case = Case.objects.get()
    assert case.channel == "online" and Event.objects.get().actor is None


def test_only_those_who_work_on_cases_record_them(receiver: object) -> None:
    root = Desk(account("root", "administrator"))
    assert root.get("record/").status_code == start(root).status_code == 403
    assert start(Desk()).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"came": "2999-01-01"}, "one of the 60 days before"),
        ({"came": "2020-01-01"}, "one of the 60 days before"),
        ({"came": ""}, "one of the 60 days before"),
        ({"came": "\x00"}, "one of the 60 days before"),
        ({"form": "track"}, "cannot be chosen"),
        ({"channel": "online"}, "cannot be chosen"),
        ({"language": "xx"}, "cannot be chosen"),
    ],
)
def test_a_mistake_is_named(desk: Desk, wrong: dict[str, str], words: str) -> None:
    page = start(desk, **wrong)
    assert page.status_code == 200 and words in text_of(page)
    assert "There is a problem" in text_of(page) and not Page(page).step


def test_a_busy_morning_has_no_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "send", 0)  # type: ignore[arg-type]
    assert fill_in(Page(start(desk))).reference
    assert Resident().send(Resident().to_check(), "send").status == 429
