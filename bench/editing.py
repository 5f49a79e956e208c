"""In charge of building again after a change of one paragraph."""

from __future__ import annotations

import re
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from comparing import build_cold, check_site, prefix
from environment import ROOT, Environment
from prose import FIRST_EDITION
from running import OURS, Broken, Sample, Tool, generate, our_command, run, show_table

MOST_SECONDS = 0.5
"""Target: a changed paragraph is in place in all languages after at most these seconds."""

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
