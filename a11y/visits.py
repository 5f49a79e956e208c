"""In charge of one page: shows it in every state, and lets each engine look where it must."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from a11y.checklist import Check
from a11y.engines import axe
from a11y.engines.browser import Browser
from a11y.engines.own import CheckFault, run_checks
from a11y.extras import Extra, take_steps
from a11y.findings import Finding
from a11y.known_texts import KnownTexts
from a11y.states import LOADED, OPENED, STATES, Ledger, State
from a11y.targets import Target

_OPEN_EVERYTHING = """
const closed = [...document.querySelectorAll("details:not([open])")];
closed.forEach((details) => (details.open = true));
// A link may lead away, and a control that opens a dialog hides the page: both have other checks.
const buttons = [...document.querySelectorAll("[aria-expanded=false]:is(button, [role=button])")]
  .filter((button) => !button.closest("a[href]") && button.ariaHasPopup !== "dialog");
buttons.forEach((button) => button.click());
return closed.length + buttons.length > 0;
"""
_LOADS = """
[location.href, ...performance.getEntriesByType("resource").map((entry) => entry.name)]
"""


class PageFault(Exception):
    """The page cannot be looked at: one sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every visit needs."""

    checks: Sequence[Check]
    axe: Path
    """File of axe-core."""
    extras: Sequence[Extra] = ()
    """Further contents of some pages, such as a form with errors."""
    known_texts: KnownTexts = field(default_factory=dict)
    """Languages of the site's own texts."""
    states: Sequence[State] = STATES
    """Those that every page is looked at in."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit of one page brought."""

    findings: tuple[Finding, ...]
    loads: tuple[str, ...]
    """Addresses of the page and of all that it loaded."""
    states: tuple[State, ...]
    """Those that were looked at."""
    faults: tuple[str, ...]
    """Why it is not complete: checks that broke, each a sentence without a full stop."""


def visit(browser: Browser, target: Target, tools: Tools) -> Visit:
    """Looks at a page in every state. Raises PageFault, StepFault, AxeFault."""
    browser.known_texts = tools.known_texts
    ledger, loads = _open_ledger(target, tools), set()
    found: dict[tuple[str, ...], Finding] = {}
    looked, faults = [], []
    before: tuple[str, str] | None = None
    for state in _list_states(target, tools):
        if (state.content, state.size) != before:
            before = (state.content, state.size)
            is_there = _show(browser, target, state, tools)
        if not is_there:
            continue
        _set_look(browser, state)
        try:
            for finding in _look(browser, target, state, tools, ledger):
                found.setdefault(finding.key, finding)
        except CheckFault as fault:
            faults.append(str(fault))
        loads.update(browser.ask(_LOADS))
        looked.append(state)
    return Visit(tuple(found.values()), tuple(sorted(loads)), tuple(looked), tuple(faults))


def _open_ledger(target: Target, tools: Tools) -> Ledger:
    """Has in it what is the same in further contents as in those that the page loads with."""
    ledger = Ledger()
    for state in tools.states if target.further else ():
        for check in tools.checks:
            ledger.is_new(check.rule, check.differs_by, state)
    return ledger


def _list_states(target: Target, tools: Tools) -> Iterator[State]:
    if not target.further:
        yield from tools.states
        return
    for extra in tools.extras:
        if extra.is_about(target.page):
            for size in extra.sizes:
                # What leads there is done once: then only the look changes.
                yield from (State(extra.name, size, look) for look in extra.looks)


def _show(browser: Browser, target: Target, state: State, tools: Tools) -> bool:
    """Opens a page with the content of a state; says whether it has such a content."""
    browser.reset(*state.window)
    browser.open(target.url)
    answer = browser.answer()
    if answer.status >= 400:
        raise PageFault(f"the server answers {answer.status}")
    if "html" not in answer.kind:
        raise PageFault(f"it is no HTML page but {answer.kind}")
    if state.content == OPENED:
        return bool(browser.run(_OPEN_EVERYTHING))
    if state.content != LOADED:
        [extra] = [extra for extra in tools.extras if extra.name == state.content]
        take_steps(browser, extra)
    return True


def _set_look(browser: Browser, state: State) -> None:
    browser.set_media(
        scheme="dark" if state.look == "dark" else "light", forced=state.look == "forced"
    )


def _look(
    browser: Browser, target: Target, state: State, tools: Tools, ledger: Ledger
) -> Iterator[Finding]:
    """Runs what has not run yet in a state that is like this one."""
    checks = [c for c in tools.checks if ledger.is_new(c.rule, c.differs_by, state)]
    # What opens is there in addition: axe-core, which looks at the HTML, sees the rest with it.
    opened = dataclasses.replace(state, content=LOADED) if state.content == OPENED else state
    whole = ledger.is_new("axe", ("content", "size"), opened)
    # Forced colours are the person's own: axe-core, which knows only the page's, is wrong on them.
    colours = state.look != "forced"
    colours = colours and ledger.is_new("colours", ("content", "size", "look"), opened)
    if checks or whole or colours:
        axe.prepare(browser, tools.axe)
    if whole or colours:
        yield from axe.run_axe(browser, target.page, state, structure=whole, colours=colours)
    yield from run_checks(browser, checks, target.page, state)
