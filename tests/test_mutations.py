"""The gate finds every barrier that is put into a finished page."""

from __future__ import annotations

import shutil
from pathlib import Path

from browser import node_module
from conftest import BuiltSite
from mutations import MUTATIONS

from a11y.gate import Plan, run_gate
from a11y.kept import Shelf
from a11y.serving import serve
from a11y.states import LOADED, OPENED, State
from a11y.targets import list_folder

LEAST = 60

STATES = (
    State(LOADED, "desktop", "light"),
    State(LOADED, "desktop", "dark"),
    State(OPENED, "phone", "light"),
)
"""Of the states that the gate looks at: enough for every barrier here."""


def test_the_gate_finds_every_barrier(every_page: BuiltSite, tmp_path: Path) -> None:
    assert len(MUTATIONS) >= LEAST
    folder = write_pages(every_page, tmp_path / "site")
    with serve(folder) as address:
        shelf = Shelf(tmp_path / "shelf", folder, address, "")
        targets = list_folder(folder, address)
        plan = Plan(targets, node_module("."), states=STATES, shelf=shelf)
        run = run_gate(plan, lambda done, total: None)
    assert not run.unscanned
    found: dict[str, set[str]] = {}
    for finding in run.findings:
        found.setdefault(finding.page, set()).add(finding.rule)
    untouched = {m.page: found.get(m.page, set()) for m in MUTATIONS}
    missed = {
        mutation.name: sorted(found.get(page_of(number), set()) - untouched[mutation.page])
        for number, mutation in enumerate(MUTATIONS)
        if not mutation.rules & (found.get(page_of(number), set()) - untouched[mutation.page])
    }
    assert not missed, f"{len(missed)} of {len(MUTATIONS)} barriers were not found: {missed}"


def page_of(number: int) -> str:
    """Where the page with a barrier stands: as deep as the page that it was made from."""
    mutation = MUTATIONS[number]
    path = Path(mutation.page)
    return path.with_name(f"barrier-{number}.html").as_posix()


def write_pages(site: BuiltSite, folder: Path) -> Path:
    """The pages with barriers beside those that they were made from."""
    shutil.copytree(site.out / "assets", folder / "assets")
    for number, mutation in enumerate(MUTATIONS):
        html = (site.out / mutation.page).read_text(encoding="utf-8")
        for name, text in ((page_of(number), mutation.apply(html)), (mutation.page, html)):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return folder
