"""Work on cases: what is shown, what each step does, what is sent and what is written down."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from forms.receiver import references
from forms.receiver.clocks import OverExtended
from forms.receiver.deadlines import add_working_days, day_of
from forms.receiver.models import Case, Event, Message, Upload
from forms.receiver.office import work
from forms.receiver.uploads import path_of
from receiver.residents import Resident
from receiver.staff import Desk, a_case, a_complaint, account, text_of

Status = Case.Status


@pytest.fixture
def desk(receiver: object) -> Desk:
    """An officer of two services."""
    return Desk(account("olu", "officer:streets", "officer:complaints"))


@pytest.fixture
def manager(receiver: object) -> Desk:
    """A manager of two services."""
    return Desk(account("mia", "manager:streets", "manager:complaints"))


def ago(days: int) -> dt.datetime:
    """A moment in the past."""
    return timezone.now() - dt.timedelta(days=days)


# What is shown.


def test_answers_are_shown_with_labels_and_escaped(desk: Desk) -> None:
    answers = {"what": "crime", "story": "<script>alert(1)</script>\nند", "gone": "<b>", "seen": ""}
    case = a_case(language="ar", answers={**answers, "telephone": "01632960100"})
    page = desk.open(case)
    assert "What is it?" in page and "A crime" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>ند" in page and "<script>alert" not in page
    assert "<dt>gone</dt>" in page and "&lt;b&gt;" in page, "a question that the form lost"
    assert re.search(r'<div lang="ar" dir="rtl"><p>&lt;script', page)
    assert '<bdi dir="ltr">01632 960100</bdi>' in page
    assert "When did you see it?" not in page, "nothing was answered"


def test_labels_are_in_the_language_of_the_person_at_work(desk: Desk) -> None:
    case = a_case()
    page = desk.get(f"receiver/case/{case.pk}/change/", **{"Accept-Language": "ar"})
    assert '<html lang="ar" dir="rtl">' in page.content.decode()
    assert '<div lang="en" dir="ltr"><p>It is dark.</p></div>' in page.content.decode()
    assert '<bdi lang="en">English</bdi>' in page.content.decode()


def test_the_list_says_what_is_due_and_what_is_overdue(desk: Desk) -> None:
    today = day_of(timezone.now())
    late = a_case(due=today - dt.timedelta(days=3))
    now = a_case(due=today, owner=desk.user)
    later = a_case(due=today + dt.timedelta(days=30))
    other = a_case("waste", due=today)

    def listed(query: str) -> set[Case]:
        page = desk.get(f"receiver/case/?{query}").content.decode()
        cases = (late, now, later, other)
        return {case for case in cases if references.show(case.reference) in page}

    assert listed("") == {late, now, later}
    assert listed("work=overdue") == {late} and listed("work=due_today") == {now}
    assert listed("work=mine") == {now} and listed("work=unowned") == {late, later}
    assert listed("work=running") == listed("team=waste") == {late, now, later}
    assert listed("team=streets&status=new&stage=1") == {late, now, later}
    assert listed("status=closed") == set() and listed("stage=x") == {late, now, later}
    shown = references.show(late.reference).lower()
    assert listed(f"q={shown}") == {late} and listed("q=%C2%A0%27--") == {late, now, later}
    a_case()
    page = text_of(desk.get("receiver/case/"))
    assert "overdue" in page
    rows = re.findall(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}", page)
    assert rows[:3] == [references.show(case.reference) for case in (late, now, later)]


def test_a_long_list_is_counted_and_stands_on_pages(desk: Desk) -> None:
    for _ in range(51):
        a_case()
    first = desk.get("receiver/case/").content.decode()
    assert '<p class="paginator">Cases: 51</p>' in first
    assert '<span class="this-page">1</span>' in first
    [next_one] = re.findall(r'<a href="(\?p=2)"', first)
    second = desk.get(f"receiver/case/{next_one}").content.decode()
    assert [page.count('scope="row"') for page in (first, second)] == [50, 1]


# The steps.


def test_acknowledging_a_complaint_starts_the_time_for_the_answer(desk: Desk) -> None:
    received = ago(1)
    today = day_of(timezone.now())
    case = a_complaint(
        received=received,
        acknowledge_by=add_working_days(day_of(received), 5),
        due=add_working_days(day_of(received), 15),
    )
    done = desk.work(case, "acknowledge", words="Odpady nie zostały odebrane.")
    assert done.status_code == 302, text_of(done)
    case.refresh_from_db()
    assert case.status == Status.WORKING and case.acknowledged is not None
    assert case.due == add_working_days(today, 10)
    message = Message.objects.get()
    assert (message.to, message.language, message.kind) == (
        "jan@example.org",
        "pl",
        "reply-acknowledge",
    )
    assert "Odpady nie zostały odebrane." in message.text
    assert references.show(case.reference) in message.subject
    assert "answer by this day" in message.text
    event = Event.objects.get()
    assert (event.kind, event.actor) == ("acknowledged", desk.user)
    assert event.detail["changes"]["status"] == ["new", "working"]
    call_command("send_messages", "--once")
    assert Event.objects.count() == 1, "the sender has nothing to add"


def test_an_answer_to_a_complaint_says_what_we_found_and_what_comes_next(desk: Desk) -> None:
    case = a_complaint(acknowledged=timezone.now())
    refused = desk.work(case, "answer", words="We looked.")
    assert "Say what we found" in text_of(refused)
    refused = desk.work(case, "answer", outcome="upheld")
    assert "Write what you want to tell the resident" in text_of(refused)
    assert not Message.objects.exists() and not Event.objects.exists()
    desk.work(case, "answer", outcome="upheld", words="We looked.", learning="Look first.")
    case.refresh_from_db()
    assert (case.status, case.outcome, case.learning) == ("answered", "upheld", "Look first.")
    assert case.answered is not None
    text = Message.objects.get().text
    assert "We looked." in text and "stage two" in text and "Ombudsman" not in text
    page = text_of(desk.open(case))
    assert "olu: Answered" in page and "What we found: – → Upheld" in page


def test_the_history_says_from_where_to_where_in_the_direction_of_its_text(desk: Desk) -> None:
    case = a_complaint()
    desk.work(case, contractor="Binfleet")
    address = f"receiver/case/{case.pk}/change/"
    for language, arrow, other in (("pl", "→", "←"), ("ar", "←", "→")):
        page = desk.get(address, **{"Accept-Language": language}).content.decode()
        assert re.search(rf": – {arrow} <bdi[^>]*>Binfleet", page) and other not in page


def test_the_answer_at_stage_two_names_the_ombudsman(desk: Desk) -> None:
    case = a_complaint(stage=2, form="escalate", answers={"email": "jan@example.org"})
    desk.work(case, "answer", outcome="not-upheld", words="We looked again.")
    assert "Ombudsman" in Message.objects.get().text


def test_a_manager_puts_an_answer_off_once_and_with_a_reason(manager: Desk) -> None:
    due = add_working_days(day_of(timezone.now()), 3)
    case = a_complaint(due=due)
    for days in ("", "0", "11", "-1"):
        assert manager.work(case, "extend", words="Ill.", days=days).status_code == 200
    assert manager.work(case, "extend", days="5").status_code == 200
    assert manager.work(case, "extend", words="Three of us are ill.", days="5").status_code == 302
    case.refresh_from_db()
    assert case.due == add_working_days(due, 5) and case.extended_from == due
    assert (case.status, case.extension_reason) == ("extended", "Three of us are ill.")
    assert "Three of us are ill." in Message.objects.get().text
    again = manager.work(case, "extend", words="Once more.", days="5")
    assert again.status_code == 200 and Message.objects.count() == 1
    with pytest.raises(OverExtended):
        work.take(case, manager.user, "extend", "Once more.", 5)


def test_an_officer_cannot_put_an_answer_off(desk: Desk) -> None:
    case = a_complaint(due=day_of(timezone.now()))
    assert "Put the answer off" not in text_of(desk.open(case))
    refused = desk.work(case, "extend", words="Ill.", days="5")
    assert refused.status_code == 200 and not Event.objects.exists()


def test_escalating_opens_stage_two(desk: Desk) -> None:
    case = a_complaint(status=Status.ANSWERED, outcome="not-upheld", contractor="Binco")
    assert desk.work(case, "escalate").status_code == 302
    first, second = Case.objects.order_by("pk")
    today = day_of(timezone.now())
    assert first.status == Status.CLOSED and first.closed is not None
    assert (second.follows, second.stage, second.form) == (first, 2, "escalate")
    assert (second.language, second.contractor, second.outcome) == ("pl", "Binco", "")
    assert second.acknowledge_by == add_working_days(today, 5)
    assert second.due == add_working_days(today, 25)
    assert second.contact("email") == "jan@example.org"
    assert "Open stage two" not in text_of(desk.open(first)), "only once"
    assert references.show(first.reference) in text_of(desk.open(second))
    desk.work(second, "acknowledge", words="We look again.")
    assert Message.objects.get(case=second).to == "jan@example.org"


def test_closing_and_opening_again(desk: Desk) -> None:
    case = a_case()
    desk.work(case, "close", owner=desk.user.pk if desk.user else "")
    case.refresh_from_db()
    assert case.status == Status.CLOSED and case.closed is not None and case.owner == desk.user
    desk.work(case, "reopen")
    case.refresh_from_db()
    assert case.status == Status.WORKING and case.closed is None
    assert [event.kind for event in case.events.order_by("pk")] == ["closed", "reopened"]


def test_a_resident_without_an_address_is_told_in_another_way(desk: Desk) -> None:
    case = a_case(answers={"what": "lamp", "telephone": "01632960100"})
    assert "no e-mail address and no mobile number" in text_of(desk.open(case))
    desk.work(case, "answer", words="I rang and said it works.")
    assert not Message.objects.exists()
    assert Event.objects.get().detail["by"] == "other"
    assert "I rang and said it works." in text_of(desk.open(case))


def test_a_mobile_number_gets_a_text_message(desk: Desk) -> None:
    case = a_case(answers={"what": "lamp", "telephone": "07700900100"})
    desk.work(case, "answer", words="It works.")
    message = Message.objects.get()
    assert (message.channel, message.to, message.subject) == ("text", "07700900100", "")


def test_nobody_writes_over_what_another_has_done(desk: Desk, manager: Desk) -> None:
    case = a_case()
    version = work.version(case)
    manager.work(case, "close")
    refused = desk.work(case, "", version=version, contractor="Binco")
    assert "Somebody else has changed this case" in text_of(refused)
    case.refresh_from_db()
    assert case.contractor == "" and Event.objects.count() == 1


def test_pressing_the_button_twice_sends_one_answer(desk: Desk) -> None:
    case = a_case()
    version = work.version(case)
    desk.work(case, "answer", words="It works.", version=version)
    again = desk.work(case, "answer", words="It works.", version=version)
    assert again.status_code == 200 and Message.objects.count() == 1


def test_a_case_moves_to_another_service_and_out_of_sight(desk: Desk) -> None:
    case = a_case()
    one = Desk(account("ann", "officer:streets"))
    assert one.work(case, service="complaints").status_code == 302
    assert one.get(f"receiver/case/{case.pk}/change/").status_code == 302
    assert references.show(case.reference) in text_of(desk.get("receiver/case/"))
    assert Event.objects.get().detail["changes"]["service"] == ["streets", "complaints"]


def test_only_colleagues_of_the_service_can_be_the_owner(desk: Desk) -> None:
    stranger = account("eve", "officer:waste")
    case = a_case()
    assert desk.work(case, owner=stranger.pk).status_code == 200
    assert desk.user is not None
    assert desk.work(case, owner=desk.user.pk).status_code == 302
    case.refresh_from_db()
    assert case.owner == desk.user and case.status == Status.WORKING


def test_what_is_not_asked_for_cannot_be_changed(desk: Desk) -> None:
    case = a_case()
    desk.work(case, reference="AAA", answers="{}", stage="2", status="closed", due="2020-01-01")
    case.refresh_from_db()
    assert case.stage == 1 and case.status == Status.NEW and case.due is None
    assert case.answers["what"] == "lamp" and case.reference != "AAA"


def test_the_history_cannot_be_edited(desk: Desk) -> None:
    case = a_case()
    desk.work(case, "close")
    event = Event.objects.get()
    for address in ("event/", f"event/{event.pk}/change/", f"case/{case.pk}/delete/"):
        assert desk.get(f"receiver/{address}").status_code in (403, 404), address
    assert desk.get(f"receiver/case/{case.pk}/history/").status_code == 302


@pytest.mark.parametrize(
    "hostile",
    [
        "\x00",
        "\u202eabc",
        "<svg onload=alert(1)>",
        "{{ 70037|add:5 }}{% now %}",
        "\ud83d\ude00 😀" * 50,
    ],
)
def test_hostile_words_are_refused_or_kept_as_they_are(desk: Desk, hostile: str) -> None:
    case = a_case()
    words = hostile.encode("utf-8", "replace").decode()
    done = desk.work(case, "answer", words=words, contractor=words[:100], learning=words)
    assert done.status_code in (200, 302)
    page = desk.open(case)
    assert "<svg onload" not in page and "70042" not in text_of(page)
    if done.status_code == 302:
        assert words in Message.objects.get().text
        assert Case.objects.get().learning == words


def test_a_complaint_from_the_form_to_the_end_of_stage_two(
    resident: Resident, manager: Desk
) -> None:
    resident.address = "/forms/complain/"
    said = {"story": "Nobody came.", "urgent": "no", "email": "ann@example.org"}
    reference = resident.send(resident.send(None, **said), "send").reference
    case = Case.objects.get()

    def tracked(of: str) -> str:
        track = Resident("track")
        return track.send(None, reference=of, detail="ann@example.org").text

    assert "will look at it soon" in tracked(reference)
    manager.work(case, "acknowledge", words="Nobody came on Monday.")
    assert "We are working on it" in tracked(reference)
    case.refresh_from_db()
    manager.work(case, "extend", words="We are asking the driver.", days="5")
    case.refresh_from_db()
    manager.work(case, "answer", words="We are sorry.", outcome="partly")
    assert "We have sent you our answer" in tracked(reference)
    case.refresh_from_db()
    manager.work(case, "escalate")
    second = Case.objects.get(stage=2)
    assert "It is closed" in tracked(reference)
    manager.work(second, "acknowledge", words="Somebody else looks at it.")
    second.refresh_from_db()
    manager.work(second, "answer", words="We came today.", outcome="upheld")
    second.refresh_from_db()
    manager.work(second, "close")
    assert "It is closed" in tracked(references.show(second.reference))
    call_command("send_messages", "--once")
    kinds = list(Message.objects.order_by("made").values_list("kind", "state"))
    assert kinds == [
        ("receipt", "sent"),
        ("reply-acknowledge", "sent"),
        ("reply-extend", "sent"),
        ("reply-answer", "sent"),
        ("reply-acknowledge", "sent"),
        ("reply-answer", "sent"),
    ]
    assert "Ombudsman" in Message.objects.get(case=second, kind="reply-answer").text


# Files.


def add_file(case: Case, stored: str) -> Upload:
    """A file that a resident added."""
    upload = Upload.objects.create(
        token=f"t{stored}", stored=stored, case=case, form="report", question="photos",
        kind="pdf", name="my “bill”.pdf", size=4,
    )  # fmt: skip
    path_of(upload).parent.mkdir(parents=True, exist_ok=True)
    path_of(upload).write_bytes(b"%PDF")
    return upload


def test_a_file_is_only_for_those_who_see_its_case(desk: Desk, receiver: Path) -> None:
    mine, other = a_case(), a_case("waste")
    file, strange = add_file(mine, "aa11"), add_file(other, "bb22")
    assert "my “bill”.pdf" in text_of(desk.open(mine))
    got = desk.get(f"receiver/case/{mine.pk}/files/{file.pk}/")
    assert got.getvalue() == b"%PDF"
    got.close()
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    for address in (
        f"{other.pk}/files/{strange.pk}",
        f"{mine.pk}/files/{strange.pk}",
        f"{mine.pk}/files/9999",
    ):
        assert desk.get(f"receiver/case/{address}/").status_code == 404
    assert Desk().get(f"receiver/case/{mine.pk}/files/{file.pk}/").status_code == 302
