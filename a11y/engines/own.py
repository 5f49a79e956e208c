"""In charge of running our own checks on the open page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from selenium.common.exceptions import JavascriptException

from a11y.checklist import Check, read_checks
from a11y.engines.browser import Browser
from a11y.findings import Finding, Sighting
from a11y.listeners import note_listeners
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
    if any(check.listeners for check in checks):
        note_listeners(browser)
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
        f"{json.dumps(name)}: {_refer(name, script)}" for name, script in scripts.items()
    )
    answer = _run_with_kit(
        browser,
        "const found = {};"
        f"for (const [name, look] of Object.entries({{{functions}}})) "
        "try { look(kit, report); found[name] = take(); }"
        "catch (fault) { take(); found[name] = String(fault); }"
        "return found;",
    )
    return {
        name: rows if isinstance(rows, str) else [Sighting(**row) for row in rows]
        for name, rows in answer.items()
    }


def _refer(name: str, script: str) -> str:
    """A function made of a script: by its name where it is one of our checks'."""
    is_kept = _scripts_of_checks().get(name) == script
    return f"looks[{json.dumps(name)}]" if is_kept else f"(kit, report) => {{{script}}}"


@cache
def _scripts_of_checks() -> dict[str, str]:
    return {check.rule: check.script for check in read_checks() if check.script}


def describe(browser: Browser, expression: str, *arguments: object) -> Sighting:
    """Selector and snippet of the element that an expression gives."""
    return Sighting(**_run_with_kit(browser, f"return kit.describe({expression});", *arguments))


def _run_with_kit(browser: Browser, statements: str, *arguments: object) -> Any:
    """What statements return that see `kit`, `report`, `take`, and `looks`, scripts of checks."""
    script = (
        "if (!globalThis.councilsiteKit) return null; axe.setup(document.documentElement);"
        "try { const {kit, report, take, looks} = councilsiteKit(); "
        f"{statements} }} finally {{ axe.teardown(); }}"
    )
    answer = browser.run(script, *arguments)
    if answer is None:
        browser.keep("councilsiteKit", _make_kit())
        answer = browser.run(script, *arguments)
    return answer


def _first_line(fault: CheckFault | JavascriptException) -> str:
    return str(getattr(fault, "msg", fault)).splitlines()[0]


def _read_part(name: str) -> str:
    return (HOME / f"{name}.js").read_text(encoding="utf-8").strip()


@cache
def _make_kit() -> str:
    """A function that makes a new kit, and has the scripts of our checks."""
    looks = ", ".join(
        f"{json.dumps(name)}: (kit, report) => {{{script}}}"
        for name, script in _scripts_of_checks().items()
    )
    return f"""() => {{
const words = {json.dumps(read_words())};
const made = ({_read_part("kit")})(words);
({_read_part("prose")})(made.kit, words);
return {{...made, looks: {{{looks}}}}};
}}"""


@cache
def read_words() -> dict[str, dict[str, list[str]]]:
    """The lists of words by language and name, such as link words that say nothing."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in sorted((HOME / "words").glob("*.yml")):
        for language, words in yaml.load(file.read_bytes(), yaml.CSafeLoader).items():
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
