"""In charge of a run: which pages must be looked at anew, by which engines, and what was found."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from a11y import focusing
from a11y.checklist import read_checks
from a11y.engines import axe, pa11y
from a11y.engines.browser import find_chromium, write_font_settings
from a11y.extras import Extra
from a11y.findings import Finding, Run, Unscanned
from a11y.kept import Shelf
from a11y.known_texts import KnownTexts
from a11y.states import STATES, State
from a11y.targets import Target
from a11y.visits import Tools, Visit
from a11y.workers import look_at_all, starter

FONTS = "@expo-google-fonts"
"""Below node_modules: the fonts that a folder's pages are shown with."""

FOCUS = "focus"
"""Name of what is noted on how the keyboard's focus shows."""

CORES = os.cpu_count() or 1
PAGES_EACH = 8
"""Pages that are worth the start of another pa11y-ci, at most one for each core."""

Tell = Callable[[int, int], None]
"""Is told how many states of pages are done, and of how many: pages differ too much to count."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to look at, and with what."""

    targets: Sequence[Target]
    modules: Path
    """The folder node_modules."""
    extras: Sequence[Extra] = ()
    known_texts: KnownTexts = field(default_factory=dict)
    """Languages of the site's own texts; empty for other sites."""
    shelf: Shelf | None = None
    """Where findings are kept; None for pages elsewhere, whose files nobody can compare."""
    grid: str = ""
    """Address of a Selenium Grid; empty for browsers of this machine."""
    at_once: int = CORES
    """How many browsers work side by side."""
    states: Sequence[State] = STATES
    """Those that every page is looked at in."""


def run_gate(plan: Plan, tell: Tell) -> Run:
    """Looks at all pages with all engines. Raises NoBrowser, UnfitCheck."""
    start = time.monotonic()
    targets = _divide(plan)
    kept = _find_kept(plan, targets)
    fresh = [target for target in targets if target not in kept]
    with TemporaryDirectory(prefix="a11y-", ignore_cleanup_errors=True) as name:
        results = _look(plan, fresh, Path(name), tell) if fresh else {}
    findings: dict[tuple[str, ...], Finding] = {}
    unscanned: list[Unscanned] = []
    states = 0
    for target in targets:
        result = results.get(target)
        if isinstance(result, Unscanned):
            unscanned.append(result)
            continue
        if isinstance(result, Visit):
            states += len(result.states)
            unscanned += [Unscanned(target.page, fault) for fault in result.faults]
        for finding in result.findings if result else kept[target]:
            findings.setdefault(finding.key, finding)
    return Run(
        tuple(findings.values()),
        tuple(unscanned),
        pages=len(plan.targets),
        kept=len({target.page for target in targets} - {target.page for target in fresh}),
        states=states,
        seconds=time.monotonic() - start,
        date=dt.date.today().isoformat(),
    )


def _divide(plan: Plan) -> list[Target]:
    """All targets; after those of pages with further contents, a target for these."""
    return [
        part
        for target in plan.targets
        for part in (target, dataclasses.replace(target, further=True))
        if not part.further or any(extra.is_about(target.page) for extra in plan.extras)
    ]


def describe_engines(modules: Path) -> str:
    """What answers depend on beside our own code: the npm packages, and this very Chromium."""
    lock = modules.parent / "package-lock.json"
    browser = find_chromium()
    age = Path(browser).stat().st_mtime_ns if browser else 0
    packages = lock.read_bytes() if lock.is_file() else b""
    return f"{hashlib.sha256(packages).hexdigest()} {browser} {age}"


def _find_kept(plan: Plan, targets: Sequence[Target]) -> dict[Target, tuple[Finding, ...]]:
    if plan.shelf is None:
        return {}
    found = {target: plan.shelf.find(target) for target in targets}
    return {target: findings for target, findings in found.items() if findings is not None}


def _look(
    plan: Plan, fresh: Sequence[Target], folder: Path, tell: Tell
) -> dict[Target, Visit | Unscanned]:
    """Result for each target; keeps what can be kept."""
    # What takes longest comes first, so that nobody waits for it alone at the end.
    work = {target: _count_states(plan, target) for target in fresh}
    fresh = sorted(fresh, key=lambda target: -work[target])
    loopback_only = plan.shelf is not None
    fonts = plan.modules / FONTS if loopback_only else None
    tools = Tools(
        read_checks(),
        plan.modules / axe.SCRIPT,
        plan.extras,
        plan.known_texts,
        plan.states,
        plan.shelf,
    )
    results: dict[Target, Visit | Unscanned] = {}

    def done(target: Target, result: Visit | Unscanned) -> None:
        results[target] = result
        tell(sum(work[done] for done in results), sum(work.values()))

    tell(0, sum(work.values()))
    start = starter(plan.grid, folder, fonts, loopback_only=loopback_only)
    # HTML_CodeSniffer sees a page as it loads.
    sniffed_at = [target for target in fresh if not target.further]
    with pa11y.sniff(
        sniffed_at,
        folder,
        plan.modules,
        at_once=min(CORES, math.ceil(len(sniffed_at) / PAGES_EACH)),
        loopback_only=loopback_only,
        settings={"FONTCONFIG_FILE": str(write_font_settings(folder, fonts))} if fonts else {},
    ) as finish:
        with _same_looks(plan):
            look_at_all(fresh, tools, start, at_once=plan.at_once, done=done)
        sniffed, missed = finish()
    _join(results, sniffed, missed)
    _keep(plan, results)
    return results


@contextlib.contextmanager
def _same_looks(plan: Plan) -> Iterator[None]:
    """Knows how the focus shows on pages of this site from the run before, and tells the next."""
    if plan.shelf is None:
        yield
        return
    known = plan.shelf.recall(FOCUS)
    if known:
        focusing.learn(known, plan.shelf.address)
    yield
    plan.shelf.note(FOCUS, focusing.tell(plan.shelf.address))


def _count_states(plan: Plan, target: Target) -> int:
    """How many states of a page a target can have."""
    if not target.further:
        return len(plan.states)
    own = [extra for extra in plan.extras if extra.is_about(target.page)]
    return sum(len(extra.sizes) * len(extra.looks) for extra in own)


def _join(
    results: dict[Target, Visit | Unscanned],
    sniffed: Sequence[Finding],
    missed: Sequence[Unscanned],
) -> None:
    """Adds what HTML_CodeSniffer found, and the pages that it could not look at."""
    own = {target.page: target for target in results if not target.further}
    for page, target in own.items():
        result = results[target]
        found = [finding for finding in sniffed if finding.page == page]
        if isinstance(result, Visit) and found:
            results[target] = dataclasses.replace(result, findings=(*result.findings, *found))
    for unscanned in missed:
        if isinstance(results[own[unscanned.page]], Visit):
            results[own[unscanned.page]] = unscanned


def _keep(plan: Plan, results: dict[Target, Visit | Unscanned]) -> None:
    if plan.shelf is not None:
        for target, result in results.items():
            if isinstance(result, Visit) and not result.faults:
                plan.shelf.keep(target, result.findings, result.loads)
