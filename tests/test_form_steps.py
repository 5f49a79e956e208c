"""Tests of a form's steps: what the templates show for every answer and every mistake."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from test_form_schema import FORM, read

from forms import steps
from forms.definition import wordings
from forms.kinds import CODES, Fault
from forms.steps import Filled

FORM = FORM.replace(
    "{name: email,", "{name: files, kind: file, label: Photographs}\n      - {name: email,"
)
WORDS = {
    **{f"form_error_{code.replace('-', '_')}": f"{code} {{most}}: {{label}}" for code in CODES},
    **{
        f"form_{key}": key
        for key in (
            *("optional", "continue", "back", "choose", "day", "month", "year", "files"),
            *("files_kept", "more_files", "check_help", "change", "send", "no_answer"),
            "error_heading",
        )
    },
    "form_count": "{most} characters",
}
WHOLE = ("day", "month", "year")


def texts() -> dict[str, Any]:
    """The form in one language, as forms.json has it."""
    form = read(FORM)
    said = {wording.key: wording.text.text for wording in wordings(form)}
    return {
        "language": "en",
        "sections": {
            section.name: {
                "title": said[f"section.{section.name}.title"],
                "text": [text.text for text in section.text],
            }
            for section in form.sections
        },
        "questions": {
            question.name: {
                "label": said[f"question.{question.name}.label"],
                "hint": said.get(f"question.{question.name}.hint", ""),
                "options": {
                    option.code: {"label": option.label.text, "hint": ""}
                    for option in question.options
                },
            }
            for question in form.questions
        },
    }


def step(section: str, filled: Filled | None = None) -> dict[str, Any]:
    form = read(FORM)
    return steps.step_data(form, form.section(section), texts(), WORDS, filled or Filled())


def test_a_step_asks_the_questions_of_its_section() -> None:
    found = step("bin")
    assert (found["step"], found["heading"], found["submit"]) == ("bin", "Your bin", "continue")
    which, seen = found["questions"]
    assert [option["code"] for option in which["options"]] == ["food", "other"]
    assert [part["name"] for part in seen["parts"]] == ["seen-day", "seen-month", "seen-year"]
    assert (which["optional"], seen["optional"]) == ("", "optional")
    assert found["errors"] == [] and not found["multipart"] and not found["autofocus"]


def test_an_option_holds_the_questions_that_it_opens() -> None:
    which = step("bin")["questions"][0]
    opened = {
        option["code"]: [q["name"] for q in option["questions"]] for option in which["options"]
    }
    assert opened == {"food": [], "other": ["else"]}


def test_a_section_that_ends_the_form_leads_only_back() -> None:
    found = step("advice")
    assert (found["submit"], found["back"]) == ("", "back")
    assert found["text"] == ["Please telephone us."] and not found["questions"]


def test_answers_are_shown_again() -> None:
    found = step("bin", Filled({"which": "other", "else": "<b>", "seen": "2026-09-03"}))
    which, seen = found["questions"]
    other = which["options"][1]
    assert other["chosen"] and other["questions"][0]["value"] == "&lt;b&gt;"
    assert [part["value"] for part in seen["parts"]] == ["03", "09", "2026"]


def test_mistakes_keep_what_was_typed_and_lead_to_the_input() -> None:
    faults = {"which": Fault("not-chosen"), "seen": Fault("incomplete-date", ("month",))}
    raw = {"seen-day": ["3<"], "seen-year": ["2026"]}
    found = step("bin", Filled({}, raw, faults))
    which, seen = found["questions"]
    assert found["autofocus"]
    assert [error["url"] for error in found["errors"]] == ["#q-which-food", "#q-seen-month"]
    assert which["error"] == "not-chosen 0: Which bin is it?"
    assert which["describedby"] == "q-which-error"
    assert [part["value"] for part in seen["parts"]] == ["3&lt;", "", "2026"]
    assert [part["wrong"] for part in seen["parts"]] == [False, True, False]


def test_the_summary_has_no_link_within_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    said = 'Check it, or telephone <a href="tel:1" class="number">1</a>.'
    monkeypatch.setitem(WORDS, "form_error_not_chosen", said)
    found = step("bin", Filled({}, {}, {"which": Fault("not-chosen")}))
    assert found["errors"][0]["text"] == ('Check it, or telephone <span class="number">1</span>.')
    assert found["questions"][0]["error"] == said


def test_a_mistake_in_a_question_that_is_opened_is_told_too() -> None:
    raw = {"which": ["other"], "else": [""]}
    found = step("bin", Filled({"which": "other"}, raw, {"else": Fault("empty")}))
    assert [error["url"] for error in found["errors"]] == ["#q-else"]
    assert found["errors"][0]["text"] == "empty 200: What kind of bin is it?"


def test_files_that_were_added_can_be_kept_or_not() -> None:
    token = "0123456789abcdefghij"
    found = step("you", Filled({"files": (token,)}, files={token: "a<b>.jpg"}))
    files = found["questions"][0]
    assert found["multipart"]
    assert files["files"]["kept"] == [{"token": token, "name": "a&lt;b&gt;.jpg"}]


def test_the_answers_to_check_come_by_section_without_what_was_not_asked() -> None:
    form = read(FORM)
    answers = {"which": "other", "else": "Glass\n<i>", "seen": "", "email": "a@example.org"}
    found = steps.check_data(
        form,
        [form.section("bin"), form.section("you")],
        texts(),
        WORDS,
        Filled(answers),
        lambda day: f"{day:%d.%m.%Y}",
    )
    assert [group["name"] for group in found["groups"]] == ["bin", "you"]
    rows = {row["label"]: row["lines"] for group in found["groups"] for row in group["rows"]}
    assert rows["Which bin is it?"] == ["Another"]
    assert rows["What kind of bin is it?"] == ["Glass", "&lt;i&gt;"]
    assert rows["When was it?"] == ["no_answer"]
    assert rows["E-mail address"] == ["a@example.org"]
    answers = {"which": "food", "else": "Glass", "seen": "2026-09-03"}
    found = steps.check_data(
        form, [form.section("bin")], texts(), WORDS, Filled(answers), dt.date.isoformat
    )
    assert [row["lines"] for row in found["groups"][0]["rows"]] == [["Food"], ["2026-09-03"]]
