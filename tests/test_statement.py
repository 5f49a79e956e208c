"""The accessibility statement: it says what the gate has found, in every language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from barriers import entry, finding, outcome
from browser import node_module
from conftest import REPOSITORY, MakeProject, Project, catalogue

from a11y.criteria import ASKED_FOR
from a11y.findings import WARNING
from a11y.statement import make_statement, update_statement, write_statement
from councilsite.statement import FILE, Statement, read_statement
from councilsite.themewords import read_texts

MODULES = node_module("")
WORDS = {
    key: text.text
    for key, text in read_texts((REPOSITORY / "theme/text.yml").read_text(encoding="utf-8"))[
        0
    ].items()
}
PARTIAL = outcome([finding(), finding("index.html")], [entry("*", count=2)])


def make(*, old: Statement | None = None) -> Statement:
    return make_statement(PARTIAL, MODULES, old)


# What it says.


def test_a_site_without_barriers_complies() -> None:
    made = make_statement(outcome(), MODULES, None)
    assert (made.status, made.barriers, made.pages) == ("full", (), 3)
    assert made.engines[0] == "axe-core 4.14.1"
    assert made.engines[1].startswith("HTML_CodeSniffer ")


def test_accepted_barriers_are_named_with_reason_and_day() -> None:
    made = make()
    [barrier] = made.barriers
    assert made.status == "partial"
    assert (barrier.criterion, barrier.level, barrier.places) == ("2.4.4", "A", 2)
    assert barrier.name.text == "Link Purpose (In Context)"
    assert barrier.reason.text == "The contractor mends it in January."
    assert barrier.until == dt.date(2027, 1, 31)


def test_a_site_that_fails_most_criteria_does_not_comply() -> None:
    findings = [finding(criterion=number, snippet=number) for number in ASKED_FOR]
    made = make_statement(outcome(findings, [entry(count=99)]), MODULES, None)
    assert made.status == "none"
    numbers = [barrier.criterion for barrier in made.barriers]
    assert numbers == list(ASKED_FOR)


@pytest.mark.parametrize("criterion", ["", "2.4.9"])
def test_what_the_law_does_not_ask_for_is_not_named(criterion: str) -> None:
    made = make_statement(outcome([finding(criterion=criterion)], [entry()]), MODULES, None)
    assert (made.status, made.barriers) == ("full", ())


def test_what_a_person_has_looked_at_and_found_to_be_no_barrier_is_not_named() -> None:
    accepted = outcome([finding(severity=WARNING)], [entry(is_barrier=False)])
    assert make_statement(accepted, MODULES, None).status == "full"


def test_the_day_of_preparation_stays() -> None:
    first = make()
    again = make(old=first)
    assert again.prepared == first.prepared == dt.date(2026, 11, 23)


# The file.


def test_the_file_is_read_back_as_it_was_written() -> None:
    read, faults = read_statement(write_statement(make()))
    assert faults == []
    assert read is not None
    assert write_statement(read) == write_statement(make())
    assert read.status == "partial"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("status: partial", "status: perfect", "one of full, partial, none"),
        ("tested: 2026-11-23", "tested: yesterday", "a day in the form"),
        ("pages: 3\n", "", 'no "pages"'),
        ("    level: A\n", "", 'no "level"'),
    ],
)
def test_a_faulty_file_is_refused(old: str, new: str, words: str) -> None:
    text = write_statement(make())
    assert old in text
    statement, faults = read_statement(text.replace(old, new))
    assert statement is None
    assert any(words in str(fault) for fault in faults), faults


def test_a_project_without_a_statement_gets_one(tmp_path: Path) -> None:
    assert update_statement(tmp_path, PARTIAL, MODULES) == ""
    assert "status: partial" in (tmp_path / FILE).read_text(encoding="utf-8")
    assert not list((tmp_path / "a11y").glob("*.part"))


def test_a_statement_that_says_something_else_is_written_anew_and_told_of(tmp_path: Path) -> None:
    update_statement(tmp_path, outcome(), MODULES)
    assert "did not say what was found" in update_statement(tmp_path, PARTIAL, MODULES)
    assert update_statement(tmp_path, PARTIAL, MODULES) == ""
    assert "did not say" in update_statement(tmp_path, outcome(), MODULES)


def test_an_older_date_is_mended_without_a_word(tmp_path: Path) -> None:
    update_statement(tmp_path, PARTIAL, MODULES)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    old = text.replace("2026-11-23", "2026-01-01").replace("pages: 3", "pages: 2")
    (tmp_path / FILE).write_text(old, encoding="utf-8")
    assert update_statement(tmp_path, PARTIAL, MODULES) == ""
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "prepared: 2026-01-01\ntested: 2026-11-23\npages: 3\n" in text


def test_the_demonstration_has_a_statement_that_can_be_read() -> None:
    statement, faults = read_statement((REPOSITORY / FILE).read_text(encoding="utf-8"))
    assert faults == []
    assert statement is not None
    # Nothing was found so far; "full" is for the run over the whole site to say.
    assert statement.status in ("full", "partial")
    assert statement.barriers == ()


# The page.


@pytest.fixture
def stated(project: MakeProject) -> Project:
    """A site in English and Polish whose gate has found something."""
    entries = {
        f"interface|{WORDS['statement']}": "Deklaracja",
        f"interface|{WORDS['statement_partial']}": "Zgodna w części, WCAG 2.2, AA.",
        "interface|The contractor mends it in January.": "Naprawa w styczniu.",
    }
    made = project(
        {
            "locales/pl/LC_MESSAGES/interface.po": catalogue(entries),
            "locales/pl/LC_MESSAGES/home.po": catalogue({"Welcome.": "Witamy."}),
        }
    )
    made.write({FILE: write_statement(make())})
    return made


def test_the_page_says_what_the_gate_has_found(stated: Project) -> None:
    site = stated.build()
    assert site.code == 0, site.complaints
    main = site.main("accessibility/")
    assert WORDS["statement_partial"] in main
    assert WORDS["statement_full"] not in main
    assert "Link Purpose (In Context) (<bdi>A</bdi>)</h3>" in main
    assert "The contractor mends it in January." in main
    assert "31 January 2027" in main
    assert "23 November 2026" in main
    assert "Accessibility Regulations 2018" in main
    assert 'href="https://www.equalityadvisoryservice.com/"' in main
    assert "{" not in main


def test_the_page_is_in_every_language_and_english_parts_say_so(stated: Project) -> None:
    site = stated.build()
    main = site.main("pl/accessibility/")
    assert "Deklaracja" in main
    assert "Naprawa w styczniu." in main
    assert '<span lang="en" dir="ltr">Link Purpose (In Context)</span>' in main


def test_every_page_leads_to_it(stated: Project) -> None:
    site = stated.build()
    assert '<a href="../pl/accessibility/">Deklaracja</a>' in site.page("pl/")
    assert "accessibility/" not in site.page("404.html")


def test_a_site_that_was_never_checked_has_none(project: MakeProject) -> None:
    site = project({}).build()
    assert site.code == 0
    assert not site.has("accessibility/")
    assert "accessibility/" not in site.page("")


def test_a_new_statement_is_built_and_a_faulty_one_is_refused(stated: Project) -> None:
    assert stated.build().code == 0
    stated.write({FILE: write_statement(make_statement(outcome(), MODULES, None))})
    assert WORDS["statement_full"] in stated.build().main("accessibility/")
    stated.write({FILE: "status: perfect\n"})
    refused = stated.build()
    assert refused.code == 1
    assert f'{FILE}:1: status is "perfect".' in refused.complaints


def test_translators_get_the_names_and_reasons(stated: Project) -> None:
    from councilsite.project import load_project

    loaded, _ = load_project(stated.folder)
    assert loaded is not None
    texts = [segment.text for segment in loaded.interface_segments()]
    assert texts[-2:] == ["Link Purpose (In Context)", "The contractor mends it in January."]


def test_the_demonstration_is_translated_as_a_whole() -> None:
    for language in ("ar", "pa", "pl", "zh_Hans"):
        path = REPOSITORY / "locales" / language / "LC_MESSAGES/interface.po"
        text = path.read_text(encoding="utf-8").replace('"\n"', "")
        for key, words in WORDS.items():
            if key.startswith("statement"):
                assert f'msgid "{words}"\nmsgstr ""\n' not in text, (language, key)
