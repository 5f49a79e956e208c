"""Every form in every language is filled in with the keyboard alone, from its page to its end.

Each form is first sent empty. In one language each, with scripts off, every page is sent with every
mistake that a keyboard can make, and an answer is changed before the form is sent.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser import Browser
from conftest import REPOSITORY, BuiltSite
from keyboarding import PEOPLE, Answers, Person, Seen, write_files

from councilsite import wording
from councilsite.model import Language
from forms.definition import CONTACT, Form, Question, Section, deadline_of
from forms.kinds import CODES, Fault, Raw
from forms.receiver.clocks import STAGES, clocks, due
from forms.receiver.journey import hear, way
from forms.receiver.library import Library, read_library
from forms.receiver.references import read
from forms.receiver.rehearsal import rehearse
from forms.schema import list_forms
from forms.steps import error_text

LANGUAGES = ("en", "ar", "zh-Hans", "pl", "pa")
FORMS = tuple(path.stem for path in list_forms(REPOSITORY))
FILLED_IN = tuple(name for name in FORMS if name not in ("track", "useful"))
TRACKED = ("comment", "complaint")
OWN_FAULTS = {"not-a-reference": "form_track_reference", "no-case": "form_track_none"}


@dataclass(frozen=True)
class Council:
    """The demonstration council's site with its receiver."""

    address: str
    library: Library
    texts: Mapping[str, Any]
    """forms.json."""
    files: Mapping[str, str]


@pytest.fixture(scope="session")
def council(
    demonstration: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Council]:
    library = read_library(demonstration.folder, demonstration.out)
    texts = json.loads(demonstration.page("forms.json"))
    files = write_files(tmp_path_factory.mktemp("files"))
    with rehearse(demonstration.folder, demonstration.out) as address:
        yield Council(address, library, texts, files)


class Walk:
    """Somebody's way through one form in one language."""

    def __init__(
        self, person: Person, council: Council, form: str, language: str, *, is_thorough: bool
    ) -> None:
        turn = LANGUAGES.index(language)
        self.person = person
        self.council = council
        self.is_thorough = is_thorough
        self.form: Form = council.library.forms[form]
        self.language: Language = council.library.language(language)
        self.texts = council.texts["forms"][form][language]
        words: dict[str, str] = council.texts["words"][language]
        own = {f"form_error_{code.replace('-', '_')}": words[k] for code, k in OWN_FAULTS.items()}
        self.words = {**words, **own}
        self.today = dt.date.today()
        self.answers = Answers(self.form, language, turn, self.today, council.files)
        self.given: dict[str, Any] = {}
        self.title = ""

    def open(self) -> Seen:
        """The form's own page."""
        seen = self.person.open(self.texts["page"])
        self.title = seen.title
        self.is_at(seen, self.form.sections[0])
        self.person.skip_to_content()
        return seen

    def is_at(self, seen: Seen, section: Section, status: int = 200) -> None:
        """A page of the form in its language, with nothing personal in its address."""
        assert (seen.status, seen.search) == (status, ""), seen.text
        assert (seen.language, seen.direction) == (self.language.code, self.language.direction)
        assert seen.heading == bare(self.texts["title"])
        assert seen.step == bare(self.texts["sections"][section.name]["title"])
        assert seen.title.endswith(self.title)

    def fails(self, section: Section, raw: Raw, faults: Mapping[str, Fault]) -> None:
        """Sends a page with mistakes; the page that comes tells each, and keeps what was typed."""
        self.person.fill(raw)
        seen = self.person.send()
        self.is_at(seen, section, 422)
        assert self.person.focus("errors"), "the summary has the focus"
        assert seen.title.startswith(self.words["form_error_title"].partition("{")[0])
        asked = {question.name: question for question in section.questions}
        said = [
            error_text(asked[name], fault, self.texts, self.words) for name, fault in faults.items()
        ]
        assert [text for _, text in seen.errors] == [bare(text) for text in said]
        for name, values in raw.items():
            if name in seen.kept:
                assert [*seen.kept[name]] == [*(values or ("",))]
        if self.is_thorough:
            self.follow(seen.errors[len(raw) % len(seen.errors)][0])

    def follow(self, href: str) -> None:
        """The link of a mistake leads to its field; then back to before the form."""
        next(stop for stop in self.person.tab() if stop.address == href)
        self.person.press("Enter")
        assert f"#{self.person.stop().id}" == href
        next(stop for stop in self.person.tab(backwards=True) if stop.address)

    def faults_of(self, section: Section, raw: Raw) -> dict[str, Fault]:
        """What is wrong with an answer; files have faults of their own."""
        typed = {
            name: values for name, values in raw.items() if not "".join(values).startswith("/")
        }
        return dict(hear(section, typed, self.given, self.today).faults)

    def is_sent_empty(self, section: Section) -> None:
        """A page that is sent as it comes, where it asks something that must be answered."""
        raw = {
            k: v
            for q in section.questions
            if not is_opened(q, section)
            for k, v in self.answers.left_out(q).items()
        }
        faults = self.faults_of(section, raw)
        if faults:
            self.fails(section, raw, faults)

    def mistakes(self, section: Section) -> Iterator[tuple[Raw, dict[str, Fault]]]:
        """Ways to answer a page with every mistake, as few as there can be."""
        good = self.answers.good(section)
        asked = [q for q in section.questions if q.when is None or q.when.holds(good)]
        wrong = {q.name: [*self.wrongly(q, section)] for q in asked}
        for number in range(max(map(len, wrong.values()), default=0)):
            raw, own = dict(good), {}
            for question in asked:
                if question.kind == "file":
                    raw[question.name] = ()
                if number < len(wrong[question.name]):
                    code, typed = wrong[question.name][number]
                    raw.update(typed)
                    own[question.name] = code
            faults = self.faults_of(section, raw)
            for name, code in own.items():
                faults[name] = faults.get(name, Fault(code))
                assert faults[name].code in (code, "not-chosen"), name
            yield raw, {q.name: faults[q.name] for q in asked if q.name in faults}

    def wrongly(self, question: Question, section: Section) -> Iterator[tuple[str, Raw]]:
        """Mistakes that could not be made on the page that was sent empty."""
        if question.is_required and is_opened(question, section):
            yield "empty", self.answers.left_out(question)
        yield from self.answers.mistakes(question).items()

    def answer_all(self) -> Seen:
        """From the form's page to "check your answers"."""
        seen = self.open()
        is_first = True
        for section in self.way():
            self.is_at(seen, section)
            if not is_first:
                self.person.skip_to_content()
            if self.is_thorough or is_first:
                self.is_sent_empty(section)
            if self.is_thorough:
                for raw, faults in self.mistakes(section):
                    self.fails(section, raw, faults)
            good = self.answers.good(section)
            self.person.fill(good, drop_files=self.is_thorough)
            seen = self.person.send()
            self.given.update(good)
            is_first = False
        return seen

    def way(self) -> Iterator[Section]:
        """The sections that these answers lead to, each when the one before is done."""
        done = 0
        while done < len(sections := way(self.form, self.given)):
            yield sections[done]
            done += 1


def is_opened(question: Question, section: Section) -> bool:
    """Whether an answer on the same page opens it."""
    names = [other.name for other in section.questions]
    return question.when is not None and question.when.question in names


def bare(text: str) -> str:
    """HTML of our own words as a reader sees it."""
    return html.unescape(re.sub("<[^>]+>", "", text))


_SIZES_IN_PRINT = """
[...document.body.querySelectorAll("*")]
  .filter((e) => e.checkVisibility() && !e.closest("header, .hidden"))
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => parseFloat(getComputedStyle(e).fontSize))
"""
"""Sizes of all text that is printed below the council's name."""


# The forms.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FILLED_IN)
def test_a_form_is_filled_in(browser: Browser, council: Council, form: str, language: str) -> None:
    in_turn = LANGUAGES[FILLED_IN.index(form) % len(LANGUAGES)] == language
    person = Person(browser, council.address, scripts=not in_turn)
    walk = Walk(person, council, form, language, is_thorough=in_turn)
    check_answers(walk, walk.answer_all())
    if in_turn:
        look_back(walk)
        change_the_language(walk)
        change_an_answer(walk)
    person.skip_to_content()
    person.go_to_button("send")
    walk.today = dt.date.today()  # The days count from here, should it be after midnight now.
    reference = see_confirmation(walk, person.send("Space"))
    if in_turn:
        take_a_copy(walk, reference)
    if form in TRACKED:
        tracking = Walk(person, council, "track", language, is_thorough=in_turn)
        follow_up(tracking, reference, walk)
    assert not browser.driver.get_cookies()


def check_answers(walk: Walk, seen: Seen) -> None:
    """The page before a form is sent shows what was typed."""
    assert seen.heading == bare(walk.words["form_check"])
    assert seen.title.endswith(walk.title)
    for question in walk.form.questions:
        for text in walk.given.get(question.name, ()):
            if question.kind in ("text", "textarea", "email"):
                assert text in seen.text
            elif question.kind in ("radios", "select", "checkboxes"):
                label = walk.texts["questions"][question.name]["options"][text]["label"]
                assert bare(label) in seen.text
            elif question.kind == "file":
                assert Path(text).name in seen.text.replace("jpeg", "jpg")


def look_back(walk: Walk) -> None:
    """To the last page and on again: everything is as it was."""
    before = walk.person.look().text
    seen = walk.person.press_button("back")
    *_, last = way(walk.form, walk.given)
    walk.is_at(seen, last)
    for name, values in walk.given.items():
        if name in seen.kept and not name.startswith(("telephone", "postcode", "reference")):
            assert seen.kept[name] == [*(values or ("",))]
    seen = walk.person.press_button("next")
    assert seen.text == before


def change_the_language(walk: Walk) -> None:
    """In the middle of the form to the next language and back: all answers are still there."""
    before = walk.person.look().text
    other = LANGUAGES[LANGUAGES.index(walk.language.code) - 1]
    seen = speak(walk, other)
    assert seen.heading == bare(walk.council.texts["words"][other]["form_check"])
    for question in walk.form.questions:
        for text in walk.given.get(question.name, ()):
            assert question.kind not in ("text", "textarea", "email") or text in seen.text
    assert speak(walk, walk.language.code).text == before


def speak(walk: Walk, language: str) -> Seen:
    """Presses the switcher's button for a language, which stands before the page's content."""
    next(stop for stop in walk.person.tab() if stop.value == f"language-{language}")
    seen = walk.person.send()
    assert (seen.status, seen.language) == (200, language)
    return seen


def take_a_copy(walk: Walk, reference: str) -> None:
    """The copy to keep shows what was sent, in letters of 18 points on paper; and back."""
    person = walk.person
    seen = person.press_button("copy")
    assert seen.heading == bare(walk.words["form_copy_title"])
    assert reference in seen.text and wording.date(walk.today, walk.language) in seen.text
    for question in walk.form.questions:
        for text in walk.given.get(question.name, ()):
            assert question.kind not in ("text", "textarea", "email") or text in seen.text
    person.browser.set_media(medium="print")
    sizes = person.browser.ask(_SIZES_IN_PRINT)
    assert sizes and min(sizes) >= 24, "pixels of 18 points"
    person.browser.set_media()
    see_confirmation(walk, person.press_button("sent"))


def change_an_answer(walk: Walk) -> None:
    """Another answer on a page in between; only that page is shown again."""
    section, question = next(
        (section, question)
        for section in reversed(way(walk.form, walk.given))
        for question in section.questions
        if question.kind in ("text", "textarea") and walk.given.get(question.name)
    )
    walk.is_at(walk.person.press_button(f"change-{section.name}"), section)
    walk.person.skip_to_content()
    changed = {question.name: (f"2 {walk.given[question.name][0]}",)}
    if question.name == "reference":
        changed = {question.name: (walk.given[question.name][0].upper(),)}
    walk.person.fill(changed)
    seen = walk.person.send()
    walk.given.update(changed)
    check_answers(walk, seen)


def see_confirmation(walk: Walk, seen: Seen) -> str:
    """What a resident sees when a form is with us; gives the reference."""
    assert seen.heading == bare(walk.words["form_sent"])
    assert seen.title.endswith(walk.title)
    assert (seen.language, seen.direction) == (walk.language.code, walk.language.direction)
    assert read(seen.reference)[1] is None
    library, form = walk.council.library, walk.form
    days = (
        library.acknowledge_by(form, walk.today),
        answer_day(walk, deadline_of(form, walk.given)),
    )
    assert any(days) == bool(deadline_of(form, walk.given))
    for day in days:
        assert day is None or wording.date(day, walk.language) in seen.text
    for text in walk.texts["next"]:
        assert bare(text) in seen.text
    return seen.reference


def answer_day(walk: Walk, promise: str) -> dt.date | None:
    """The day by which we answer; of complaints by the clocks of the Code."""
    library = walk.council.library
    if promise not in STAGES:
        return library.answer_by(promise, walk.today)
    clock = clocks("code-2024", library.working_days)[STAGES[promise]]
    return due(clock, walk.today, None).answer


def follow_up(walk: Walk, reference: str, case: Walk) -> None:
    """Where the case stands: not with a wrong detail, but with the resident's own."""
    [section] = walk.form.sections
    walk.open()
    walk.given = {}
    walk.is_sent_empty(section)
    for raw, faults in walk.mistakes(section) if walk.is_thorough else ():
        walk.fails(section, raw, faults)
    wrong = {"reference": (reference,), "detail": ("nobody@example.org",)}
    walk.fails(section, wrong, {"reference": Fault("no-case")})
    details = [value for name in CONTACT for value in case.given.get(name, ())]
    if not details:
        return
    walk.person.fill({"reference": (reference.lower(),), "detail": (details[0],)})
    seen = walk.person.send()
    assert seen.heading == bare(walk.words["form_track_status"])
    assert bare(walk.words["form_track_new"]) in seen.text
    assert wording.date(walk.today, walk.language) in seen.text
    assert details[0] not in seen.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_said_to_be_of_use(browser: Browser, council: Council, language: str) -> None:
    """The form at the end of every page; it is nearer from the end of the page."""
    person = Person(browser, council.address, scripts=False)
    path = council.library.language(language).path
    person.open(f"{path}services/missed-bin/")
    next(stop for stop in person.tab(backwards=True) if stop.name == "useful")
    person.press("Space")
    for stop in person.tab():
        if stop.name == "improve":
            person.type(f"01632 960003 {PEOPLE[language]}")
        if stop.form == "useful" and stop.tag == "button":
            break
    seen = person.send()
    assert browser.answer().status == 200
    assert seen.language == language
    assert bare(council.texts["words"][language]["form_thanks"]) in seen.text


def test_the_enter_key_in_a_field_goes_on(browser: Browser, council: Council) -> None:
    """Buttons of the language switcher stand before those of the form, and are none of its own."""
    person = Person(browser, council.address, scripts=False)
    walk = Walk(person, council, "call-back", "ar", is_thorough=False)
    walk.open()
    person.fill(walk.answers.good(walk.form.sections[0]))
    walk.is_at(person.send(), walk.form.sections[1])
    next(stop for stop in person.tab() if stop.name == "name")
    walk.is_at(person.send(), walk.form.sections[1], 422)


def test_a_form_may_end_with_where_to_go_instead(browser: Browser, council: Council) -> None:
    person = Person(browser, council.address, scripts=False)
    walk = Walk(person, council, "complaint", "ar", is_thorough=True)
    walk.open()
    person.fill({"about": ("councillor",)})
    seen = person.send()
    walk.is_at(seen, walk.form.section("councillor"))
    assert "01632 960100" in seen.text
    seen = person.press_button("back")
    assert ["about", "councillor"] in seen.ticked


def test_the_mistakes_are_all_that_a_keyboard_can_make(council: Council) -> None:
    """What only a program can send is in the tests of the receiver."""
    made = {"empty", "not-chosen"}
    for form in council.library.forms.values():
        answers = Answers(form, "en", 0, dt.date.today(), council.files)
        for question in form.questions:
            made |= set(answers.mistakes(question))
    has_required_file = any(
        question.kind == "file" and question.is_required
        for form in council.library.forms.values()
        for question in form.questions
    )
    impossible = {"not-an-option", "lost-file", *([] if has_required_file else ["no-file"])}
    assert made - set(OWN_FAULTS) == set(CODES) - impossible
