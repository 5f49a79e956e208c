"""How long cases are kept, what is left of them, and what a person gets who asks."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from forms.receiver.deadlines import CLOCK, day_of
from forms.receiver.keeping import find_expired, kept_until, strip, strip_expired
from forms.receiver.models import Case, Event, Message, SpentToken, Upload
from forms.receiver.tidying import tidy
from forms.receiver.uploads import path_of
from receiver.residents import Resident
from receiver.staff import Desk, a_case, a_complaint, account

DAY = dt.timedelta(days=1)


def closed_on(day: dt.date, **more: object) -> Case:
    """A case that was closed late on a day; its form says 365 days."""
    closed = dt.datetime.combine(day, dt.time(23, 30), CLOCK)
    return a_case(closed=closed, status=Case.Status.CLOSED, **more)


def test_a_case_is_deleted_on_the_day_after_its_time(receiver: object) -> None:
    case = closed_on(dt.date(2026, 3, 1))
    last = dt.date(2027, 3, 1)
    assert kept_until(case) == last
    assert not list(find_expired(last)) and list(find_expired(last + DAY)) == [case]
    summer = closed_on(dt.date(2026, 7, 1))
    assert kept_until(summer) == dt.date(2027, 7, 1), "half past eleven is no other day"


def test_an_open_case_is_never_deleted(receiver: object) -> None:
    case = a_case(received=dt.datetime(2001, 1, 1, tzinfo=CLOCK))
    assert strip_expired(dt.date(2100, 1, 1)) == 0
    case.refresh_from_db()
    assert case.answers


def test_what_figures_need_stays_and_nothing_else(resident: Resident) -> None:
    page = resident.send(resident.to_check(email="ann@example.org"), "send")
    assert page.reference
    case = Case.objects.get()
    Upload.objects.create(
        token="t", stored="cc33", case=case, form="report", question="photos",
        kind="pdf", name="me.pdf", size=4,
    )  # fmt: skip
    path = path_of(Upload.objects.get())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF")
    case.closed, case.outcome, case.learning = timezone.now(), "upheld", "Ann was right."
    case.owner = account("olu", "officer:streets")
    case.save()
    assert strip_expired(day_of(case.closed) + 400 * DAY) == 1
    case.refresh_from_db()
    assert case.is_stripped and case.answers == {} and case.learning == "" and case.owner is None
    assert page.reference.replace("-", "") != case.reference
    assert (case.form, case.service, case.outcome) == ("report", "streets", "upheld")
    assert not path.exists()
    for model in (Upload, Message, Event, SpentToken):
        assert not model.objects.exists(), model
    kept = json.dumps(list(Case.objects.values()), default=str)
    assert "Ann" not in kept and "ann@" not in kept
    assert strip_expired(dt.date(2100, 1, 1)) == 0, "once"


def test_staff_see_nothing_of_a_deleted_case(receiver: object) -> None:
    case = closed_on(dt.date(2020, 1, 1))
    assert strip(case)
    desk = Desk(account("mia", "manager:streets"))
    assert desk.get(f"receiver/case/{case.pk}/change/").status_code == 302
    assert "gone" not in desk.get("receiver/case/").content.decode()


def test_a_case_stays_while_another_goes_on_with_it(receiver: object) -> None:
    first = closed_on(dt.date(2020, 1, 1))
    second = a_complaint(follows=first, stage=2, answers={})
    today = dt.date(2026, 1, 1)
    assert strip_expired(today) == 0 and second.contact("email") == "ann@example.org"
    second.closed = dt.datetime(2021, 1, 1, tzinfo=CLOCK)
    second.save()
    assert strip_expired(today) == 2, "both on the same day"


def test_a_form_that_is_gone_has_the_longest_time(receiver: object) -> None:
    case = closed_on(dt.date(2026, 3, 1), form="gone")
    assert kept_until(case) == dt.date(2027, 3, 1)


def test_the_command_and_the_sender_delete(
    receiver: object, capsys: pytest.CaptureFixture[str]
) -> None:
    closed_on(dt.date(2020, 1, 1))
    call_command("delete_old", "--dry-run")
    assert capsys.readouterr().out == "to delete: 1\n"
    call_command("delete_old")
    assert capsys.readouterr().out == "deleted: 1\n"
    closed_on(dt.date(2020, 1, 1))
    tidy(timezone.now())
    assert Case.objects.filter(is_stripped=True).count() == 2


# What a person gets who asks.


def test_a_person_gets_all_that_is_kept_about_them(receiver: object, tmp_path: Path) -> None:
    mine = a_case(answers={"what": "lamp", "email": "Ann@Example.org"}, learning="Look first.")
    by_telephone = a_case(answers={"story": "Rang", "telephone": "07700900100"})
    second = a_complaint(follows=mine, stage=2, answers={"why": "Still dark."})
    strange = a_case(answers={"email": "bob@example.org", "story": "Bob's"})
    desk = Desk(account("olu", "officer:streets"))
    desk.work(mine, "answer", words="It is lit.", owner=desk.user.pk if desk.user else "")
    Upload.objects.create(
        token="t", stored="dd44", case=mine, form="report", question="photos",
        kind="pdf", name="me.pdf", size=4,
    )  # fmt: skip
    path = path_of(Upload.objects.get())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF")
    out = tmp_path / "person.zip"
    call_command(
        "export_person", "--email", "ann@example.ORG", "--telephone", "+44 7700 900100", str(out)
    )
    assert out.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out) as archive:
        letter = archive.read("what-we-keep.txt").decode()
        data = json.loads(archive.read("cases.json"))
        (file,) = [name for name in archive.namelist() if name.startswith("files/")]
        assert archive.read(file) == b"%PDF" and file.endswith("-me.pdf")
    references = {row["reference"] for row in data}
    assert references == {str(case) for case in (mine, by_telephone, second)}
    assert str(strange) not in references
    assert "What is it?: A lamp" in letter and "> It is lit." in letter
    assert "What we learned: Look first." in letter and "Still dark." in letter
    assert "Bob" not in letter and "olu" not in json.dumps(data)
    assert Event.objects.get(kind="exported").detail["cases"] == 3


def test_the_command_says_what_it_needs(receiver: object, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Say who it is"):
        call_command("export_person", str(tmp_path / "a.zip"))
    (tmp_path / "b.zip").write_text("")
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_person", "--email", "a@b.example", str(tmp_path / "b.zip"))
