"""In charge of building from nothing, beside other builders."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import peers
from environment import ROOT, Environment
from running import OURS, Broken, Sample, Tool, generate, our_command, remove, run, show_table

MOST_OF_PEER = 2.0 / 6.7
"""Target: at most this part of the CPU time of mkdocs-static-i18n."""


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
