"""In charge of the command `check`: what to look at, and what to say of it."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from a11y.checklist import UnfitCheck
from a11y.extras import Extra, read_extras
from a11y.findings import Run
from a11y.gate import Plan, run_gate
from a11y.kept import Shelf
from a11y.serving import serve
from a11y.targets import NoPages, list_addresses, list_folder, read_sitemap
from a11y.workers import NoBrowser
from councilsite.terminal import Progress, complain, say, show_findings

GOOD, FOUND, BROKEN = 0, 1, 2
"""Exit codes."""

STATES = "a11y/states.yml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for."""

    project: Path
    """Folder of the council's project; its a11y/ has baseline.yml and states.yml."""
    addresses: Sequence[str] = ()
    """Pages anywhere."""
    sitemap: str = ""
    """Address of a sitemap whose pages are meant."""
    files: Path | None = None
    """Folder of a finished site; without any of these three it is the project's own site."""
    grid: str = ""
    """Address of a Selenium Grid; empty for browsers of this machine."""
    fresh: bool = False
    """Whether to look at all pages, even where nothing has changed."""
    as_json: bool = False
    """Whether to print findings as JSON and nothing else."""

    @property
    def is_own(self) -> bool:
        """Whether this is about the project's own site."""
        return not (self.addresses or self.sitemap or self.files)


def check(wanted: Wanted, modules: Path) -> int:
    """Runs the gate; returns GOOD, FOUND or BROKEN. `modules`: the folder node_modules."""
    extras, faults = read_extras(wanted.project / STATES, STATES) if wanted.is_own else ((), [])
    if faults:
        show_findings(faults)
        return BROKEN
    try:
        with _plan(wanted, modules, extras) as plan:
            run = run_gate(plan, _say_nothing if wanted.as_json else Progress("Pages"))
    except (NoPages, NoBrowser, UnfitCheck) as fault:
        complain(str(fault))
        return BROKEN
    return _show(run, wanted)


@contextlib.contextmanager
def _plan(wanted: Wanted, modules: Path, extras: Sequence[Extra]) -> Iterator[Plan]:
    """What to look at, served while that lasts. Raises NoPages."""
    if wanted.addresses or wanted.sitemap:
        targets = [
            *list_addresses(wanted.addresses),
            *(read_sitemap(wanted.sitemap) if wanted.sitemap else []),
        ]
        yield Plan(targets, modules, grid=wanted.grid)
        return
    folder = wanted.files or wanted.project / "site"
    if not folder.is_dir():
        raise NoPages(f"There is no folder {folder}: make the site first, or name another folder.")
    with serve(folder) as address:
        targets = list_folder(folder, address)
        yield Plan(targets, modules, extras, _shelf(wanted, folder, address, extras), wanted.grid)


def _shelf(wanted: Wanted, folder: Path, address: str, extras: Sequence[Extra]) -> Shelf:
    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    shelf = Shelf(wanted.project / ".cache" / "check" / place, folder, address, repr(extras))
    if wanted.fresh:
        shelf.clear()
    return shelf


def _say_nothing(done: int, total: int) -> None:
    return


def _show(run: Run, wanted: Wanted) -> int:
    for page in run.unscanned:
        complain(f"{page.page}: could not be looked at: {page.reason}.")
    if wanted.as_json:
        say(json.dumps([dataclasses.asdict(f) for f in run.findings], ensure_ascii=False, indent=1))
    else:
        for finding in run.findings:
            say(f"{finding.page} ({finding.state}): {finding.message} {finding.selector}")
        say(
            f"{run.pages} pages, {run.kept} of them as before; "
            f"{run.states} states in {run.seconds:.0f} s: {len(run.findings)} findings."
        )
    if run.unscanned:
        return BROKEN
    return FOUND if run.findings else GOOD
