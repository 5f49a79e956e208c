"""In charge of the accessibility gate: states of pages a second, and how soon after an edit."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environment import ROOT, Environment
from printing import PARTS, without_large_print
from running import Broken, run, show_table, usual_environment

LEAST_TIMES = 4
"""Target: so many times as many states of pages a second as pa11y-ci looks at."""
MOST_SECONDS = 15
"""Target: the gate ends after at most these seconds when one page has changed."""

MODULES = ROOT / ".venv/node/lib/node_modules"
EDITED = "content/services/missed-bin.md"


def compare_gates(environ: Environment, pages: int) -> bool:
    """Prints states a second of both gates on the same pages; says whether the targets are met."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        project = Path(name) / "demonstration"
        make_project(project)
        build(project)
        some = Path(name) / "some"
        copy_pages(project / "site", some, pages)
        ours, theirs = measure_ours(project, some), measure_pa11y(some)
        edited = measure_edit(project)
    rows = [
        (gate, str(states), f"{seconds:.1f}", f"{states / seconds:.2f}")
        for gate, (states, seconds) in (("councilsite", ours), ("pa11y-ci, both runners", theirs))
    ]
    show_table(("gate", "states of pages", "seconds", "states a second"), rows)
    times = (ours[0] / ours[1]) / (theirs[0] / theirs[1])
    fast, quick = times >= LEAST_TIMES, edited <= MOST_SECONDS
    print(
        f"Target: at least {LEAST_TIMES} times as many states a second. "
        f"Measured: {times:.1f}, {'met' if fast else 'not met'}."
    )
    print(
        f"Target: the gate ends {MOST_SECONDS} seconds after one page was edited. "
        f"Measured: {edited:.1f}, {'met' if quick else 'not met'}."
    )
    return fast and quick


def make_project(project: Path) -> None:
    """The demonstration council's project, without large print."""
    project.mkdir(parents=True)
    for part in (*PARTS, "a11y"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, project / part)
    settings = project / "council.yml"
    settings.write_text(without_large_print(settings.read_text(encoding="utf-8")), "utf-8")


def build(project: Path) -> None:
    """Builds the project's site."""
    run([sys.executable, str(ROOT / "build.py"), "site", "--project", str(project)], ROOT)


def copy_pages(site: Path, folder: Path, pages: int) -> None:
    """A site with all files but only so many pages, of all languages in turn."""
    rows = json.loads((site / "pages.json").read_text(encoding="utf-8"))["pages"]
    by_source: dict[str, list[str]] = {}
    for row in rows:
        by_source.setdefault(row["source"], []).append(row["file"])
    wanted = [file for files in by_source.values() for file in files][:pages]
    shutil.copytree(site, folder)
    for path in folder.rglob("*.html"):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()


def measure_ours(project: Path, folder: Path) -> tuple[int, float]:
    """States of pages that our gate looked at from nothing, and seconds of the whole command."""
    said, seconds = check(project, "--files", str(folder), "--fresh")
    match = re.search(r"(\d+) states", said)
    if not match:
        raise Broken(f"The gate did not say how many states it looked at:\n{said[-500:]}")
    return int(match[1]), seconds


def check(project: Path, *options: str) -> tuple[str, float]:
    """What a run of our gate prints, and its seconds."""
    command = [sys.executable, str(ROOT / "build.py"), "check", "--project", str(project)]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, *options],
        cwd=ROOT,
        env=usual_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise Broken(f"The gate broke:\n{(done.stdout + done.stderr)[-500:]}")
    return done.stdout, time.perf_counter() - start


def measure_pa11y(folder: Path) -> tuple[int, float]:
    """The same of pa11y-ci with both runners, one for each core; to it a page has one state."""
    sys.path.insert(0, str(ROOT))
    from a11y.serving import serve

    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    workers = os.cpu_count() or 1
    with serve(folder) as address, tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        running = [
            start_pa11y(Path(name), number, [address + file for file in files[number::workers]])
            for number in range(workers)
        ]
        for process in running:
            process.wait()
        seconds = time.perf_counter() - start
    return len(files), seconds


def start_pa11y(folder: Path, number: int, urls: list[str]) -> subprocess.Popen[bytes]:
    """Starts one pa11y-ci on its part of the pages."""
    browser = {
        "executablePath": shutil.which("chromium") or shutil.which("google-chrome"),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    }
    config = {
        "defaults": {"runners": ["axe", "htmlcs"], "chromeLaunchConfig": browser},
        "urls": urls,
    }
    file = folder / f"{number}.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    command = ["node", str(MODULES / "pa11y-ci/bin/pa11y-ci.js"), "--config", str(file)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure_edit(project: Path) -> float:
    """Seconds of the gate after a paragraph of one page was edited and the site was built."""
    check(project)
    # That run may have written the accessibility statement anew, with the day of the test: five
    # pages that are looked at before the edit, and not with it.
    build(project)
    check(project)
    page = project / EDITED
    page.write_text(page.read_text(encoding="utf-8") + "\nWe come on the next day.\n", "utf-8")
    build(project)
    said, seconds = check(project)
    print(f"After the edit: {said.strip().splitlines()[-1]}")
    return seconds
