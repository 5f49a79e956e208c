#!/usr/bin/env python3
"""Measures councilsite: beside other builders from nothing, and after a change of one paragraph."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import environment
import peers
import printing
from environment import ROOT, Environment, EnvironmentFault
from prose import FIRST_EDITION

OURS = "councilsite"
MOST_OF_PEER = 2.0 / 6.7
"""Target: at most this part of the CPU time of mkdocs-static-i18n."""
MOST_SECONDS = 0.5
"""Target: a changed paragraph is in place in all languages after at most these seconds."""

LEAST_PDFS = 10
"""Target: so many PDFs in large print for a second of one core."""

_WORK = """
import sys, time
from pathlib import Path
from councilsite.site import build_site
start = time.perf_counter()
code = build_site(Path(sys.argv[1]), Path(sys.argv[2]), fresh=False)
print(f"work {time.perf_counter() - start:.4f}")
raise SystemExit(code)
"""
"""The command without the start of Python and the imports that every run needs."""


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


def main(words: list[str]) -> int:
    """Measures; returns 0 where all targets are met, 1 where not, 2 where the run broke."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--pages", type=int, default=100, help="English pages (default: 100)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each builder (default: 3)")
    parser.add_argument("--edit-pages", type=int, default=200, help="for the edits (default: 200)")
    parser.add_argument("--edits", type=int, default=5, help="edits (default: 5)")
    parser.add_argument("--print-pages", type=int, default=10, help="a language (default: 10)")
    parser.add_argument("--part", choices=("all", "compare", "edit", "print"), default="all")
    options = parser.parse_args(words)
    try:
        environ = environment.set_up()
        describe_machine(environ)
        met = True
        if options.part in ("all", "compare"):
            met &= compare(environ, options.pages, options.rounds)
        if options.part in ("all", "edit"):
            met &= edit(environ, options.edit_pages, options.edits)
        if options.part in ("all", "print"):
            met &= compare_printing(environ, options.print_pages)
    except (Broken, EnvironmentFault) as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0 if met else 1


def describe_machine(environ: Environment) -> None:
    """Says what the figures depend on."""
    load = os.getloadavg()[0]
    versions = ", ".join(f"{name} {environ.versions[name]}" for name in environment.SHOWN)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}; {versions}"
    )


# Running.


def run(command: Sequence[str], folder: Path) -> tuple[Sample, str]:
    """Runs a command to its end; returns what it took and what it printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-5:])
        raise Broken(f"{Path(command[0]).name} ended with {done.returncode}:\n{last}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Sample(cpu, wall), done.stdout


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


# Beside other builders.


def compare(environ: Environment, pages: int, rounds: int) -> bool:
    """Prints the table of all builders; says whether the target is met."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        expected = generate(environ, folder, pages)
        tools = {tool.name: tool for tool in find_tools(environ, folder)}
        faults = dict(environ.missing)
        for tool in list(tools.values()):
            try:
                # Not counted: brings the disk's cache and Python's compiled files up to date.
                build_cold(tool)
                check_site(tool, expected)
            except Broken as fault:
                if tool.name == OURS:
                    raise
                faults[tool.name] = str(fault)
                del tools[tool.name]
        samples = measure(list(tools.values()), expected, rounds)
    return show_comparison(samples, faults, int(str(expected["pages"])))


def find_tools(environ: Environment, folder: Path) -> list[Tool]:
    """All builders that are installed."""
    project, out = folder / OURS, folder / f"{OURS}-site"
    command = our_command(project, out, "--fresh")
    tools = [Tool(OURS, command, ROOT, out, (out, project / ".cache"))]
    if peers.MKDOCS not in environ.missing:
        tools += mkdocs_tools(environ, folder)
    if peers.HUGO not in environ.missing:
        project, out, kept = folder / peers.HUGO, folder / "hugo-site", folder / "hugo-cache"
        command = (str(environ.hugo), "--destination", str(out), "--cacheDir", str(kept))
        leftovers = (out, kept, project / "resources", project / ".hugo_build.lock")
        tools.append(Tool(peers.HUGO, command, project, out, leftovers))
    return tools


def mkdocs_tools(environ: Environment, folder: Path) -> list[Tool]:
    """MkDocs with Material, and with a theme as small as ours."""
    project, tools = folder / peers.MKDOCS, []
    for name, config in ((peers.MKDOCS, "mkdocs.yml"), (peers.SMALL, peers.SMALL_CONFIG)):
        out = folder / f"{config}-site"
        options = ("--quiet", "--config-file", config, "--site-dir", str(out))
        tools.append(Tool(name, (str(environ.mkdocs), "build", *options), project, out, (out,)))
    return tools


def build_cold(tool: Tool) -> Sample:
    """One run from nothing."""
    for path in tool.leftovers:
        remove(path)
    return run(tool.command, tool.folder)[0]


def measure(
    tools: Sequence[Tool], expected: Mapping[str, object], rounds: int
) -> dict[str, list[Sample]]:
    """All builders in turn, round by round, so that a slow minute hits each alike."""
    samples: dict[str, list[Sample]] = {tool.name: [] for tool in tools}
    for number in range(rounds):
        start = number % len(tools)
        for tool in (*tools[start:], *tools[:start]):
            samples[tool.name].append(build_cold(tool))
            check_site(tool, expected)
    return samples


def check_site(tool: Tool, expected: Mapping[str, object]) -> None:
    """Whether a builder made all pages, in the right language."""
    found = sum(1 for _ in tool.out.rglob("index.html"))
    if found != expected["pages"]:
        raise Broken(f"{tool.name} made {found} pages, not {expected['pages']}.")
    headings = expected["headings"]
    assert isinstance(headings, dict)
    for code, heading in headings.items():
        page = tool.out / prefix(tool.name, code) / str(expected["page"]) / "index.html"
        if heading not in page.read_text(encoding="utf-8"):
            raise Broken(f'{tool.name}: {page.relative_to(tool.out)} lacks "{heading}".')
    if tool.name == OURS:
        check_no_fallback(tool.out)


def prefix(tool: str, code: str) -> str:
    """Folder of a language in a finished site."""
    return "" if code == "en" else peers.PREFIXES[tool].get(code, code)


def check_no_fallback(out: Path) -> None:
    """Whether our pages have no English where a translation belongs."""
    manifest = json.loads((out / "pages.json").read_text(encoding="utf-8"))
    left = {code: row["fallback"] for code, row in manifest["coverage"].items() if row["fallback"]}
    if left:
        raise Broken(f"{OURS} shows English where translations belong: {left}.")


def show_comparison(
    samples: Mapping[str, Sequence[Sample]], faults: Mapping[str, str], pages: int
) -> bool:
    """The table and the target."""
    cpu = {name: [1000 * s.cpu / pages for s in found] for name, found in samples.items()}
    medians = {name: statistics.median(values) for name, values in cpu.items()}
    rows = [
        (
            name,
            str(pages),
            f"{medians[name]:.2f}",
            f"{min(cpu[name]):.2f}",
            f"{statistics.median(s.wall for s in found):.2f}",
            f"{medians[name] / medians[OURS]:.2f}",
        )
        for name, found in samples.items()
    ]
    rows += [(name, "not measured", "", "", "", "") for name in faults]
    heads = ("builder", "output pages", "CPU ms a page", "least", "seconds", "times councilsite")
    show_table(heads, rows)
    for name, fault in faults.items():
        print(f"{name} was not measured: {fault}")
    if peers.MKDOCS not in medians:
        return False
    share = medians[OURS] / medians[peers.MKDOCS]
    met = share <= MOST_OF_PEER
    print(
        f"Target: at most {MOST_OF_PEER:.2f} of the CPU time of {peers.MKDOCS}. "
        f"Measured: {share:.2f}, {'met' if met else 'not met'}."
    )
    return met


def show_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table that can be read at the terminal and copied into a document."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    line = tuple("-" * width for width in widths)
    print()
    for row in (heads, line, *rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print(f"| {' | '.join(cells)} |")
    print()


# After an edit.


def edit(environ: Environment, pages: int, edits: int) -> bool:
    """Prints what a changed paragraph takes, and no change; says whether the target is met."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        expected = generate(environ, folder, pages, "--only-ours")
        project, out = folder / OURS, folder / "site"
        tool = Tool(OURS, our_command(project, out), ROOT, out, ())
        build_cold(tool)
        check_site(tool, expected)
        editions = iter(range(FIRST_EDITION + 1, FIRST_EDITION + 1 + 2 * edits))
        whole, work, idle = [], [], []
        for _ in range(edits):
            whole.append(time_edit(tool, project, expected, next(editions), command_seconds))
            work.append(time_edit(tool, project, expected, next(editions), work_seconds))
            idle.append(command_seconds(tool, project))
        fresh = build_cold(Tool(OURS, our_command(project, out, "--fresh"), ROOT, out, ()))
    return show_edits(pages, whole, work, idle, fresh)


def command_seconds(tool: Tool, project: Path) -> float:
    """Seconds of the whole command."""
    return run(tool.command, tool.folder)[0].wall


def work_seconds(tool: Tool, project: Path) -> float:
    """Seconds of the work after the start of Python."""
    python = str(ROOT / ".venv" / "bin" / "python")
    said = run([python, "-X", "utf8", "-c", _WORK, str(project), str(tool.out)], ROOT)[1]
    return float(said.splitlines()[-1].removeprefix("work "))


def time_edit(
    tool: Tool,
    project: Path,
    expected: Mapping[str, object],
    edition: int,
    seconds_of: Callable[[Tool, Path], float],
) -> float:
    """Seconds until a changed paragraph stands in the pages of all languages."""
    change_edition(project, edition)
    seconds = seconds_of(tool, project)
    headings = expected["headings"]
    assert isinstance(headings, dict)
    for code in headings:
        page = tool.out / prefix(OURS, code) / str(expected["page"]) / "index.html"
        found = re.findall(rf"\b{FIRST_EDITION // 1000}\d{{3}}\b", page.read_text(encoding="utf-8"))
        if found != [str(edition)]:
            raise Broken(f"{page.relative_to(tool.out)} has edition {found}, not {edition}.")
    return seconds


def change_edition(project: Path, edition: int) -> None:
    """Changes one paragraph in its Markdown and in every catalogue, source and translation."""
    changed = 0
    for path in (*project.rglob("content/**/*.md"), *project.rglob("locales/**/*.po")):
        text = path.read_text(encoding="utf-8")
        new = re.sub(rf"\b{FIRST_EDITION // 1000}\d{{3}}\b", str(edition), text)
        if new != text:
            path.write_text(new, encoding="utf-8")
            changed += 1
    if changed != 5:
        raise Broken(f"The paragraph to change is in {changed} files, not in 5.")


def show_edits(
    pages: int,
    whole: Sequence[float],
    work: Sequence[float],
    idle: Sequence[float],
    fresh: Sample,
) -> bool:
    """The table and the target."""
    rows = [
        (what, f"{statistics.median(seconds):.2f}", f"{min(seconds):.2f}")
        for what, seconds in (
            ("one paragraph changed in five languages: the whole command", whole),
            ("of which work after the start of Python", work),
            ("nothing changed: the whole command", idle),
            ("everything made again (--fresh), once", [fresh.wall]),
        )
    ]
    show_table((f"{pages} pages in five languages", "seconds", "least"), rows)
    met = statistics.median(whole) <= MOST_SECONDS
    print(
        f"Target: a changed paragraph in place after {MOST_SECONDS} seconds. "
        f"Measured: {statistics.median(whole):.2f}, {'met' if met else 'not met'}."
    )
    return met


# Large print.


def compare_printing(environ: Environment, pages: int) -> bool:
    """Prints how many PDFs a second each program makes of the same pages, on one core."""
    script = str(ROOT / "bench" / "printing.py")
    rows, rate = [], 0.0
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = str(Path(name) / "demonstration")
        said = run([str(environ.python), script, "build", folder, str(pages)], ROOT)[1]
        files = said.splitlines()[-1]
        for program in printing.PROGRAMS:
            done = subprocess.run(
                [str(environ.python), script, program, folder],
                input=files,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                if program == OURS:
                    raise Broken(f"large print was not measured: {done.stderr.strip()[-500:]}")
                reason = (done.stderr.strip().splitlines() or ["no reason"])[-1]
                rows.append((program, "not measured", "", "", reason[:60]))
                continue
            took = json.loads(done.stdout.splitlines()[-1])
            number, wall, cpu = took["documents"], took["wall"], took["cpu"]
            rows.append(
                (
                    program,
                    str(number),
                    f"{number / wall:.1f}",
                    "" if program == "chromium" else f"{number / cpu:.1f}",
                    "",
                )
            )
            rate = number / cpu if program == OURS else rate
    show_table(("program", "PDFs", "a second on one core", "a second of its CPU time", ""), rows)
    met = rate >= LEAST_PDFS
    print(
        f"Target: at least {LEAST_PDFS} PDFs in a second of CPU time. "
        f"Measured: {rate:.1f}, {'met' if met else 'not met'}."
    )
    return met


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
