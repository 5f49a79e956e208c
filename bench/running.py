"""In charge of running the programs that are measured: what a run takes, and tables of it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT, Environment

OURS = "councilsite"


class Broken(Exception):
    """A run that cannot be measured: one sentence for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A builder with its project."""

    name: str
    """As the table has it."""
    command: tuple[str, ...]
    """Builds the whole site."""
    folder: Path
    """Where the command runs."""
    out: Path
    """Where the site goes."""
    leftovers: tuple[Path, ...]
    """What is removed before each run, so that each run is cold."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a run took."""

    cpu: float
    """Seconds of user and system time of all its processes."""
    wall: float
    """Seconds on the clock."""


def run(command: Sequence[str], folder: Path) -> tuple[Sample, str]:
    """Runs a command to its end; returns what it took and what it printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command,
        cwd=folder,
        env=usual_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-5:])
        raise Broken(f"{Path(command[0]).name} ended with {done.returncode}:\n{last}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Sample(cpu, wall), done.stdout


def usual_environment() -> dict[str, str]:
    """The environment without what would have Python compile our modules anew at every start.

    Those of the other builders are compiled where they are installed, whatever it says.
    """
    return {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def generate(environ: Environment, folder: Path, pages: int, *options: str) -> dict[str, object]:
    """Writes the projects; returns what is expected of the builders."""
    script = str(ROOT / "bench" / "generate.py")
    command = [str(environ.python), script, str(folder), "--pages", str(pages), *options]
    said = run(command, ROOT)[1]
    print(said, end="")
    expected: dict[str, object] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return expected


def our_command(project: Path, out: Path, *options: str) -> tuple[str, ...]:
    """The command as a person gives it."""
    site = (str(ROOT / "build.py"), "site", "--project", str(project), "--out", str(out))
    return (sys.executable, *site, *options)


def remove(path: Path) -> None:
    """Removes a file or a folder that may be there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def show_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table that can be read at the terminal and copied into a document."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    line = tuple("-" * width for width in widths)
    print()
    for row in (heads, line, *rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print(f"| {' | '.join(cells)} |")
    print()
