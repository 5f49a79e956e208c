"""Further states of pages: what leads there is read, and done as a person does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser, serve

from a11y import extras
from a11y.extras import Extra, StepFault, read_extras, take_steps

ASK = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Ask</title><h1>Ask</h1>
<form action="answer.html"><input id="q" name="q"><select id="s"><option>a<option>b</select>
<label><input type="radio" id="r">Yes</label><button>Go</button></form>"""
ANSWER = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Answer</title>
<p id="answer">C4K-7MP</p>
<form><input id="again"></form>"""
STATES = """
- name: answered
  pages: ["*ask.html"]
  steps:
    - {fill: "#q", with: {en: bins, pl: śmieci}}
    - {fill: "#s", with: b}
    - {click: "#r"}
    - {click: button}
    - {wait: "#answer"}
- name: noted
  after: answered
  steps:
    - {note: "#answer"}
    - {open: "ask.html"}
    - {fill: "#q", with: "{note}"}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "ask.html": ASK.format(language="en"),
        "pl/ask.html": ASK.format(language="pl"),
        "answer.html": ANSWER,
        "pl/answer.html": ANSWER,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(folder: Path, text: str) -> tuple[tuple[Extra, ...], list[str]]:
    path = folder / "states.yml"
    path.write_text(text, encoding="utf-8")
    found, faults = read_extras(path, "states.yml")
    return found, [fault.message for fault in faults]


def test_a_state_goes_on_from_another_one(site: Path, browser: Browser) -> None:
    (answered, noted), faults = read(site, STATES)
    assert not faults
    assert noted.pages == answered.pages and noted.steps[:5] == answered.steps
    with serve(site) as address:
        browser.open(f"{address}pl/ask.html")
        take_steps(browser, answered)
        assert browser.ask("location.search") == "?q=%C5%9Bmieci"
        browser.open(f"{address}ask.html")
        take_steps(browser, noted)
        assert browser.ask("document.querySelector('#q').value") == "C4K-7MP"
        assert browser.ask("location.pathname") == "/ask.html"


def test_a_step_that_leads_nowhere_says_where(
    site: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "SECONDS", 0.1)
    [lost], _ = read(site, '- {name: lost, pages: ["*"], steps: [{click: "#no"}]}')
    browser.show("<p>Nothing</p>")
    with pytest.raises(StepFault, match='the state "lost" is not reached: no #no'):
        take_steps(browser, lost)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {name: a, steps: []}", "a state needs pages or after."),
        ("- {name: a, after: b, steps: []}", 'no state before this one is called "b".'),
        ('- {name: a, pages: ["*"], steps: [{press: Tab}]}', "a step needs one of"),
    ],
)
def test_a_fault_is_one_sentence(tmp_path: Path, text: str, message: str) -> None:
    assert any(message in fault for fault in read(tmp_path, text)[1])
