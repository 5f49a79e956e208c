"""In charge of one page: shows it in every state, and lets each engine look where it must."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from a11y.checklist import Check
from a11y.engines import axe
from a11y.engines.browser import Browser
from a11y.engines.own import CheckFault, run_checks
from a11y.extras import Extra, take_steps
from a11y.findings import Finding
from a11y.kept import Seen, Shelf
from a11y.known_texts import KnownTexts
from a11y.snapshots import digest_page
from a11y.states import LOADED, OPENED, STATES, Ledger, State
from a11y.targets import Target

# A link may lead away, and a control that opens a dialog hides the page: both have other checks.
_CLOSED = """
const closed = [
  ...document.querySelectorAll("details:not([open])"),
  ...[...document.querySelectorAll("[aria-expanded=false]:is(button, [role=button])")]
    .filter((button) => !button.closest("a[href]") && button.ariaHasPopup !== "dialog"),
];
"""
_ANY_CLOSED = f"{_CLOSED} return closed.length > 0;"
_OPEN_EVERYTHING = f"""{_CLOSED}
for (const one of closed) one.localName === "details" ? (one.open = true) : one.click();
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
    shelf: Shelf | None = None
    """Where is kept what was found in further contents; None where that is of no use."""


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
    page, ledger = _Page(browser, target, tools), _open_ledger(target, tools)
    visits = []
    for _, group in itertools.groupby(_list_states(target, tools), _content_and_size):
        states = list(group)
        if not page.show(states[0]):
            continue
        visits.append(_visit_unless_seen(page, states, ledger))
    return _join(visits)


def _content_and_size(state: State) -> tuple[str, str]:
    return state.content, state.size


def _visit_unless_seen(page: _Page, states: Sequence[State], ledger: Ledger) -> Visit:
    """Looks at the content that is shown, unless somebody has who saw the same."""
    shelf, target = page.tools.shelf, page.target
    if shelf is None or not page.is_settled(states[0]):
        return _visit_anew(page, states, ledger)
    shown, before = digest_page(page.browser, shelf.address), set(page.browser.ask(_LOADS))
    seen = shelf.find_seen(target, states[0], shown) if shown else None
    if seen:
        _note_in(ledger, page.tools, states)
        return Visit(seen.findings, tuple(sorted({*before, *seen.loads})), (), ())
    made = _visit_anew(page, states, ledger)
    if shown and not made.faults:
        later = tuple(load for load in made.loads if load not in before)
        shelf.keep_seen(target, states[0], shown, Seen(made.findings, later))
    return made


def _visit_anew(page: _Page, states: Sequence[State], ledger: Ledger) -> Visit:
    """Looks at one content in one window, in every look."""
    found: list[Finding] = []
    loads: set[str] = set()
    faults = []
    for state in states:
        page.show(state)
        try:
            found.extend(_look(page, state, ledger))
        except CheckFault as fault:
            faults.append(str(fault))
        loads.update(page.browser.ask(_LOADS))
    return Visit(tuple(found), tuple(sorted(loads)), tuple(states), tuple(faults))


def _join(visits: Sequence[Visit]) -> Visit:
    """All that was found on a page, each element once for a rule."""
    found: dict[tuple[str, ...], Finding] = {}
    for visit in visits:
        for finding in visit.findings:
            found.setdefault(finding.key, finding)
    return Visit(
        tuple(found.values()),
        tuple(sorted({load for visit in visits for load in visit.loads})),
        tuple(state for visit in visits for state in visit.states),
        tuple(fault for visit in visits for fault in visit.faults),
    )


def _open_ledger(target: Target, tools: Tools) -> Ledger:
    """Has in it what is the same in further contents as in those that the page loads with."""
    ledger = Ledger()
    if target.further:
        _note_in(ledger, tools, tools.states)
    return ledger


def _note_in(ledger: Ledger, tools: Tools, states: Sequence[State]) -> None:
    """Notes that all checks have looked at these states."""
    for state in states:
        for check in tools.checks:
            ledger.is_new(check.rule, check.differs_by, state)


def _list_states(target: Target, tools: Tools) -> Iterator[State]:
    if not target.further:
        yield from tools.states
        return
    for extra in tools.extras:
        if extra.is_about(target.page):
            for size in extra.sizes:
                # What leads there is done once: then only the look changes.
                yield from (State(extra.name, size, look) for look in extra.looks)


class _Page:
    """A page in the browser: loaded anew for another window or content, not for another look."""

    def __init__(self, browser: Browser, target: Target, tools: Tools) -> None:
        self.browser, self.target, self.tools = browser, target, tools
        self.waits = False
        """Whether something is closed on it now that is to be looked at when it has opened."""
        self._loaded: tuple[str, str] | None = None
        self._opens = self._opened = False

    def show(self, state: State) -> bool:
        """Brings it to a state, unless it has no such content. Raises PageFault, StepFault."""
        opening = state.content == OPENED
        wanted = (LOADED if opening else state.content, state.size)
        if wanted != self._loaded or (self._opened and not opening):
            self._load(state)
            self._loaded, self._opened = wanted, False
            self._opens = self._can_open(state)
        if opening and not self._opens:
            return False
        if opening and not self._opened:
            self.browser.run(_OPEN_EVERYTHING)
            self.browser.notes.clear()
            self._opened = True
        self.waits = self._opens and not self._opened
        self.browser.set_media(
            scheme="dark" if state.look == "dark" else "light", forced=state.look == "forced"
        )
        return True

    def is_settled(self, state: State) -> bool:
        """Whether a state has come to its end: what its last step waited for is there."""
        return any(
            extra.name == state.content and extra.steps[-1].kind == "wait"
            for extra in self.tools.extras
            if extra.is_about(self.target.page) and extra.steps
        )

    def _load(self, state: State) -> None:
        self.browser.reset(*state.window)
        self.browser.open(self.target.url)
        answer = self.browser.answer()
        if answer.status >= 400:
            raise PageFault(f"the server answers {answer.status}")
        if "html" not in answer.kind:
            raise PageFault(f"it is no HTML page but {answer.kind}")
        for extra in self.tools.extras:
            if extra.name == state.content:
                take_steps(self.browser, extra)

    def _can_open(self, state: State) -> bool:
        """Whether it has something closed, and a state of this window is to show it open."""
        wanted = [more.size for more in self.tools.states if more.content == OPENED]
        of_page = state.content in (LOADED, OPENED) and state.size in wanted
        return of_page and bool(self.browser.run(_ANY_CLOSED))


def _look(page: _Page, state: State, ledger: Ledger) -> Iterator[Finding]:
    """Runs what has not run yet in a state that is like this one."""
    browser, tools, name = page.browser, page.tools, page.target.page
    checks = [c for c in tools.checks if ledger.is_new(c.rule, c.differs_by, state)]
    # What opens is there in addition: axe-core, which looks at the HTML, sees the rest with it.
    whole = not page.waits and ledger.is_new("axe", ("content", "size"), state)
    # Forced colours are the person's own: axe-core, which knows only the page's, is wrong on them.
    colours = state.look != "forced" and not (page.waits and _opens_later(state, tools))
    colours = colours and ledger.is_new("colours", ("content", "size", "look"), state)
    if checks or whole or colours:
        axe.prepare(browser, tools.axe)
    if whole or colours:
        yield from axe.run_axe(browser, name, state, structure=whole, colours=colours)
    yield from run_checks(browser, checks, name, state)


def _opens_later(state: State, tools: Tools) -> bool:
    return dataclasses.replace(state, content=OPENED) in tools.states
