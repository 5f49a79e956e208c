"""Our own checks find no fault with the examples that GOV.UK Frontend publishes.

What they do find is in `good_pages.yml`, each with the sentence that defends it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from browser import Browser, describe, node_module, serve

from a11y.checklist import read_checks
from a11y.engines import axe
from a11y.engines.own import run_checks
from a11y.findings import Finding
from a11y.states import LOADED, Ledger, State

HOME = "govuk-frontend/dist/govuk"
STATES = (State(LOADED, "desktop", "light"), State(LOADED, "phone", "light"))
WIDE = ("header", "pagination", "service-navigation", "summary-list", "table", "tabs")
"""Components whose every example is looked at in a small window too."""

PAGE = """<!doctype html><html lang="en" class="govuk-template">
<head><meta charset="utf-8"><title>{title} - GOV.UK Frontend</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="stylesheet" href="/govuk-frontend.min.css"></head>
<body class="govuk-template__body js-enabled govuk-frontend-supported">
<div class="govuk-width-container"><main class="govuk-main-wrapper" id="test-target-element">
<h1 class="govuk-heading-l">{heading}</h1>{html}</main></div>
<script type="module">import {{ initAll }} from "/govuk-frontend.min.js"; initAll();</script>
</body></html>"""

DEFENDED = Path(__file__).parent / "good_pages.yml"


def components() -> list[str]:
    folder = node_module(f"{HOME}/components")
    return sorted(path.parent.name for path in folder.glob("*/fixtures.json"))


def examples(component: str) -> Iterator[tuple[str, str]]:
    """Name and HTML of the examples of a component that are published for people to copy."""
    text = node_module(f"{HOME}/components/{component}/fixtures.json").read_text(encoding="utf-8")
    for fixture in json.loads(text)["fixtures"]:
        if not fixture["hidden"]:
            yield fixture["name"], fixture["html"]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder with the library's files, and where it is served."""
    folder = tmp_path_factory.mktemp("govuk")
    for name in ("govuk-frontend.min.css", "govuk-frontend.min.js"):
        shutil.copy(node_module(f"{HOME}/{name}"), folder)
    shutil.copytree(node_module(f"{HOME}/assets"), folder / "assets")
    with serve(folder) as address:
        yield folder, address


@pytest.mark.parametrize("component", components())
def test_our_checks_are_content_with_good_pages(
    browser: Browser, library: tuple[Path, str], component: str
) -> None:
    folder, address = library
    found = {}
    for number, (name, html) in enumerate(examples(component)):
        file = folder / f"{component}-{number}.html"
        heading = component.replace("-", " ").capitalize()
        page = PAGE.format(title=f"{heading}: {name}", heading=heading, html=html)
        file.write_text(page, encoding="utf-8")
        # The others of a component differ in little that a small window shows.
        states = STATES if number == 0 or component in WIDE else STATES[:1]
        rules = look(browser, f"{address}{file.name}", states) - defended(component, name)
        if rules:
            found[name] = sorted(rules)
    assert not found, describe(found)


def look(browser: Browser, url: str, states: Sequence[State]) -> set[str]:
    """Rules of our own that find something on a page."""
    found: list[Finding] = []
    ledger = Ledger()
    for state in states:
        browser.set_size(*state.window)
        browser.open(url)
        axe.prepare(browser, node_module(axe.SCRIPT))
        checks = [c for c in read_checks() if ledger.is_new(c.rule, c.differs_by, state)]
        found += run_checks(browser, checks, url, state)
    return {f"{finding.rule}: {finding.message}" for finding in found}


def defended(component: str, name: str) -> set[str]:
    """What may be found in an example, as a person has judged."""
    entries = yaml.safe_load(DEFENDED.read_text(encoding="utf-8")) or []
    return {
        entry["found"]
        for entry in entries
        if re.fullmatch(entry["example"], f"{component}/{name}") and entry["because"]
    }
