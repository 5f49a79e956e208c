"""The command `check` as a whole: what it says of a small site, and how it ends."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from browser import node_module

from a11y import baseline, command, workers
from a11y.command import BROKEN, FOUND, GOOD, Wanted, check
from a11y.engines.browser import Browser
from a11y.serving import Host, serve
from a11y.targets import Target
from a11y.visits import Tools, Visit, visit

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title} - Testwick</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>main {{ margin: 1rem; line-height: 1.5 }}</style></head>
<body><main><h1>{title}</h1>{body}</main></body>
</html>"""
GOOD_PAGE = PAGE.format(title="Bins", body="<p>We collect bins every week.</p>")
BARRIER = PAGE.format(
    title="Bins", body="<p>We collect bins.</p><p><a href='index.html'>Click here</a></p>"
)
MODULES = node_module("")
IN_A_MONTH = dt.date.today() + dt.timedelta(30)


def make_project(folder: Path, pages: Mapping[str, str]) -> Path:
    for name, text in pages.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def accept(project: Path, proposal: str, expires: dt.date) -> None:
    """Puts what a run has proposed on the baseline, as a person would."""
    lines = [
        f"  expires: {expires}" if line.startswith("  expires:") else line
        for line in proposal.splitlines()
    ]
    text = "\n".join(lines) + "\n"
    text = text.replace(baseline.NO_REASON, "New words come in spring.")
    path = project / baseline.FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace(baseline.NO_OWNER, "Web team"), encoding="utf-8")


def proposal_of(printed: str) -> str:
    return printed[printed.index("- rule: ") :].rpartition("\n\n")[0]


def test_a_regression_fails_until_it_is_accepted_and_again_when_that_has_expired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, {"index.html": GOOD_PAGE, "bins.html": GOOD_PAGE})
    wanted = Wanted(project)
    assert check(wanted, MODULES) == GOOD
    assert "2 pages × 12 states" in capsys.readouterr().out

    make_project(tmp_path, {"bins.html": BARRIER})
    assert check(wanted, MODULES) == FOUND
    printed = capsys.readouterr().out
    assert "ERROR: councilsite:vague-link" in printed
    assert "2 pages (1 as before) × 6 states" in printed

    accept(project, proposal_of(printed), IN_A_MONTH)
    assert check(wanted, MODULES) == FOUND
    assert "a11y/statement.yml did not say what was found" in capsys.readouterr().err
    assert check(wanted, MODULES) == GOOD
    assert "1 accepted" in capsys.readouterr().out

    accept(project, proposal_of(printed), dt.date.today() - dt.timedelta(1))
    assert check(wanted, MODULES) == FOUND
    assert "has expired" in capsys.readouterr().out

    accept(project, proposal_of(printed), IN_A_MONTH)
    make_project(tmp_path, {"bins.html": GOOD_PAGE})
    assert [check(wanted, MODULES), check(wanted, MODULES)] == [FOUND, GOOD]
    assert "all that this entry covers has gone. Delete it." in capsys.readouterr().out


def test_what_answers_forms_is_asked_of_the_own_site_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, {"index.html": GOOD_PAGE, "bins.html": GOOD_PAGE})
    (project / "a11y").mkdir()
    state = '- {name: seen, pages: ["bins.html"], steps: [{wait: h1}]}'
    (project / "a11y/states.yml").write_text(state, encoding="utf-8")
    served: list[Path] = []

    @contextlib.contextmanager
    def start(folder: Path) -> Iterator[str]:
        served.append(folder)
        with serve(folder) as address:
            yield address

    assert check(Wanted(project), MODULES, Host(start, "1")) == GOOD
    assert "2 pages × 18 states" in capsys.readouterr().out
    assert check(Wanted(project), MODULES, Host(start, "2")) == GOOD
    # Only the further states, which the forms answer, are looked at again.
    assert "2 pages (1 as before) × 6 states" in capsys.readouterr().out
    assert len(served) == 2
    check(Wanted(project, files=project / "site"), MODULES, Host(start, "2"))
    assert len(served) == 2


def test_json_is_a_list_and_nothing_else_and_reports_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(tmp_path, {"bins.html": BARRIER})
    folder, reports = tmp_path / "site", tmp_path / "reports"
    wanted = Wanted(tmp_path / "project", files=folder, as_json=True, reports=reports)
    assert check(wanted, MODULES) == FOUND
    printed = capsys.readouterr().out
    [row] = [row for row in json.loads(printed) if row["rule"] == "vague-link"]
    assert (row["page"], row["engine"], row["criterion"]) == ("bins.html", "councilsite", "2.4.4")
    assert (reports / "findings.json").read_text(encoding="utf-8") == printed.rstrip("\n")
    assert {path.name for path in reports.iterdir()} == set(command.REPORTS)


def test_other_pages_have_a_baseline_only_where_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, {"bins.html": BARRIER})
    assert check(Wanted(project), MODULES) == FOUND
    accept(project, proposal_of(capsys.readouterr().out), IN_A_MONTH)
    wanted = Wanted(project, files=project / "site")
    assert check(wanted, MODULES) == FOUND
    named = Wanted(project, files=project / "site", baseline=project / baseline.FILE)
    assert check(named, MODULES) == GOOD


def test_a_faulty_baseline_stops_the_run_before_it_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, {"bins.html": BARRIER})
    accept(project, "- rule: axe:list\n  page: bins.html\n  count: 1\n", IN_A_MONTH)
    assert check(Wanted(project), MODULES) == BROKEN
    assert 'a11y/baseline.yml:1: an entry has no "reason".' in capsys.readouterr().err
    missing = Wanted(project, files=project / "site", baseline=tmp_path / "none.yml")
    assert check(missing, MODULES) == BROKEN


def test_a_page_that_cannot_be_looked_at_breaks_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, {"bins.html": GOOD_PAGE})
    (project / "site/lost.html").symlink_to("bins.html")
    wanted = Wanted(project, reports=tmp_path / "reports")
    # Found by its name, and gone when the browser asks for it.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "list_folder", _with_a_lost_page)
        assert check(wanted, MODULES) == BROKEN
    printed = capsys.readouterr()
    assert "lost.html: could not be looked at: the server answers 404" in printed.err
    assert "1 page not looked at" in printed.out
    sarif = json.loads((tmp_path / "reports/findings.sarif").read_text(encoding="utf-8"))
    assert sarif["runs"][0]["invocations"][0]["executionSuccessful"] is False


def _with_a_lost_page(folder: Path, address: str) -> list[Target]:
    return [Target("bins.html", f"{address}bins.html"), Target("lost.html", f"{address}gone.html")]


@pytest.mark.parametrize("folder", ["site", "nowhere"])
def test_a_run_without_a_page_is_broken(
    tmp_path: Path, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    assert check(Wanted(tmp_path, files=tmp_path / folder), MODULES) == BROKEN
    assert capsys.readouterr().err


# Browsers that are killed.


def kill_browser(browser: Browser) -> None:
    """Ends all that the driver of this browser has started, as kill -9 does."""
    driver = browser.driver.service.process.pid  # type: ignore[attr-defined]
    tasks = Path(f"/proc/{driver}/task").glob("*/children")
    children = [child for task in tasks for child in task.read_text(encoding="utf-8").split()]
    assert children
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGKILL)


def test_a_run_whose_browser_is_killed_goes_on_with_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path, {"index.html": GOOD_PAGE, "bins.html": BARRIER})
    killed: list[str] = []

    def visit_once_killed(browser: Browser, target: Target, tools: Tools) -> Visit:
        if not killed:
            killed.append(target.page)
            kill_browser(browser)
        return visit(browser, target, tools)

    monkeypatch.setattr(workers, "visit", visit_once_killed)
    assert check(Wanted(project), MODULES) == FOUND
    printed = capsys.readouterr()
    assert "ERROR: councilsite:vague-link" in printed.out
    assert "2 pages × 12 states" in printed.out
    assert (printed.err, len(killed)) == ("", 1)


def test_a_run_whose_browser_is_killed_again_and_again_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path, {"index.html": GOOD_PAGE, "bins.html": GOOD_PAGE})

    def visit_killed(browser: Browser, target: Target, tools: Tools) -> Visit:
        if target.page == "bins.html":
            kill_browser(browser)
        return visit(browser, target, tools)

    monkeypatch.setattr(workers, "visit", visit_killed)
    assert check(Wanted(project), MODULES) == BROKEN
    assert "bins.html: could not be looked at" in capsys.readouterr().err
