"""Reports of a run: terminal, HTML, JSON, JUnit, SARIF; each right, and fit for what reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from barriers import entry, finding, outcome
from browser import node_module
from lxml import etree

from a11y import command
from a11y.checklist import read_checks
from a11y.criteria import ASKED_FOR, CRITERIA, describe, find_address
from a11y.engines.browser import write_font_settings
from a11y.findings import WARNING, Finding, Unscanned
from a11y.gate import FONTS, Plan, run_gate
from a11y.outcome import Outcome
from a11y.reports import html, junit, sarif, terminal
from a11y.reports import json as json_report
from a11y.serving import serve
from a11y.targets import list_folder
from councilsite.model import Place

SCHEMAS = Path(__file__).parent / "schemas"

ODD = finding(
    "ar/bins index.html",
    rule="wrong-script",
    criterion="3.1.2",
    severity=WARNING,
    snippet='<p class="a&b">انقر هنا <b>点击这里</b> \x0b</p>',
    message='"انقر هنا & 点击这里 <b>" is not in the language that is said to be its own, "en".',
)
CONTRAST = finding(
    rule="color-contrast", engine="axe", criterion="1.4.3", message="Elements must have contrast"
)
PRACTICE = finding(engine="codesniffer", rule="F1", criterion="", selector="", snippet="")
ELSEWHERE = finding("pl/bins/index.html")
ACCEPTED = finding("index.html")
PLACE = Place("content/bins.md", 14)
UNSCANNED = Unscanned("broken.html", "the server answers 500")


def everything() -> Outcome:
    """An outcome with all that there can be."""
    return outcome(
        [finding(), ELSEWHERE, ODD, CONTRAST, PRACTICE, ACCEPTED],
        [
            entry("index.html", line=3),
            entry("gone.html", count=2, line=9),
            entry("*bins/index.html", line=15, expires="2026-11-01"),
        ],
        [UNSCANNED],
        {finding(): PLACE, ELSEWHERE: PLACE},
    )


NOTHING = outcome()
OUTCOMES = pytest.mark.parametrize("made", [everything(), NOTHING], ids=["all", "none"])


# The terminal.


def test_a_cause_is_told_once_with_the_pages_it_is_on() -> None:
    pages = [f"p{number}.html" for number in range(42)]
    told = terminal.make(outcome([finding(page) for page in pages]))
    assert told.count("click here</a>") == 1
    assert "p4.html and 37 more" in told
    assert "p5.html" not in told


def test_the_terminal_tells_criterion_advice_and_the_line_to_edit() -> None:
    told = terminal.make(everything())
    assert (
        "ERROR: axe:color-contrast (WCAG 2.2 criterion 1.4.3 Contrast (Minimum), level AA)" in told
    )
    assert "What to do: Make the name of the page the words of the link." in told
    assert "Edit content/bins.md:14" in told
    assert "LOOK AT THIS: councilsite:wrong-script" in told
    assert "good practice beyond WCAG 2.2" in told


def test_the_terminal_tells_what_becomes_of_entries() -> None:
    told = terminal.make(everything())
    assert "a11y/baseline.yml:9: all that this entry covers has gone. Delete it." in told
    assert "a11y/baseline.yml:15: this entry has expired on 2026-11-01" in told
    fewer = terminal.make(outcome([finding()], [entry(count=3)]))
    assert "covers 3, and is down to 1. Write count: 1." in fewer
    more = terminal.make(outcome([finding(), finding(selector="#b")], [entry()]))
    assert "covers 1, and there are 2" in more


def test_a_run_that_fails_ends_with_entries_to_copy_and_the_totals() -> None:
    told = terminal.make(outcome([finding()]))
    assert "- rule: councilsite:vague-link\n  page: bins/index.html\n" in told
    assert told.splitlines()[-1] == (
        "3 pages (1 as before) × 16 states × 12 s: 1 error, 0 warnings."
    )


def test_a_run_that_found_nothing_is_one_line() -> None:
    assert terminal.make(NOTHING) == (
        "3 pages (1 as before) × 16 states × 12 s: 0 errors, 0 warnings."
    )


# JSON.


def test_json_has_every_finding_with_its_place() -> None:
    rows = json.loads(json_report.make(everything()))
    assert len(rows) == 6
    keys = {"page", "state", "engine", "rule", "criterion", "selector", "severity", "snippet"}
    assert keys | {"message", "advice", "file", "line", "baseline"} == set(rows[0])
    assert (rows[0]["file"], rows[0]["line"]) == ("content/bins.md", 14)
    assert rows[2]["file"] is None
    assert [row["baseline"] for row in rows] == [
        *["expired"] * 2,
        *["new"] * 3,
        "accepted",
    ]


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(json_report.make(NOTHING)) == []


# JUnit.


@OUTCOMES
def test_junit_fits_its_schema(made: Outcome) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))
    document = etree.fromstring(junit.make(made).encode())
    assert schema.validate(document), schema.error_log


def test_junit_has_a_suite_for_every_page() -> None:
    root = etree.fromstring(junit.make(everything()).encode())
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {
        "bins/index.html",
        "index.html",
        "pl/bins/index.html",
        "ar/bins index.html",
        "broken.html",
    }
    assert suites["broken.html"].get("errors") == "1"
    assert suites["index.html"].get("failures") == "0"
    assert suites["index.html"].get("skipped") == "1"
    assert (root.get("failures"), root.get("errors")) == ("5", "1")
    clean = etree.fromstring(junit.make(NOTHING).encode())
    assert [case.get("name") for case in clean.iter("testcase")] == ["no barriers"] * 3


# SARIF.


def test_sarif_says_where_and_what_is_new() -> None:
    [run] = json.loads(sarif.make(everything()))["runs"]
    first, _, odd, contrast, _, accepted = run["results"]
    places = [row["locations"][0]["physicalLocation"] for row in (first, odd)]
    assert places[0]["artifactLocation"]["uri"] == "content/bins.md"
    assert places[0]["region"]["startLine"] == 14
    assert places[1]["artifactLocation"]["uri"] == "site/ar/bins%20index.html"
    assert [row["baselineState"] for row in (first, contrast, accepted)] == [
        "unchanged",
        "new",
        "unchanged",
    ]
    assert accepted["suppressions"][0]["justification"].startswith("The contractor mends it")
    assert first["suppressions"] == []
    assert (odd["level"], first["level"]) == ("warning", "error")
    rules = run["tool"]["driver"]["rules"]
    assert [rules[row["ruleIndex"]]["id"] for row in run["results"]] == [
        row["ruleId"] for row in run["results"]
    ]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_fingerprint_stays_while_the_fault_does() -> None:
    def prints(one: Finding) -> dict[str, str]:
        [run] = json.loads(sarif.make(outcome([one])))["runs"]
        found: dict[str, str] = run["results"][0]["partialFingerprints"]
        return found

    moved = prints(finding("pl/bins/index.html"))
    assert prints(finding()) == prints(finding(state="phone, dark"))
    assert prints(finding())["cause/v1"] == moved["cause/v1"]
    assert prints(finding())["place/v1"] != moved["place/v1"]


# HTML.


def test_the_page_quotes_what_other_pages_say_and_nothing_of_it_runs() -> None:
    made = html.make(outcome([finding(message="<script>alert(1)</script>")]))
    assert "<script" not in made
    assert "&lt;script&gt;" in made


def test_the_page_tells_all_that_there_is() -> None:
    made = html.make(everything())
    for words in ("content/bins.md:14", "Accepted for now", "Entries to change", "answers 500"):
        assert words in made


def test_the_page_passes_its_own_gate(tmp_path: Path) -> None:
    (tmp_path / "all.html").write_text(html.make(everything()), encoding="utf-8")
    (tmp_path / "none.html").write_text(html.make(NOTHING), encoding="utf-8")
    modules = node_module("")
    assert write_font_settings(tmp_path, modules / FONTS).is_file()
    with serve(tmp_path) as address:
        run = run_gate(Plan(list_folder(tmp_path, address), modules, at_once=1), lambda *_: None)
    assert run.unscanned == ()
    assert [terminal.make(outcome([one])) for one in run.findings] == []


# All of them.


def test_reports_are_written_whole(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "reports"
    command.write_reports(everything(), folder)
    command.write_reports(NOTHING, folder)
    assert {path.name for path in folder.iterdir()} == set(command.REPORTS)
    assert json.loads((folder / "findings.json").read_text(encoding="utf-8")) == []


# Criteria.


def test_there_are_as_many_criteria_as_wcag_2_2_has() -> None:
    levels = [level for level, _ in CRITERIA.values()]
    assert [levels.count(level) for level in ("A", "AA", "AAA")] == [31, 24, 31]
    assert len(ASKED_FOR) == 55


def test_a_criterion_has_name_level_and_address() -> None:
    assert describe("1.4.3") == "WCAG 2.2 criterion 1.4.3 Contrast (Minimum), level AA"
    assert describe("4.1.1") == "WCAG criterion 4.1.1"
    assert find_address("1.4.3").endswith("/Understanding/contrast-minimum")
    assert find_address("1.2.1").endswith("/audio-only-and-video-only-prerecorded")
    assert find_address("") == ""


@pytest.mark.parametrize("check", read_checks(), ids=lambda check: check.rule)
def test_every_check_names_a_criterion_that_there_is(check: object) -> None:
    assert check.criterion in ("", *CRITERIA)  # type: ignore[attr-defined]
