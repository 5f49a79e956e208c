"""In charge of running our own checks on the open page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from a11y.checklist import Check
from a11y.engines.browser import Browser
from a11y.findings import Finding, Sighting
from a11y.states import State

HOME = Path(__file__).resolve().parent.parent
ENGINE = "councilsite"


def run_checks(
    browser: Browser, checks: Iterable[Check], page: str, state: State
) -> Iterator[Finding]:
    """What our checks find on the open page, which must have axe-core in it."""
    checks = list(checks)
    # First those that only look: what the others do may leave traces.
    seen = look(browser, {check.rule: check.script for check in checks if check.script})
    for check in sorted(checks, key=lambda check: check.judge is not None):
        sightings: Iterable[object] = seen.get(check.rule, [])
        if check.judge is not None:
            sightings = check.judge(browser, *([sightings] if check.script else []))
        for sighting in sightings:
            assert isinstance(sighting, Sighting)
            yield _finding(check, sighting, page, state)


def look(browser: Browser, scripts: dict[str, str]) -> dict[str, list[Sighting]]:
    """What scripts report of the page as it is, by name; all in one go."""
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
        "{ look(kit, report); found[name] = take(); }"
        "return found; } finally { axe.teardown(); }",
        read_words(),
    )
    return {name: [Sighting(**row) for row in rows] for name, rows in answer.items()}


def describe(browser: Browser, expression: str, *arguments: object) -> Sighting:
    """Selector and snippet of the element that an expression gives."""
    row = browser.run(
        "axe.setup(document.documentElement); try {"
        f"const {{kit}} = {_read_part('kit')}({{}}); return kit.describe({expression});"
        "} finally { axe.teardown(); }",
        *arguments,
    )
    return Sighting(**row)


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
