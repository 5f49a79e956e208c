"""In charge of running our own checks on the open page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from selenium.common.exceptions import JavascriptException

from a11y.checklist import Check
from a11y.engines.browser import Browser
from a11y.findings import Finding, Sighting
from a11y.states import State

HOME = Path(__file__).resolve().parent.parent
ENGINE = "councilsite"


class CheckFault(Exception):
    """Checks that broke on a page: which and why, without a full stop."""


def run_checks(
    browser: Browser, checks: Iterable[Check], page: str, state: State
) -> Iterator[Finding]:
    """What our checks find on the open page, which must have axe-core in it."""
    checks, faults = list(checks), []
    # First those that only look: what the others do may leave traces.
    seen = _look_at_all(browser, {check.rule: check.script for check in checks if check.script})
    for check in sorted(checks, key=lambda check: check.judge is not None):
        try:
            for sighting in _judge(browser, check, seen):
                yield _finding(check, sighting, page, state)
        except (CheckFault, JavascriptException) as fault:
            faults.append(f"{check.rule} ({_first_line(fault)})")
    if faults:
        raise CheckFault(f"these checks broke in the state {state.name}: {', '.join(faults)}")


def _judge(
    browser: Browser, check: Check, seen: Mapping[str, list[Sighting] | str]
) -> Iterable[Sighting]:
    """What a check sees, by its script, its function or both."""
    sightings = seen.get(check.rule, [])
    if isinstance(sightings, str):
        raise CheckFault(sightings)
    if check.judge is None:
        return sightings
    return check.judge(browser, *([sightings] if check.script else []))


def look(browser: Browser, scripts: Mapping[str, str]) -> dict[str, list[Sighting]]:
    """What scripts report of the page as it is, by name. Raises CheckFault."""
    found = {}
    for name, rows in _look_at_all(browser, scripts).items():
        if isinstance(rows, str):
            raise CheckFault(f"{name}: {rows}")
        found[name] = rows
    return found


def _look_at_all(browser: Browser, scripts: Mapping[str, str]) -> dict[str, list[Sighting] | str]:
    """What scripts report, all in one go; for one that breaks, why."""
    if not scripts:
        return {}
    functions = ", ".join(
        f"{json.dumps(name)}: (kit, report) => {{{script}}}" for name, script in scripts.items()
    )
    answer = browser.run(
        "axe.setup(document.documentElement); try {"
        f"const {{kit, report, take}} = {_read_part('kit')}(arguments[0]);"
        f"{_read_part('prose')}(kit, arguments[0]); const found = {{}};"
        f"for (const [name, look] of Object.entries({{{functions}}})) "
        "try { look(kit, report); found[name] = take(); }"
        "catch (fault) { take(); found[name] = String(fault); }"
        "return found; } finally { axe.teardown(); }",
        read_words(),
    )
    return {
        name: rows if isinstance(rows, str) else [Sighting(**row) for row in rows]
        for name, rows in answer.items()
    }


def describe(browser: Browser, expression: str, *arguments: object) -> Sighting:
    """Selector and snippet of the element that an expression gives."""
    row = browser.run(
        "axe.setup(document.documentElement); try {"
        f"const {{kit}} = {_read_part('kit')}({{}}); return kit.describe({expression});"
        "} finally { axe.teardown(); }",
        *arguments,
    )
    return Sighting(**row)


def _first_line(fault: CheckFault | JavascriptException) -> str:
    return str(getattr(fault, "msg", fault)).splitlines()[0]


@cache
def _read_part(name: str) -> str:
    return (HOME / f"{name}.js").read_text(encoding="utf-8").strip()


@cache
def read_words() -> dict[str, dict[str, list[str]]]:
    """The lists of words by language and name, such as link words that say nothing."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in sorted((HOME / "words").glob("*.yml")):
        for language, words in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            found.setdefault(language, {})[file.stem] = words
    return found


def _finding(check: Check, sighting: Sighting, page: str, state: State) -> Finding:
    return Finding(
        rule=check.rule,
        engine=ENGINE,
        criterion=check.criterion,
        severity=check.severity,
        page=page,
        state=state.name,
        selector=sighting.selector,
        snippet=sighting.snippet,
        message=check.message.format_map(sighting.values),
        advice=check.advice,
    )
