"""Staff work on complaints in a browser with the keyboard alone, and residents see it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from browser import Browser
from conftest import BuiltSite
from deskwork import Caller, code_of, make_account, send_form
from keyboarding import Answers, Person, Seen, Stop

from councilsite import wording
from forms.receiver.deadlines import add_working_days
from forms.receiver.journey import way
from forms.receiver.library import Library, read_library
from forms.receiver.rehearsal import Stage, set_stage


@dataclass(frozen=True)
class House:
    """The demonstration council's receiver, where two people work on complaints."""

    stage: Stage
    library: Library
    texts: Mapping[str, Any]
    """forms.json."""
    passwords: Mapping[str, str]
    """By name of the account."""

    def complain(self, language: str) -> str:
        """A resident sends a complaint; gives the reference."""
        form = self.library.forms["complaint"]
        # The second person of the tests' residents wants an answer by e-mail.
        answers = Answers(form, language, 0, dt.date.today(), {"good": "", "other": ""})
        return send_form(self.stage.address, form, answers)

    def track(self, reference: str, language: str) -> str:
        """What the resident sees who asks where the case stands."""
        fields = {
            "language": [language],
            "reference": [reference],
            "detail": ["resident0@example.org"],
        }
        return Caller(self.stage.address).post("forms/track/", {**fields, "go": ["next"]})


@pytest.fixture(scope="module")
def house(demonstration: BuiltSite) -> Iterator[House]:
    """A receiver with an officer and a manager of the complaints team."""
    library = read_library(demonstration.folder, demonstration.out)
    texts = json.loads(demonstration.page("forms.json"))
    with set_stage(demonstration.folder, demonstration.out) as stage:
        passwords = {
            "olu": make_account(stage, "olu", "officer:complaints"),
            "mia": make_account(stage, "mia", "manager:complaints"),
        }
        yield House(stage, library, texts, passwords)


class Clerk(Person):
    """A member of staff at the keyboard."""

    def __init__(self, browser: Browser, house: House, name: str) -> None:
        super().__init__(browser, house.stage.address, scripts=True)
        self.house = house
        self.log_in(name, house.passwords[name])

    def log_in(self, name: str, password: str) -> None:
        """Comes in for the first time: name, password, and the phone that is set up."""
        self.browser.cdp("Network.clearBrowserCookies")
        self.open("office/")
        assert self.stop().name == "username", "the first field has the focus"
        self.type(name)
        self.press("Tab")
        self.type(password)
        seen = self.send()
        assert seen.heading == "Set up the second step"
        assert self.stop().name == "code"
        self.type(code_of(self.browser.driver.page_source))
        assert "Somebody else made this password" in self.send().text
        assert self.stop().name == "old_password"
        self.type(password)
        for _ in range(2):
            self.press("Tab")
            self.type(f"{password} of my own")
        assert "From now on you log in with your new password." in self.send().text

    def past_the_menu(self) -> None:
        """The first stop of every page leads past the menu."""
        self.press("Tab")
        assert self.stop().address == "#content-start"
        self.press("Enter")

    def follow(self, words: str) -> Seen:
        """Goes to a link and follows it."""
        next(stop for stop in self.tab() if stop.tag == "a" and stop.words.strip() == words)
        return self.send()

    def go_to(self, name: str) -> Stop:
        """Goes to a field by its name."""
        return next(stop for stop in self.tab() if stop.name == name)

    def open_case(self, reference: str) -> Seen:
        """From the list of cases, where the work begins, to a case by its reference."""
        self.open("office/")
        self.past_the_menu()
        return self.follow(reference)

    def work(self, step: str, **fields: str) -> Seen:
        """Fills in the fields of a case in their order, takes a step, and stays with the case."""
        if self.stop().tag == "body":
            self.past_the_menu()
        wanted = {name: (value,) for name, value in {**fields, "step": step}.items()}
        for stop in self.tab():
            if stop.name == "_continue":
                break
            if stop.name in wanted:
                self.answer(stop, wanted.pop(stop.name))
        assert not wanted, f"the keyboard does not lead to {wanted}"
        return self.send()

    def record(self, answers: Answers, channel: str) -> Seen:
        """Records what a resident says, and fills in the form for them; what comes at the end."""
        self.open("office/")
        self.follow("Record a case")
        self.past_the_menu()
        wanted = {"form": answers.form.name, "language": answers.language, "channel": channel}
        for stop in self.tab():
            if stop.tag == "button":
                break
            if stop.name in wanted:
                self.answer(stop, (wanted[stop.name],))
        self.send()
        given: dict[str, Any] = {}
        done = 0
        while done < len(sections := way(answers.form, given)):
            given |= (good := answers.good(sections[done]))
            self.skip_to_content()
            self.fill({name: [v for v in values if v] for name, values in good.items()})
            self.send()
            done += 1
        self.skip_to_content()
        self.go_to_button("send")
        return self.send("Space")

    def figures(self) -> list[int]:
        """Open, due today, overdue, all: what a manager sees of the complaints team."""
        self.open("office/")
        self.follow("Figures")
        cells = self.browser.ask("[...document.querySelectorAll('main td')].map(c => c.innerText)")
        return [int(cell) for cell in cells]


def test_an_officer_acknowledges_answers_and_closes_a_complaint(
    browser: Browser, house: House
) -> None:
    reference = house.complain("ar")
    arabic, words = house.library.language("ar"), house.texts["plain"]["ar"]
    today = dt.date.today()
    clerk = Clerk(browser, house, "olu")
    seen = clerk.open_case(reference)
    assert "Which service is it about?" in seen.text, "questions are in the officer's language"
    assert Answers(house.library.forms["complaint"], "ar", 0, today, {}).story in seen.text
    seen = clerk.work("acknowledge", words="نفهم أن حاويتكم لم تفرغ.")
    due = add_working_days(today, house.library.working_days["complaint-answer"])
    assert words["form_reply_acknowledge"] in seen.text and "نفهم أن حاويتكم لم تفرغ." in seen.text
    assert wording.date(due, arabic) in seen.text, "the resident reads the day in their language"
    assert wording.date(due, house.library.source) in seen.text
    seen = clerk.work("answer", words="نعتذر.")
    assert "Say what we found" in seen.text, "no answer to a complaint without what we found"
    assert seen.title.startswith("Error: ") and clerk.focus("errors errornote")
    seen = clerk.work("answer", outcome="upheld", learning="Check the list of streets.")
    assert words["form_reply_answer"] in seen.text and words["form_reply_stage_two"] in seen.text
    assert "olu: Answered" in seen.text
    closed = clerk.work("close")
    assert "olu: Closed" in closed.text
    assert words["form_track_closed"] in house.track(reference, "ar")
    form = house.library.forms["complaint"]
    sent = clerk.record(Answers(form, "pl", 0, today, {"good": "", "other": ""}), "telephone")
    assert sent.language == "pl" and sent.reference
    seen = clerk.open_case(sent.reference)
    assert "By telephone" in seen.text and "olu: Received" in seen.text


def test_a_manager_puts_an_answer_off_and_opens_stage_two(browser: Browser, house: House) -> None:
    reference = house.complain("pa")
    words = house.texts["plain"]["pa"]
    clerk = Clerk(browser, house, "mia")
    running, due, overdue, all_cases = clerk.figures()
    assert (due, overdue) == (0, 0) and running >= 1
    clerk.open_case(reference)
    reason = "ਅਸੀਂ ਡਰਾਈਵਰ ਨੂੰ ਪੁੱਛ ਰਹੇ ਹਾਂ।"
    seen = clerk.work("extend", words=reason, days="5")
    assert words["form_reply_extend"] in seen.text and reason in seen.text
    assert "mia: Put off" in seen.text
    assert words["form_track_extended"] in house.track(reference, "pa")
    clerk.work("answer", outcome="partly", words="ਸਾਨੂੰ ਅਫ਼ਸੋਸ ਹੈ।")
    assert clerk.figures() == [running - 1, 0, 0, all_cases]
    clerk.open_case(reference)
    seen = clerk.work("escalate")
    assert "mia: Stage two opened" in seen.text
    assert clerk.figures() == [running, 0, 0, all_cases + 1], "stage two is a case of its own"
    assert words["form_track_closed"] in house.track(reference, "pa")
