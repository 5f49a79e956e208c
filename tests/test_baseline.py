"""The ratchet: what is accepted, what is new, what has gone, and what an entry must say."""

from __future__ import annotations

from pathlib import Path

import pytest
from barriers import TODAY, entry, finding
from conftest import REPOSITORY

from a11y import baseline
from a11y.baseline import Entry, judge, propose, read_baseline
from councilsite.model import Finding as Fault

GOOD = """\
# why we have this file
- rule: axe:color-contrast
  page: "*bins/index.html"
  selector: "#a"
  count: 5
  reason: The contractor's form has its own colours.
  owner: Waste and recycling
  expires: 2027-03-31
"""


def read(tmp_path: Path, text: str) -> tuple[tuple[Entry, ...], list[Fault]]:
    (tmp_path / "baseline.yml").write_text(text, encoding="utf-8")
    return read_baseline(tmp_path / "baseline.yml", "a11y/baseline.yml", TODAY)


def test_an_entry_is_read(tmp_path: Path) -> None:
    [found], faults = read(tmp_path, GOOD)
    assert faults == []
    assert (found.engine, found.rule, found.count) == ("axe", "color-contrast", 5)
    assert found.expires.isoformat() == "2027-03-31"
    assert found.is_barrier
    assert str(found.place) == "a11y/baseline.yml:2"


@pytest.mark.parametrize("text", ["", "# nothing is accepted\n", "[]\n"])
def test_a_baseline_may_be_empty(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ((), [])


def test_a_project_may_have_no_baseline_but_one_that_is_named_must_be_there(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / "none.yml", "none.yml", TODAY) == ((), [])
    _, [fault] = read_baseline(tmp_path / "none.yml", "none.yml", TODAY, must_exist=True)
    assert fault.rule == "unreadable-file"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("  owner: Waste and recycling\n", "", 2, 'no "owner"'),
        ("  reason: The contractor's form has its own colours.\n", "", 2, 'no "reason"'),
        ("  expires: 2027-03-31\n", "", 2, 'no "expires"'),
        ("  count: 5\n", "", 2, 'no "count"'),
        ("owner: Waste and recycling", "owner:", 7, 'owner is ""'),
        ("  count: 5", "  counts: 5", 5, 'Did you mean "count"?'),
        ("count: 5", "count: 0", 5, "accepts nothing"),
        ("count: 5", "count: some", 5, "a whole number"),
        ("2027-03-31", "31 March", 8, "a day in the form"),
        ("2027-03-31", "2027-02-30", 8, "a day in the form"),
        ("2027-03-31", "2027-11-24", 8, "more than a year away"),
        ("axe:color-contrast", "color-contrast", 2, "the engine, a colon and the rule"),
        ("axe:color-contrast", "wave:contrast", 2, "The engines are axe"),
        ("  count: 5", "  barrier: perhaps\n  count: 5", 5, "one of yes, no"),
        ("The contractor's form has its own colours.", baseline.NO_REASON, 6, "is still"),
        ("Waste and recycling", baseline.NO_OWNER, 7, "is still"),
        (GOOD, "rule: axe:color-contrast\n", 1, "Write a list"),
        (GOOD, "- [", 2, "not YAML"),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    _, faults = read(tmp_path, GOOD.replace(old, new))
    assert any(fault.place.line == line and words in str(fault) for fault in faults), faults


def test_an_entry_may_hold_for_a_year(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.replace("2027-03-31", "2027-11-23"))[1] == []


def test_a_finding_without_an_entry_is_new() -> None:
    one = finding()
    assert judge([one], [], TODAY).failing == (one,)


def test_a_finding_on_the_baseline_is_accepted() -> None:
    verdict = judge([finding()], [entry()], TODAY)
    assert verdict.failing == ()
    assert verdict.accepted[0].findings == (finding(),)
    assert verdict.spent == ()


@pytest.mark.parametrize(
    "other",
    [
        finding("bins/other.html"),
        finding(rule="wrong-script"),
        finding(engine="axe"),
    ],
)
def test_an_entry_is_about_nothing_else(other: object) -> None:
    assert judge([other], [entry()], TODAY).new == (other,)  # type: ignore[list-item]


def test_an_entry_with_a_selector_is_about_that_element_alone() -> None:
    one, two = finding(selector="#a"), finding(selector="#b")
    verdict = judge([one, two], [entry(selector="#a", count=2)], TODAY)
    assert verdict.new == (two,)
    assert verdict.accepted[0].findings == (one,)


def test_a_star_stands_for_any_text_and_nothing_else_is_a_pattern() -> None:
    pages = ["bins/index.html", "pl/bins/index.html", "binsXindex.html"]
    verdict = judge([finding(page) for page in pages], [entry("*bins/index.html", count=2)], TODAY)
    assert [one.page for one in verdict.new] == ["binsXindex.html"]
    address = "https://a.example/?page=[1]"
    assert judge([finding(address)], [entry(address)], TODAY).failing == ()


def test_more_than_an_entry_covers_fails_as_a_whole() -> None:
    both = (finding(selector="#a"), finding(selector="#b"))
    verdict = judge(both, [entry()], TODAY)
    assert verdict.failing == both
    assert verdict.accepted == ()


def test_a_second_entry_takes_what_the_first_has_no_room_for() -> None:
    both = (finding(selector="#a"), finding(selector="#b"))
    assert judge(both, [entry(), entry(line=9)], TODAY).failing == ()


def test_a_broad_entry_leaves_to_a_narrow_one_what_is_its_own() -> None:
    own, other = finding(), finding("index.html")
    verdict = judge([own, other], [entry("*"), entry(line=9)], TODAY)
    assert verdict.failing == ()
    assert [one.findings for one in verdict.accepted] == [(other,), (own,)]


@pytest.mark.parametrize(("day", "counts"), [("2026-11-23", True), ("2026-11-22", False)])
def test_an_entry_counts_up_to_its_last_day(day: str, counts: bool) -> None:
    verdict = judge([finding()], [entry(expires=day)], TODAY)
    assert bool(verdict.accepted) == counts
    assert bool(verdict.expired) != counts
    assert bool(verdict.failing) != counts


def test_an_expired_entry_does_not_stand_in_the_way_of_one_that_holds() -> None:
    entries = [entry(expires="2026-01-01"), entry(line=9)]
    verdict = judge([finding()], entries, TODAY)
    assert verdict.failing == ()
    assert verdict.accepted[0].entry.place.line == 9
    assert verdict.spent[0].entry.place.line == 1


def test_what_has_gone_is_told_and_fails_nothing() -> None:
    verdict = judge([finding()], [entry(count=3), entry("gone.html", line=9)], TODAY)
    assert verdict.failing == ()
    assert [(one.entry.place.line, len(one.findings)) for one in verdict.spent] == [(1, 1), (9, 0)]


def test_what_is_proposed_is_refused_until_a_person_has_written_why(tmp_path: Path) -> None:
    findings = [
        finding(),
        finding("pl/bins/index.html"),
        finding("index.html", selector="main > a:nth-child(2)", snippet="<a>tutaj: “tu”</a>"),
    ]
    text = propose(judge(findings, [], TODAY), TODAY)
    entries, faults = read(tmp_path, text)
    assert len(entries) == 2
    assert len(faults) == 4
    assert all("is still" in str(fault) for fault in faults)


def test_what_is_proposed_accepts_all_that_is_new_once_it_is_filled_in(tmp_path: Path) -> None:
    findings = [
        finding(),
        finding("pl/bins/index.html"),
        finding("index.html", selector='[title="a: b"]', snippet="<a>here</a>"),
        finding("index.html", selector="#c", rule="wrong-script"),
        finding("index.html", selector="#d", rule="wrong-script"),
    ]
    text = propose(judge(findings, [], TODAY), TODAY)
    text = text.replace(baseline.NO_REASON, "Soon.").replace(baseline.NO_OWNER, "Ann")
    entries, faults = read(tmp_path, text)
    assert faults == []
    verdict = judge(findings, entries, TODAY)
    assert verdict.failing == ()
    assert verdict.spent == ()


def test_the_demonstration_accepts_nothing() -> None:
    path = REPOSITORY / baseline.FILE
    assert read_baseline(path, baseline.FILE, TODAY, must_exist=True) == ((), [])
