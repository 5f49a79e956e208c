"""The gate finds nothing on the demonstration site, with all engines.

`python3 build.py check` looks at every page in every language and in every state. Here each page is
looked at in one language, the next page in the next, and the search page in all; each window and
each look come once. States of forms are looked at in light, and in dark and forced colours in turn,
on a phone and on a desktop in turn.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from browser import describe, node_module
from conftest import REPOSITORY, BuiltSite

from a11y.extras import SIZES, Extra, read_extras
from a11y.gate import Plan, run_gate
from a11y.kept import Shelf
from a11y.known_texts import catalogue_texts, common_texts, join_texts
from a11y.states import LOADED, LOOKS, OPENED, State
from a11y.targets import list_folder
from forms.receiver.rehearsal import rehearse

STATES = (
    State(LOADED, "desktop", "light"),
    State(LOADED, "desktop", "dark"),
    State(LOADED, "phone", "forced"),
    State(OPENED, "phone", "light"),
)
"""Each window and each look once, with everything open once."""


def choose(built: BuiltSite) -> set[str]:
    """Files of the pages to look at; those of the pattern library stand in no manifest."""
    rows = json.loads((built.out / "pages.json").read_text(encoding="utf-8"))["pages"]
    by_source: dict[str, list[str]] = {}
    for row in rows:
        by_source.setdefault(row["source"], []).append(row["file"])
    chosen = {files[number % len(files)] for number, files in enumerate(by_source.values())}
    known = {row["file"] for row in rows}
    others = {path.relative_to(built.out).as_posix() for path in built.out.rglob("*.html")} - known
    return {*chosen, *by_source["search.md"], *others}


def take_turns(extra: Extra, number: int) -> Extra:
    """The same state in one window, in light and one other look; four in a row have all pairs."""
    _, *others = LOOKS
    size, other = SIZES[number % 2], others[number // 2 % 2]
    return replace(extra, sizes=(size,), looks=("light", other))


def test_the_gate_finds_nothing_on_the_demonstration_site(
    every_page: BuiltSite, tmp_path: Path
) -> None:
    extras, faults = read_extras(REPOSITORY / "a11y/states.yml", "a11y/states.yml")
    assert faults == []
    known = join_texts(common_texts(), catalogue_texts(every_page.folder / "locales", "en"))
    chosen = choose(every_page)
    assert len(chosen) >= 50
    extras = tuple(take_turns(extra, number) for number, extra in enumerate(extras))
    with rehearse(every_page.folder, every_page.out) as address:
        targets = [one for one in list_folder(every_page.out, address) if one.page in chosen]
        shelf = Shelf(tmp_path, every_page.out, address, "")
        plan = Plan(targets, node_module("."), extras, known, shelf, states=STATES)
        run = run_gate(plan, lambda done, total: None)
    print(f"{run.pages} pages, {run.states} states, {run.seconds:.0f} s")
    assert run.unscanned == ()
    assert not run.findings, describe(
        [[f.page, f.state, f.engine, f.rule, f.message, f.selector] for f in run.findings]
    )
