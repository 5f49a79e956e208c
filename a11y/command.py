"""In charge of the command `check`: what to look at, and what to say of it."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from a11y import baseline
from a11y.baseline import Entry, judge, propose, read_baseline
from a11y.checklist import UnfitCheck
from a11y.extras import Extra, read_extras
from a11y.findings import Run
from a11y.gate import Plan, describe_engines, run_gate
from a11y.kept import Shelf
from a11y.known_texts import (
    KnownTexts,
    catalogue_texts,
    common_texts,
    digest_texts,
    join_texts,
)
from a11y.origins import find_origins
from a11y.outcome import Outcome
from a11y.reports import html, json, junit, sarif, terminal
from a11y.serving import Host
from a11y.statement import update_statement
from a11y.targets import NoPages, list_addresses, list_folder, read_sitemap
from a11y.workers import NoBrowser
from councilsite.model import Finding as Fault
from councilsite.terminal import Progress, complain, say, show_findings

GOOD, FOUND, BROKEN = 0, 1, 2
"""Exit codes."""

STATES = "a11y/states.yml"
SOURCE = "en"
"""Language that the catalogues translate from."""
SITE = "site"
"""The project's own site, below the project."""
FILES_ALONE = Host()
"""What serves a site behind which nothing answers forms."""

REPORTS = {
    "report.html": html.make,
    "findings.json": json.make,
    "junit.xml": junit.make,
    "findings.sarif": sarif.make,
}
"""What is written where a folder for reports is named."""


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
    baseline: Path | None = None
    """File of accepted findings for pages that are not the project's own."""
    reports: Path | None = None
    """Folder for reports; None where nobody wants files."""

    @property
    def is_own(self) -> bool:
        """Whether this is about the project's own site."""
        return not (self.addresses or self.sitemap or self.files)


def check(wanted: Wanted, modules: Path, host: Host = FILES_ALONE) -> int:
    """Runs the gate; returns GOOD, FOUND or BROKEN.

    `modules`: the folder node_modules. `host`: what the project's own site is served with.
    """
    today = dt.date.today()
    extras, faults = read_extras(wanted.project / STATES, STATES) if wanted.is_own else ((), [])
    entries, more = _read_accepted(wanted, today)
    if faults or more:
        show_findings([*faults, *more])
        return BROKEN
    try:
        with _plan(wanted, modules, extras, host) as plan:
            run = run_gate(plan, _say_nothing if wanted.as_json else Progress("States of pages"))
    except (NoPages, NoBrowser, UnfitCheck) as fault:
        complain(str(fault))
        return BROKEN
    outcome = _judge(run, plan, entries, wanted, today)
    if wanted.reports:
        write_reports(outcome, wanted.reports)
    code = _show(outcome, wanted)
    if code != GOOD or not wanted.is_own:
        return code
    disagreement = update_statement(wanted.project, outcome, modules)
    if disagreement:
        complain(disagreement)
    return FOUND if disagreement else GOOD


def _read_accepted(wanted: Wanted, today: dt.date) -> tuple[Sequence[Entry], list[Fault]]:
    """Accepted findings: of our own site always, of other pages where a file is named."""
    if wanted.baseline:
        return read_baseline(wanted.baseline, str(wanted.baseline), today, must_exist=True)
    if wanted.is_own:
        return read_baseline(wanted.project / baseline.FILE, baseline.FILE, today)
    return (), []


def _judge(
    run: Run, plan: Plan, entries: Sequence[Entry], wanted: Wanted, today: dt.date
) -> Outcome:
    verdict = judge(run.findings, entries, today)
    own = baseline.FILE if wanted.is_own else ""
    return Outcome(
        run,
        verdict,
        find_origins(wanted.project, run.findings) if wanted.is_own else {},
        pages=tuple(target.page for target in plan.targets),
        folder=f"{SITE}/" if wanted.is_own else "",
        proposal=propose(verdict, today),
        baseline=str(wanted.baseline) if wanted.baseline else own,
    )


def write_reports(outcome: Outcome, folder: Path) -> None:
    """Writes every report; a reader never sees half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in REPORTS.items():
        draft = folder / f".{name}.part"
        draft.write_text(make(outcome), encoding="utf-8")
        draft.replace(folder / name)


@contextlib.contextmanager
def _plan(wanted: Wanted, modules: Path, extras: Sequence[Extra], host: Host) -> Iterator[Plan]:
    """What to look at, served while that lasts. Raises NoPages."""
    if wanted.addresses or wanted.sitemap:
        targets = [
            *list_addresses(wanted.addresses),
            *(read_sitemap(wanted.sitemap) if wanted.sitemap else []),
        ]
        yield Plan(targets, modules, grid=wanted.grid)
        return
    folder = wanted.files or wanted.project / SITE
    if not folder.is_dir():
        raise NoPages(f"There is no folder {folder}: make the site first, or name another folder.")
    host = host if wanted.is_own else FILES_ALONE
    with ThreadPoolExecutor(1) as beside:
        # While the host starts.
        texts = beside.submit(_read_known_texts, wanted)
        with host.serve(folder) as address:
            targets = list_folder(folder, address)
            shelf = _shelf(wanted, modules, folder, address, extras, host, texts)
            known = texts.result()
            yield Plan(targets, modules, extras, known, shelf, wanted.grid)


def _read_known_texts(wanted: Wanted) -> KnownTexts:
    if not wanted.is_own:
        return {}
    return join_texts(common_texts(), catalogue_texts(wanted.project / "locales", SOURCE))


def _shelf(
    wanted: Wanted,
    modules: Path,
    folder: Path,
    address: str,
    extras: Sequence[Extra],
    host: Host,
    texts: Future[KnownTexts],
) -> Shelf:
    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    kept = wanted.project / ".cache" / "check" / place

    def settings_of(page: str) -> str:
        """What leads to a page's further states, and what answers there."""
        own = [extra for extra in extras if extra.is_about(page)]
        return f"{own!r} {host.version}" if own else ""

    shelf = Shelf(
        kept,
        folder,
        address,
        describe_engines(modules),
        settings_of,
        lambda: digest_texts(texts.result()),
    )
    if wanted.fresh:
        shelf.clear()
    return shelf


def _say_nothing(done: int, total: int) -> None:
    return


def _show(outcome: Outcome, wanted: Wanted) -> int:
    for page in outcome.run.unscanned:
        complain(f"{page.page}: could not be looked at: {page.reason}.")
    say(json.make(outcome) if wanted.as_json else terminal.make(outcome))
    if outcome.run.unscanned:
        return BROKEN
    return FOUND if outcome.verdict.failing else GOOD
