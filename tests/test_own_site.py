"""The gate finds nothing on the demonstration site, whatever the page, language and state."""

from __future__ import annotations

from pathlib import Path

from browser import describe, node_module
from conftest import REPOSITORY, BuiltSite

from a11y.extras import read_extras
from a11y.gate import Plan, run_gate
from a11y.kept import Shelf
from a11y.known_texts import catalogue_texts, common_texts, join_texts
from a11y.serving import serve
from a11y.targets import list_folder

LANGUAGES = ("ar", "zh-hans", "pl", "pa")


def test_the_gate_finds_nothing_on_the_demonstration_site(
    every_page: BuiltSite, tmp_path: Path
) -> None:
    extras, faults = read_extras(REPOSITORY / "a11y/states.yml", "a11y/states.yml")
    assert faults == []
    known = join_texts(common_texts(), catalogue_texts(every_page.folder / "locales", "en"))
    with serve(every_page.out) as address:
        targets = list_folder(every_page.out, address)
        shelf = Shelf(tmp_path, every_page.out, address, "")
        plan = Plan(targets, node_module("."), extras, known, shelf)
        run = run_gate(plan, lambda done, total: None)
    for language in LANGUAGES:
        assert sum(target.page.startswith(f"{language}/") for target in targets) >= 30
    print(f"{run.pages} pages, {run.states} states, {run.seconds:.0f} s")
    assert run.unscanned == ()
    assert not run.findings, describe(
        [[f.page, f.state, f.engine, f.rule, f.message, f.selector] for f in run.findings]
    )
