"""What the outside scanners find on the page that is open: axe-core and HTML_CodeSniffer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from axe_selenium_python import Axe
from browser import Browser, node_module, read_measure

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""Rules of WCAG 2.0 to 2.2 A and AA and of good practice, those that axe-core calls experimental
among them. Left out are the obsolete ones and the reminders that a person should look at
something (review-item), which find fault with no page in particular."""
NOT_TAGS = ("deprecated", "review-item")

EXPLAINED_FILE = Path(__file__).parent / "explained.yml"


@dataclass(frozen=True)
class Explained:
    """What axe-core cannot decide, and a person has looked at."""

    rule: str
    """Name of axe-core's rule."""
    selector: str
    """CSS selector of the elements that this is about."""
    seen_on: str
    """Page on which axe-core still asks, relative to the site."""
    reason: str
    """Why axe-core cannot decide, and what the person saw."""


def read_explained() -> list[Explained]:
    """The list of explained.yml."""
    listed = yaml.safe_load(EXPLAINED_FILE.read_text(encoding="utf-8"))
    return [Explained(**entry) for entry in listed or []]


def prepare_axe(browser: Browser) -> list[str]:
    """Puts axe-core into the open page; returns the names of the rules to run."""
    axe = Axe(browser.driver, str(node_module("axe-core/axe.min.js")))
    axe.inject()
    # The bindings' own engine is from 2018: make sure that ours is the one that runs.
    assert browser.ask("axe.version") == "4.14.1"
    rules = browser.ask("axe.getRules().map(rule => [rule.ruleId, rule.tags])")
    return [name for name, tags in rules if {*TAGS} & {*tags} and not {*NOT_TAGS} & {*tags}]


def run_axe(browser: Browser, rules: list[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each violation and each thing that axe-core could not decide: kind, and what it is about."""
    options = {"runOnly": {"type": "rule", "values": rules}}
    result = browser.wait_for(read_measure("scan_with_axe"), json.dumps(options))
    assert "error" not in result, result["error"]
    for kind in ("violations", "incomplete"):
        for row in result[kind]:
            yield kind, row


def find_barriers(
    browser: Browser, rules: list[str], explained: list[Explained]
) -> list[Mapping[str, object]]:
    """Violations, and what axe-core could not decide and nobody has explained."""
    return [
        {"kind": kind, **row}
        for kind, row in run_axe(browser, rules)
        if kind == "violations" or not any(is_about(browser, entry, row) for entry in explained)
    ]


def is_about(browser: Browser, entry: Explained, row: Mapping[str, object]) -> bool:
    """Whether an explanation is about this row."""
    if entry.rule != row["rule"]:
        return False
    matches = "document.querySelector(arguments[0])?.matches(arguments[1]) ?? false"
    return bool(browser.ask(matches, row["target"], entry.selector))


def run_codesniffer(browser: Browser) -> list[Mapping[str, object]]:
    """Errors by HTML_CodeSniffer's WCAG2AA standard; the page must have it already."""
    found = browser.wait_for(read_measure("scan_with_codesniffer"))
    assert isinstance(found, list), found
    return found


def prepare_codesniffer(browser: Browser) -> None:
    """Puts HTML_CodeSniffer into the open page."""
    script = node_module("@pa11y/html_codesniffer/build/HTMLCS.js")
    browser.inject(script.read_text(encoding="utf-8"))
