"""In charge of the findings as JUnit XML, in the form that Jenkins and its like read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as etree

from a11y.criteria import describe
from a11y.findings import Finding, Unscanned
from a11y.outcome import ACCEPTED, Outcome

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CLEAN = "no barriers"
"""Name of the test case of a page on which nothing was found."""


def make(outcome: Outcome) -> str:
    """A suite for each page, a test case for each rule that has found something on it."""
    run, standings = outcome.run, outcome.standings()
    root = etree.Element("testsuites", {"name": "accessibility"})
    by_page: dict[str, list[Finding]] = {}
    for finding in run.findings:
        by_page.setdefault(finding.page, []).append(finding)
    faults = {page.page: page for page in run.unscanned}
    for page in dict.fromkeys([*outcome.pages, *by_page, *faults]):
        suite = _add_suite(root, page, outcome)
        _add_rules(suite, page, by_page.get(page, []), standings)
        if page in faults:
            _add_fault(suite, faults[page])
        if not len(suite):
            _add_case(suite, page, CLEAN)
        _count(suite)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    root.set("time", f"{run.seconds:.3f}")
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, "unicode") + "\n"


def _add_suite(root: etree.Element, name: str, outcome: Outcome) -> etree.Element:
    stamp = f"{outcome.run.date}T00:00:00"
    return etree.SubElement(root, "testsuite", {"name": _clean(name), "timestamp": stamp})


def _add_case(suite: etree.Element, page: str, name: str) -> etree.Element:
    names = {"classname": _clean(page), "name": _clean(name), "time": "0"}
    return etree.SubElement(suite, "testcase", names)


def _add_rules(
    suite: etree.Element, page: str, findings: Iterable[Finding], standings: dict[Finding, str]
) -> None:
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(f"{finding.engine}:{finding.rule}", []).append(finding)
    for rule, found in by_rule.items():
        case = _add_case(suite, page, rule)
        failing = [finding for finding in found if standings[finding] != ACCEPTED]
        if failing:
            first = failing[0]
            words = {"message": _clean(first.message), "type": first.severity}
            failure = etree.SubElement(case, "failure", words)
            failure.text = _clean("\n\n".join(_describe(finding) for finding in failing))
        else:
            etree.SubElement(case, "skipped", {"message": "accepted by the baseline"})


def _describe(finding: Finding) -> str:
    lines = (
        finding.message,
        describe(finding.criterion),
        f"{finding.state}: {finding.selector}",
        finding.snippet,
        finding.advice,
    )
    return "\n".join(line for line in lines if line)


def _add_fault(suite: etree.Element, page: Unscanned) -> None:
    case = _add_case(suite, page.page, "page could be looked at")
    etree.SubElement(case, "error", {"message": _clean(page.reason), "type": "unscanned"})


def _count(suite: etree.Element) -> None:
    """Writes the totals of a suite, which every reader checks."""
    suite.set("tests", str(len(suite)))
    for kind, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(kind) is not None for case in suite)))
    suite.set("time", "0")


def _clean(text: str) -> str:
    """Text without the characters that XML has not."""
    return _NOT_XML.sub("\ufffd", text)
