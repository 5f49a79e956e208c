"""What a person reads in the terminal."""

from __future__ import annotations

import pytest

from councilsite import terminal
from councilsite.model import Finding, Place, Severity
from councilsite.terminal import Progress, complain, say, show_findings, show_table

Capture = pytest.CaptureFixture[str]


def finding(
    file: str, line: int, rule: str = "broken-link", severity: Severity = "error"
) -> Finding:
    return Finding(rule, Place(file, line), "this leads nowhere.", "Mend it.", severity)


def test_findings_stand_by_file_and_line_with_their_number_at_the_end(capsys: Capture) -> None:
    code = show_findings([finding("b.md", 1), finding("a.md", 10), finding("a.md", 9)])
    shown = capsys.readouterr()
    assert code == 1 and shown.out == ""
    assert shown.err.splitlines() == [
        "a.md:9: this leads nowhere. Mend it. [broken-link]",
        "a.md:10: this leads nowhere. Mend it. [broken-link]",
        "b.md:1: this leads nowhere. Mend it. [broken-link]",
        "3 problems found; nothing was changed.",
    ]


def test_the_same_finding_is_shown_once(capsys: Capture) -> None:
    assert show_findings([finding("a.md", 1), finding("a.md", 1)]) == 1
    assert capsys.readouterr().err.splitlines()[1:] == ["1 problem found; nothing was changed."]


def test_a_warning_is_shown_as_one_and_stops_nothing(capsys: Capture) -> None:
    assert show_findings([finding("a.md", 1, severity="warning")]) == 0
    assert capsys.readouterr().err == (
        "a.md:1: warning: this leads nowhere. Mend it. [broken-link]\n"
    )


def test_warnings_are_not_counted_as_problems(capsys: Capture) -> None:
    assert show_findings([finding("a.md", 1), finding("b.md", 1, severity="warning")]) == 1
    assert capsys.readouterr().err.endswith("1 problem found; nothing was changed.\n")


def test_without_findings_nothing_is_said(capsys: Capture) -> None:
    assert show_findings(iter(())) == 0
    assert capsys.readouterr() == ("", "")


def test_results_go_to_the_output_and_complaints_do_not(capsys: Capture) -> None:
    say("Done.")
    complain("No such page.")
    assert capsys.readouterr() == ("Done.\n", "No such page.\n")


def test_a_table_has_its_names_to_the_left_and_its_numbers_to_the_right(capsys: Capture) -> None:
    show_table(["language", "drafts"], [["Arabic", "5"], ["Polish", "1200"]])
    assert capsys.readouterr().out.splitlines() == [
        "language  drafts",
        "Arabic         5",
        "Polish      1200",
    ]


def test_a_table_with_chinese_names_keeps_its_columns(capsys: Capture) -> None:
    show_table(["language", "drafts"], [["中文 (简体)", "5"], ["polski", "6"]])
    assert capsys.readouterr().out.splitlines() == [
        "language     drafts",
        "中文 (简体)       5",
        "polski            6",
    ]


def test_a_table_without_rows_is_its_heading(capsys: Capture) -> None:
    show_table(["language", "drafts"], [])
    assert capsys.readouterr().out == "language  drafts\n"


def at_seconds(monkeypatch: pytest.MonkeyPatch, *seconds: float) -> None:
    """What the clock says, one time after the other."""
    times = iter(seconds)
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(times))


def test_progress_is_a_bar_with_the_time_that_is_left_on_a_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    at_seconds(monkeypatch, 0, 0, 10, 40)
    progress = Progress("Setting")
    for done in (0, 1, 4):
        progress(done, 4)
    bars = capsys.readouterr().out.split("\r\x1b[K")[1:]
    assert bars == [
        f"Setting [{'-' * 30}] 0/4, ...",
        f"Setting [{'#' * 7}{'-' * 23}] 1/4, about 30 s left",
        f"Setting [{'#' * 30}] 4/4, 40 s\n",
    ]


def test_progress_is_a_line_now_and_then_elsewhere(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_seconds(monkeypatch, 0, 0, 1, 12, 13, 20)
    progress = Progress("Setting")
    for done in (0, 1, 2, 3, 4):
        progress(done, 4)
    assert capsys.readouterr().out.splitlines() == [
        "Setting: 4.",
        "Setting: 2 of 4, about 12 s left.",
    ]
