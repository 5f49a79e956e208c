"""In charge of the findings as SARIF 2.1.0, for code hosts that show them beside the text."""

from __future__ import annotations

import hashlib
import json
import re
import urllib.parse
from collections.abc import Iterable, Mapping
from typing import Any

from a11y.baseline import Entry
from a11y.checklist import read_checks
from a11y.criteria import describe, find_address
from a11y.engines import axe, own
from a11y.findings import ERROR, Finding
from a11y.outcome import ACCEPTED, EXCEEDED, NEW, Outcome

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASELINE_STATES = {NEW: "new", EXCEEDED: "updated"}
"""What SARIF calls what a finding is by the baseline; all others are unchanged."""

Json = dict[str, Any]


def make(outcome: Outcome) -> str:
    """One run with its rules, results and the pages that could not be looked at."""
    rules = _make_rules(outcome.run.findings)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    standings, entries = outcome.standings(), _entries(outcome)
    results = [
        _make_result(finding, numbers, standings[finding], entries.get(finding), outcome)
        for finding in outcome.run.findings
    ]
    run = {
        "tool": {"driver": {"name": "councilsite", "rules": rules}},
        "invocations": [_make_invocation(outcome)],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule_id(finding: Finding) -> str:
    return f"{finding.engine}:{finding.rule}"


def _make_rules(findings: Iterable[Finding]) -> list[Json]:
    """Each rule that has found anything, once."""
    abouts = {f"{own.ENGINE}:{check.rule}": check.about for check in read_checks()}
    rules: dict[str, Json] = {}
    for finding in findings:
        name = _rule_id(finding)
        if name not in rules:
            rules[name] = _make_rule(finding, abouts.get(name, ""))
    return list(rules.values())


def _make_rule(finding: Finding, about: str) -> Json:
    name = _rule_id(finding)
    short = about or (finding.advice if finding.engine == axe.ENGINE else "") or finding.message
    words = finding.advice or finding.message
    criterion = describe(finding.criterion)
    rule: Json = {
        "id": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": f"{short} ({criterion})"},
        "help": {"text": f"{words} ({criterion})", "markdown": _markdown(words, finding.criterion)},
        "defaultConfiguration": {"level": _level(finding)},
        "properties": {"tags": ["accessibility", *_tags(finding.criterion)]},
    }
    address = find_address(finding.criterion)
    return {**rule, "helpUri": address} if address else rule


def _markdown(words: str, criterion: str) -> str:
    text = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", words)
    address = find_address(criterion)
    name = describe(criterion)
    return f"{text}\n\n{f'[{name}]({address})' if address else name}"


def _tags(criterion: str) -> list[str]:
    return [f"wcag{criterion.replace('.', '')}"] if criterion else ["best-practice"]


def _level(finding: Finding) -> str:
    return "error" if finding.severity == ERROR else "warning"


def _make_result(
    finding: Finding,
    numbers: Mapping[str, int],
    standing: str,
    entry: Entry | None,
    outcome: Outcome,
) -> Json:
    name = _rule_id(finding)
    accepted = standing == ACCEPTED and entry is not None
    return {
        "ruleId": name,
        "ruleIndex": numbers[name],
        "level": _level(finding),
        "message": {"text": _message(finding)},
        "locations": [_make_location(finding, outcome)],
        "baselineState": BASELINE_STATES.get(standing, "unchanged"),
        "partialFingerprints": {
            "cause/v1": finding.cause,
            "place/v1": hashlib.sha256("\n".join(finding.key).encode()).hexdigest()[:16],
        },
        "suppressions": [_make_suppression(entry)] if accepted and entry else [],
        "properties": {"page": finding.page, "state": finding.state},
    }


def _message(finding: Finding) -> str:
    place = f"{finding.page}, {finding.state}"
    return f"{finding.message}\n{finding.advice}\n{place}: {finding.selector}".replace("\n\n", "\n")


def _make_location(finding: Finding, outcome: Outcome) -> Json:
    """The line to edit; where nobody knows it, the page."""
    place = outcome.origins.get(finding)
    uri = place.file if place else f"{outcome.folder}{finding.page}"
    region: Json = {"startLine": place.line} if place else {"startLine": 1}
    if not place and finding.snippet:
        region["snippet"] = {"text": finding.snippet}
    location: Json = {
        "physicalLocation": {"artifactLocation": {"uri": _quoted(uri)}, "region": region}
    }
    if finding.selector:
        location["logicalLocations"] = [
            {"fullyQualifiedName": finding.selector, "kind": "element"},
        ]
    return location


def _quoted(address: str) -> str:
    return urllib.parse.quote(address, safe="/:?&=#%~+,;@!$'()*-._")


def _make_suppression(entry: Entry) -> Json:
    why = f"{entry.reason} ({entry.owner}, until {entry.expires})"
    return {"kind": "external", "status": "accepted", "justification": why}


def _make_invocation(outcome: Outcome) -> Json:
    notes = [
        {
            "level": "error",
            "message": {"text": f"{page.page} could not be looked at: {page.reason}."},
        }
        for page in outcome.run.unscanned
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _entries(outcome: Outcome) -> dict[Finding, Entry]:
    return {finding: one.entry for one in outcome.verdict.accepted for finding in one.findings}
