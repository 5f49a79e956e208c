"""Tests of forms as data: what a file may say, and that all its faults are told at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import COUNCIL

from councilsite.model import Council
from councilsite.settings import read_council
from forms import schema
from forms.definition import Form, deadline_of, inputs, is_asked, parse, wordings
from forms.kinds import KINDS, Fault
from forms.schema import list_forms, read_form

ROOT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2026, 11, 23)

OPTIONS = ", options: {food: {label: Food, hint: Peelings}, other: Another}"

FORM = """\
title: Report a bin
description: Tell us about your bin.
owner: customer-services
office: civic
reviewed: 2026-11-23
deadline: letters-answer
retention: 365
address: bins/report/
also: Dustbin, Rubbish
intro: [Tell us about your bin.]
next: [We look at it.]
sections:
  - name: bin
    title: Your bin
    questions:
      - {name: which, kind: radios, label: Which bin is it?OPTIONS}
      - {name: else, kind: text, label: What kind of bin is it?, when: {which: other}}
      - {name: seen, kind: date, label: When was it?, time: past, optional: yes}
  - name: advice
    title: Food waste
    text: [Please telephone us.]
    when: {which: food}
    ends: yes
  - name: you
    title: About you
    when: {which: [other]}
    questions:
      - {name: email, kind: email, label: E-mail address, hint: We send you a reference.}
""".replace("OPTIONS", OPTIONS)


def council(text: str = COUNCIL) -> Council:
    found, findings = read_council(text)
    assert found is not None and not findings
    return found


def council_with_bins() -> Council:
    line = "  new-bin-delivery: {number: 10, unit: day, source: Plan}\n"
    return council(COUNCIL.replace("promises:\n", f"promises:\n{line}"))


def read(text: str, known: Council | None = None) -> Form:
    """A form without a fault."""
    form, findings = read_form(text, "bin", known or council())
    assert form is not None and not findings, findings
    return form


def faults(old: str, new: str, text: str = FORM) -> list[str]:
    """Rules and lines of what is wrong with a form after a change."""
    assert old in text
    _, findings = read_form(text.replace(old, new), "bin", council())
    return [f"{finding.rule}:{finding.place.line}" for finding in findings]


def test_a_form_is_read_as_it_is_written() -> None:
    form = read(FORM)
    assert (form.file, form.path, form.handling) == ("forms/bin.yml", "bins/report.md", "case")
    assert [section.name for section in form.sections] == ["bin", "advice", "you"]
    assert form.question("seen").time == "past" and not form.question("seen").is_required
    assert form.question("email").autocomplete == "email"
    assert form.section("advice").is_end
    assert inputs(form.section("bin")) == ("which", "else", "seen-day", "seen-month", "seen-year")


def test_conditions_say_what_is_asked() -> None:
    form = read(FORM)
    bins, you = form.section("bin"), form.section("you")
    assert is_asked(form.question("which"), bins, {})
    assert not is_asked(form.question("else"), bins, {"which": "food"})
    assert is_asked(form.question("else"), bins, {"which": "other"})
    assert not is_asked(form.question("email"), you, {"which": "food"})


def test_a_question_parses_its_own_answers() -> None:
    form = read(FORM)
    assert parse(form.question("which"), {"which": ["food"]}, TODAY) == "food"
    assert parse(form.question("which"), {"which": ["paper"]}, TODAY) == Fault("not-an-option")
    late = {"seen-day": ["24"], "seen-month": ["11"], "seen-year": ["2026"]}
    assert parse(form.question("seen"), late, TODAY) == Fault(
        "in-the-future", ("day", "month", "year")
    )


def test_an_answer_may_have_a_deadline_of_its_own() -> None:
    form = read(FORM.replace("hint: Peelings", "deadline: new-bin-delivery"), council_with_bins())
    assert deadline_of(form, {"which": "food"}) == "new-bin-delivery"
    assert deadline_of(form, {"which": "other"}) == deadline_of(form, {}) == "letters-answer"


def test_every_text_has_a_key_of_its_own() -> None:
    found = list(wordings(read(FORM)))
    keys = [wording.key for wording in found]
    assert len(keys) == len(set(keys))
    assert {"title", "also", "intro.0", "next.0", "section.advice.text.0"} <= set(keys)
    assert {"question.which.option.food", "question.email.hint"} <= set(keys)
    assert all(wording.text.text for wording in found)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("deadline: letters-answer", "dealine: letters-answer", ["unknown-key:6"]),
        ("deadline: letters-answer", "deadline: letters", ["unknown-reference:6"]),
        ("deadline: letters-answer", "deadline: new-bin-charge", ["no-deadline:6"]),
        ("office: civic", "office: east", ["unknown-reference:4"]),
        ("retention: 365\n", "", ["missing-key:1"]),
        ("retention: 365", "retention: 9999", ["unfit-value:7"]),
        ("address: bins/report/", "address: /bins/report", ["unfit-value:8"]),
        ("name: else", "name: which", ["repeated-name:17"]),
        ("name: you", "name: bin", ["repeated-name:24"]),
        ("name: else", "name: step", ["reserved-name:17"]),
        ("name: else", "name: Else", ["unfit-value:17"]),
        ("kind: email", "kind: mail", ["unfit-value:28"]),
        ("kind: email,", "kind: email, most: 20,", ["not-of-this-kind:28"]),
        ("kind: email,", "kind: email, options: {a: b},", ["not-of-this-kind:28"]),
        ("kind: email,", "kind: email, time: past,", ["not-of-this-kind:28"]),
        ("kind: email,", "kind: email, autocomplete: mail,", ["unfit-value:28"]),
        ("kind: text,", "kind: text, most: 0,", ["unfit-value:17"]),
        (OPTIONS, "", ["no-options:16"]),
        ("{which: other}", "{email: other}", ["early-condition:17"]),
        ("{which: other}", "{which: paper}", ["unknown-reference:17"]),
        ("{which: other}", "{which: [food, other]}", ["condition:17"]),
        ("{which: other}", "{which: other, seen: other}", ["condition:17"]),
        ("    ends: yes\n", "    ends: maybe\n", ["unfit-value:23"]),
        ("    when: {which: food}\n", "", ["section-end:19"]),
        ("    text: [Please telephone us.]\n    when", "    when", ["empty-form:19"]),
        ("    title: Your bin\n", "    title: Your bin\n    when: {which: food}\n", None),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, found: list[str] | None) -> None:
    told = faults(old, new)
    assert told == found if found is not None else "early-condition:12" in told


def test_all_faults_are_told_at_once() -> None:
    assert len(faults("kind: ", "sort: ")) >= 4


@pytest.mark.parametrize("text", ["", "[]", "title: {", "sections: 3", "sections: []"])
def test_what_is_no_form_is_refused(text: str) -> None:
    assert read_form(text, "bin", council())[1]


def test_a_file_name_is_a_part_of_an_address() -> None:
    assert [finding.rule for finding in read_form(FORM, "Bin_1", council())[1]] == ["file-name"]


def test_names_are_not_looked_up_where_council_yml_is_to_blame() -> None:
    form, findings = read_form(FORM.replace("letters-answer", "anything"), "bin", None)
    assert form is not None and form.deadline == "anything" and not findings


@pytest.mark.parametrize("path", list_forms(ROOT), ids=lambda path: path.stem)
def test_the_forms_of_the_demonstration_are_good(path: Path) -> None:
    known = council((ROOT / "council.yml").read_text(encoding="utf-8"))
    _, findings = read_form(path.read_text(encoding="utf-8"), path.stem, known)
    assert not findings


def test_what_browsers_fill_in_is_allowed_in_forms() -> None:
    assert {kind.autocomplete for kind in KINDS.values()} - {""} <= set(schema.AUTOCOMPLETE)
