"""The way through a form: pages, faults, going back, changing, sending, sending twice."""

from __future__ import annotations

import re

import pytest

from forms.receiver import references
from forms.receiver.models import Case, Event, Message, SpentToken, Upload
from receiver.residents import Page, Resident


def is_chosen(page: Page, code: str) -> bool:
    """Whether an option has its mark."""
    return re.search(rf'value="{code}"[^>]* checked', page.html) is not None


def test_a_form_leads_from_page_to_page_to_a_reference(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    assert (page.status, page.step) == (200, "litter")
    page = resident.send(page, kinds=["glass", "paper"])
    assert page.step == "more"
    page = resident.send(page, email="ann@example.org", story="Much <b>glass</b>")
    assert page.step == "check"
    assert "Much <b>glass</b>" in page.text and "<b>glass" not in page.html
    assert "Glass" in page.text and "No answer" in page.text
    page = resident.send(page, "send")
    assert page.status == 200 and page.reference
    case = Case.objects.get()
    assert case.reference == page.reference.replace("-", "")
    assert case.answers == {
        "what": "litter",
        "seen": "",
        "kinds": ["glass", "paper"],
        "photos": [],
        "story": "Much <b>glass</b>",
        "email": "ann@example.org",
        "telephone": "",
        "postcode": "",
    }
    assert (case.form, case.language, case.service) == ("report", "en", "streets")
    assert case.due is not None and f"{case.due.day} " in page.text and "by" in page.text
    assert [event.kind for event in Event.objects.all()] == ["received"]
    message = Message.objects.get()
    assert (message.to, message.channel) == ("ann@example.org", "email")
    assert page.reference in message.subject and page.reference in message.text


def test_a_page_with_a_fault_keeps_what_was_typed(resident: Resident) -> None:
    page = resident.send(None, what="lamp", seen_day="31", seen_month="2", seen_year="2026")
    assert page.status == 422
    assert "<title>Error: " in page.html and "autofocus" in page.html
    assert 'value="31"' in page.html and is_chosen(page, "lamp")
    assert 'href="#q-lamp-number"' in page.html
    page = resident.send(
        page, what="lamp", lamp_number="7", seen_day="1", seen_month="2", seen_year="2026"
    )
    assert (page.status, page.step) == (200, "more")


def test_a_section_may_end_the_form(resident: Resident) -> None:
    page = resident.send(None, what="crime")
    assert page.step == "police" and "The police deal with crime." in page.text
    assert resident.send(page, "next").step == "police"
    assert resident.send(page, "send").step == "police"
    assert resident.send(page, "back").step == "thing"
    assert not Case.objects.exists()


def test_a_step_is_a_page_of_the_site(resident: Resident) -> None:
    resident.language = "pl"
    page = resident.to_check()
    assert 'href="/assets/council.css"' in page.html and 'href="#council_content"' in page.html
    assert "<title>Check your answers – Report a thing – Testwick Council</title>" in page.html
    assert '<h1 id="council_title">Check your answers</h1>' in page.html
    assert "the first step" not in page.html and "Telephone us" in page.text
    page = resident.send(page, "change-more")
    assert "<title>More – Report a thing – Testwick Council</title>" in page.html
    assert '<h1 id="council_title">Report a thing</h1>' in page.html


# In another language.


def test_what_was_typed_goes_along_into_another_language(resident: Resident) -> None:
    page = resident.send(None, what="lamp", lamp_number="7")
    buttons = re.findall(r'<button form="(\w+)" name="go" value="([a-z-]+)"', page.html)
    assert buttons == [
        ("council_form", go) for go in ("next", "language-en", "language-ar", "language-pl")
    ], "the Enter key in a field presses the first one"
    assert 'value="language-en" lang="en" dir="ltr" aria-current="true">en</button>' in page.html
    arabic = resident.send(page, "language-ar", story="It is <dark>.", email="ann@")
    assert (arabic.status, arabic.step, arabic.hidden["language"]) == (200, "more", "ar")
    assert '<html lang="ar" dir="rtl">' in arabic.html and "<title>More – " in arabic.html
    assert "It is &lt;dark&gt;." in arabic.html and 'value="ann@"' in arabic.html
    assert 'class="errors"' not in arabic.html, "nothing is wrong before it is sent"
    check = resident.send(arabic, story="It is <dark>.", email="ann@example.org")
    assert check.step == "check" and '<html lang="ar"' in check.html
    polish = resident.send(check, "language-pl")
    assert (polish.step, polish.hidden["language"]) == ("check", "pl")
    assert "ann@example.org" in polish.text
    sent = resident.send(polish, "send")
    assert Case.objects.get().language == "pl"
    again = resident.send(sent, "language-en")
    assert again.reference == sent.reference and '<html lang="en"' in again.html
    assert Case.objects.count() == 1 and Case.objects.get().language == "pl"


def test_a_language_that_we_do_not_speak_is_the_usual_one(resident: Resident) -> None:
    page = resident.to_check()
    for go in ("language-", "language-xx", "language-<b>"):
        other = resident.send(page, go)
        assert (other.status, other.step, other.hidden["language"]) == (200, "check", "en")


def test_where_a_case_stands_is_asked_in_another_language(receiver: object) -> None:
    resident = Resident("track")
    page = resident.send(None, "language-ar", reference="C4K", detail="ann@example.org")
    assert (page.status, page.hidden["language"]) == (200, "ar")
    assert 'value="C4K"' in page.html and 'value="ann@example.org"' in page.html


# A copy to keep.


def test_a_copy_says_what_was_sent_and_when_we_answer(resident: Resident) -> None:
    sent = resident.send(resident.to_check(story="It is <dark>."), "send")
    assert "Save or print a copy in large print" in sent.text
    copy = resident.send(sent, "copy")
    case = Case.objects.get()
    assert copy.status == 200 and copy.reference == sent.reference
    assert "<title>What you sent us – Report a thing" in copy.html
    for words in ("A lamp", "It is <dark>.", "We look at it.", "We received it on this day"):
        assert words in copy.text, words
    assert case.due is not None and f"{case.due.day} " in copy.text
    assert "<dark>" not in copy.html
    assert resident.send(copy, "language-ar").reference == sent.reference
    back = resident.send(copy, "sent")
    assert "We have your answers" in back.text and back.reference == sent.reference
    assert Case.objects.count() == 1


def test_there_is_no_copy_of_what_was_not_sent(resident: Resident) -> None:
    page = resident.to_check()
    copy = resident.post({**page.hidden, "step": "sent", "go": "copy"})
    assert copy.step == "check" and not copy.reference
    nothing = resident.post({"language": "en", "step": "sent", "go": "copy", "state": ""})
    assert nothing.step == "thing"
    sent = resident.send(page, "send")
    forged = resident.post({**sent.hidden, "state": f"{sent.hidden['state']}x", "go": "copy"})
    assert forged.status == 422 and not forged.reference


def test_the_end_leads_to_where_the_case_stands(resident: Resident) -> None:
    sent = resident.send(resident.to_check(), "send")
    assert '<a href="/track/">See where your case stands</a>' in sent.html


def test_a_reference_with_a_slip_is_asked_for_again(resident: Resident) -> None:
    page = Resident("escalate").send(None, reference="C4K 7MO", detail="ann@example.org")
    assert page.status == 422 and "not a reference number of ours" in page.text


def test_back_and_change_keep_all_answers(resident: Resident) -> None:
    page = resident.to_check(email="ann@example.org")
    back = resident.send(page, "back")
    assert back.step == "more" and "It is dark." in back.html
    first = resident.send(page, "change-thing")
    assert first.step == "thing" and is_chosen(first, "lamp")
    page = resident.send(first, what="lamp", lamp_number="8")
    assert page.step == "check" and "ann@example.org" in page.text
    # Another answer opens another section, and closes a question.
    page = resident.send(resident.send(page, "change-thing"), what="litter", lamp_number="8")
    assert page.step == "litter"
    page = resident.send(page, kinds=["glass"])
    assert page.step == "check"
    resident.send(page, "send")
    assert "lamp-number" not in Case.objects.get().answers


def test_nobody_skips_a_section(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    skipped = resident.post({**page.hidden, "step": "check", "go": "send"})
    assert skipped.step == "litter" and not Case.objects.exists()
    assert resident.post({**page.hidden, "step": "more", "go": "next"}).step == "litter"
    assert resident.post({**page.hidden, "step": "no such", "go": "next"}).step == "litter"
    assert resident.post({"language": "en", "step": "check", "go": "send"}).step == "thing"


def test_sending_twice_makes_one_case(resident: Resident) -> None:
    page = resident.to_check(email="ann@example.org")
    first, second = resident.send(page, "send"), resident.send(page, "send")
    assert first.reference and first.reference == second.reference
    assert [m.objects.count() for m in (Case, Message, Event, SpentToken)] == [1, 1, 1, 1]


def test_a_changed_answer_is_another_case(resident: Resident) -> None:
    page = resident.to_check()
    first = resident.send(page, "send")
    page = resident.send(resident.send(page, "change-thing"), what="lamp", lamp_number="9")
    assert resident.send(page, "send").reference != first.reference
    assert Case.objects.count() == 2


@pytest.mark.parametrize("language", ["ar", "pl"])
def test_the_case_keeps_the_language(receiver: object, language: str) -> None:
    resident = Resident(language=language)
    page = resident.send(resident.to_check(), "send")
    assert f'<html lang="{language}"' in page.html
    assert Case.objects.get().language == language


def test_a_program_that_fills_in_everything_is_told_to_stop(resident: Resident) -> None:
    page = resident.to_check()
    stopped = resident.send(page, "send", website="http://buy.example")
    assert stopped.status == 422 and "were not sent" in stopped.text
    assert not Case.objects.exists()
    assert resident.send(page, "send").reference, "whoever did so by mistake can go back"


def test_answers_that_were_changed_on_the_way_are_not_believed(resident: Resident) -> None:
    page = resident.to_check()
    state = page.hidden["state"]
    for forged in (state[:-1], "x" + state, "a:b:c", ":::", "é", "\x00", state.swapcase()):
        page = resident.post({"step": "check", "go": "send", "language": "en", "state": forged})
        assert page.status == 422 and not page.reference
    # Those of another form neither.
    other = Resident("track").post({"state": state, "step": "check", "go": "send"})
    assert other.status == 422
    assert not Case.objects.exists()


def test_answers_travel_for_a_day(resident: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    page = resident.to_check()
    monkeypatch.setattr("forms.receiver.travel.LONGEST", -1)
    late = resident.send(page, "send")
    assert late.status == 422 and "we did not keep your answers" in late.text
    assert '<a href="/report/">Start again</a>' in late.html


def test_whoever_has_sent_a_form_is_not_told_to_send_it_again(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = resident.send(resident.to_check(), "send")
    monkeypatch.setattr("forms.receiver.travel.LONGEST", -1)
    late = resident.send(sent, "copy")
    assert late.status == 422 and "We have them." in late.text
    assert "Start again" not in late.text


def test_without_an_address_nothing_is_sent(resident: Resident) -> None:
    resident.send(resident.to_check(), "send")
    resident.send(resident.to_check(telephone="01632 960100"), "send")
    assert not Message.objects.exists()
    resident.send(resident.to_check(telephone="+44 7700 900100"), "send")
    assert Message.objects.get().channel == "text"


def test_a_link_to_a_form_leads_to_its_page(resident: Resident) -> None:
    assert resident.get("/forms/report/").headers["Location"] == "/report/"
    polish = Resident(**{"Accept-Language": "de;q=0.9, pl-PL, en;q=x"})
    assert polish.get("/forms/report/").headers["Location"] == "/pl/report/"
    assert Resident(**{"Accept-Language": "ar"}).get("/forms/report/").headers["Location"] == (
        "/report/"
    )


def _track(reference: str, detail: str) -> Page:
    return Resident("track").post(
        {"language": "pl", "step": "case", "reference": reference, "detail": detail}
    )


def test_a_case_is_tracked_by_reference_and_detail(resident: Resident) -> None:
    sent = resident.send(resident.to_check(email="Ann@Example.org", postcode="zz1 1aa"), "send")
    for detail in ("ann@example.org", "ANN@EXAMPLE.ORG", "ZZ11AA", " zz1 1aa"):
        page = _track(sent.reference.lower(), detail)
        assert page.status == 200 and sent.reference in page.text, detail
        assert "ann@" not in page.html.lower() and "dark" not in page.html
    details = ("x@example.org", "-", "no", "ZZ1 1AB")
    wrong = {_track(sent.reference, detail).html for detail in details}
    wrong.add(_track(references.show(references.new_reference()), "ann@example.org").html)
    wrong = {re.sub(r'value="[^"]*"', "", page) for page in wrong}
    assert len(wrong) == 1, "one answer for all that does not fit"
    typo = _track("nonsense", "ann@example.org")
    assert typo.status == 422 and "not a reference number of ours" in typo.text


def test_a_case_without_a_detail_cannot_be_tracked(resident: Resident) -> None:
    sent = resident.send(resident.to_check(), "send")
    for detail in ("x", "None", "0", "\x00"):
        assert _track(sent.reference, detail).status == 422


def test_no_page_keeps_anything_in_the_browser(resident: Resident) -> None:
    for page in (resident.send(None), resident.to_check(), resident.get("/forms/nothing/")):
        assert page.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in page.headers
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_is_stored_before_it_is_sent(resident: Resident) -> None:
    resident.to_check(email="ann@example.org")
    assert not any(model.objects.exists() for model in (Case, Message, Event, Upload))


def test_stage_two_goes_on_with_its_case(resident: Resident) -> None:
    sent = resident.send(resident.to_check(email="ann@example.org"), "send")
    again = Resident("escalate")
    page = again.send(None, reference=sent.reference.lower(), detail="ANN@example.org")
    page = again.send(again.send(page, why="It is still dark."), "send")
    case = Case.objects.get(form="escalate")
    assert case.stage == 2 and case.follows == Case.objects.get(form="report")
    assert Message.objects.get(case=case).to == "ann@example.org"
    assert _track(page.reference, "ann@example.org").status == 200


def test_stage_two_of_a_strangers_case_leads_nowhere(resident: Resident) -> None:
    sent = resident.send(resident.to_check(email="ann@example.org"), "send")
    again = Resident("escalate")
    page = again.send(None, reference=sent.reference, detail="eve@example.org")
    again.send(again.send(page, why="Tell me more."), "send")
    case = Case.objects.get(form="escalate")
    assert case.follows is None and not Message.objects.filter(case=case).exists()
