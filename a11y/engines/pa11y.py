"""In charge of pa11y-ci with HTML_CodeSniffer: turns its report on pages into findings."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a11y.engines.browser import LOOPBACK_ONLY, OPTIONS, find_chromium
from a11y.findings import ERROR, Finding, Unscanned
from a11y.states import STATES
from a11y.targets import Target

ENGINE = "codesniffer"
PROGRAM = "pa11y-ci/bin/pa11y-ci.js"
"""Below node_modules."""
STANDARD = "WCAG2AA"
MILLISECONDS = 60_000
"""How long one page may take."""
SOON_QUIET = "--network-quiet-timeout=0.1"
"""Seconds without a request after which a page of this machine fetches nothing more. With the usual
half second Chromium often notices only after two, and pa11y-ci waits for it on every page."""

_CODE = re.compile(r"Principle\d+\.Guideline\d+_\d+\.(\d+)_(\d+)_(\d+)")


@dataclass(frozen=True, slots=True)
class Pa11y:
    """A pa11y-ci that is at work."""

    process: subprocess.Popen[bytes]
    report: Path
    """Where its report will be."""
    targets: Sequence[Target]


Sniffed = tuple[list[Finding], list[Unscanned]]
"""Errors, and the pages that could not be looked at."""


@contextlib.contextmanager
def sniff(
    targets: Sequence[Target],
    folder: Path,
    modules: Path,
    *,
    at_once: int,
    loopback_only: bool,
    settings: Mapping[str, str],
) -> Iterator[Callable[[], Sniffed]]:
    """Starts so many pa11y-ci, each on its part of the pages; gives what waits for their results.

    `settings` are for their environment. Pages that one has missed are tried a second time.
    """
    start = functools.partial(
        _start, folder=folder, modules=modules, loopback_only=loopback_only, settings=settings
    )
    at_work = [start(part) for n in range(at_once) if (part := targets[n::at_once])]

    def finish() -> Sniffed:
        results = [_finish(one) for one in at_work]
        findings = [finding for found, _ in results for finding in found]
        missed = [unscanned.page for _, pages in results for unscanned in pages]
        if not missed:
            return findings, []
        at_work.append(start([target for target in targets if target.page in missed]))
        more, unscanned = _finish(at_work[-1])
        return [*findings, *more], unscanned

    try:
        yield finish
    finally:
        for one in at_work:
            one.process.kill()
            one.process.wait()


def _start(
    targets: Sequence[Target],
    folder: Path,
    modules: Path,
    *,
    loopback_only: bool,
    settings: Mapping[str, str],
) -> Pa11y:
    own = Path(tempfile.mkdtemp(prefix="pa11y-", dir=folder))
    config = _make_config(targets, own / "report.json", loopback_only=loopback_only)
    (own / "pa11y.json").write_text(json.dumps(config), encoding="utf-8")
    with (own / "pa11y.log").open("wb") as log:
        process = subprocess.Popen(
            ["node", str(modules / PROGRAM), "--config", str(own / "pa11y.json")],
            cwd=own,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return Pa11y(process, own / "report.json", targets)


def _make_config(
    targets: Sequence[Target], report: Path, *, loopback_only: bool
) -> dict[str, object]:
    options = [*OPTIONS, *([LOOPBACK_ONLY, SOON_QUIET] if loopback_only else [])]
    defaults = {
        "chromeLaunchConfig": {
            "executablePath": find_chromium(),
            "args": options,
        },
        # Two pages at once in its one browser close each other's.
        "concurrency": 1,
        "runners": ["htmlcs"],
        "standard": STANDARD,
        "timeout": MILLISECONDS,
        "viewport": {"width": 1280, "height": 900},
        # With more, pa11y-ci itself would pass over pages that do not load; see _finish.
        "threshold": 0,
        # A window of its own for each page takes more time than HTML_CodeSniffer.
        "useIncognitoBrowserContext": False,
        "reporters": [["json", {"fileName": str(report)}]],
    }
    return {"defaults": defaults, "urls": [target.url for target in targets]}


def _finish(at_work: Pa11y) -> Sniffed:
    """Waits for a pa11y-ci; a page counts only where it is in the report without a fault."""
    at_work.process.wait()
    report = _read_report(at_work.report)
    findings, unscanned = [], []
    for target in at_work.targets:
        rows = report.get(target.url)
        faults = [row["message"] for row in rows or [] if "code" not in row]
        if rows is None or faults:
            reason = (faults or ["it is not in the report of pa11y-ci"])[0].splitlines()[0]
            unscanned.append(Unscanned(target.page, f"HTML_CodeSniffer: {reason.rstrip('.')}"))
            continue
        findings += [_finding(row, target.page) for row in rows if row["type"] == "error"]
    return findings, unscanned


def _read_report(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    results: dict[str, list[dict[str, Any]]] = report["results"]
    return results


def _finding(row: Mapping[str, str], page: str) -> Finding:
    code = row["code"].removeprefix(f"{STANDARD}.")
    match = _CODE.match(code)
    return Finding(
        rule=code.rpartition("Guideline")[2].partition(".")[2] or code,
        engine=ENGINE,
        criterion=".".join(match.groups()) if match else "",
        severity=ERROR,
        page=page,
        state=STATES[0].name,
        selector=row["selector"],
        snippet=" ".join(row["context"].split())[:160],
        message=row["message"],
        advice="",
    )
