"""A visit shows a page in every state, and asks each engine only what it can answer there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from browser import Browser, node_module, serve

from a11y import visits
from a11y.checklist import Check, read_checks
from a11y.engines.axe import SCRIPT
from a11y.extras import SIZES, Extra, Step, take_steps
from a11y.findings import Finding
from a11y.kept import Shelf
from a11y.states import LOADED, LOOKS, OPENED, STATES, State
from a11y.targets import Target
from a11y.visits import Tools, Visit, visit

FAINT = """<!doctype html><html lang="en"><title>Bins</title><main><h1>Bins</h1>
<p style="color: #bbb; background: #fff">Put your bin out by 7am.</p>
<img src="data:," width="99" height="99"></main></html>"""


@pytest.mark.parametrize(
    ("looks", "colours"), [(["light"], True), (["forced"], False), (["forced", "dark"], True)]
)
def test_axe_judges_colours_only_where_they_are_the_pages_own(
    browser: Browser, tmp_path: Path, looks: list[str], colours: bool
) -> None:
    (tmp_path / "index.html").write_text(FAINT, encoding="utf-8")
    states = tuple(State(LOADED, "phone", look) for look in looks)
    with serve(tmp_path) as address:
        tools = Tools(checks=(), axe=node_module(SCRIPT), states=states)
        found = visit(browser, Target("index.html", f"{address}index.html"), tools)
    assert found.states == states
    rules = {finding.rule for finding in found.findings}
    assert "image-alt" in rules
    assert ("color-contrast" in rules) is colours


CLOSED = """<!doctype html><html lang="en"><title>Bins</title><main><h1>Bins</h1>
<p>Put your bin out by 7am.</p>%s</main></html>"""
DETAILS = '<details><summary>More</summary><img src="data:," width="99" height="99"></details>'


@pytest.mark.parametrize("body", [DETAILS, ""])
def test_what_opens_is_opened_on_the_page_that_has_loaded_once_for_each_window(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    (tmp_path / "index.html").write_text(CLOSED % body, encoding="utf-8")
    loaded: list[str] = []
    whole = browser.open
    monkeypatch.setattr(browser, "open", lambda url: (loaded.append(url), whole(url)))
    with serve(tmp_path) as address:
        tools = Tools(checks=(), axe=node_module(SCRIPT))
        found = visit(browser, Target("index.html", f"{address}index.html"), tools)
    assert len(loaded) == len(SIZES)
    opened = State(OPENED, "phone", "light")
    assert found.states == tuple(state for state in STATES if body or state != opened)
    pictures = [finding.state for finding in found.findings if finding.rule == "image-alt"]
    assert pictures == ([opened.name] if body else [])


def test_a_page_is_loaded_again_after_all_was_opened(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(CLOSED % DETAILS, encoding="utf-8")
    states = (State(OPENED, "phone", "light"), State(LOADED, "phone", "dark"))
    with serve(tmp_path) as address:
        tools = Tools(checks=(), axe=node_module(SCRIPT), states=states)
        visit(browser, Target("index.html", f"{address}index.html"), tools)
    assert browser.ask("document.querySelectorAll('details:not([open])').length") == 1


FAINT_IN_THE_DARK = """<!doctype html><html lang="en">
<style>@media (prefers-color-scheme: dark) { b { color: #333; background: #222 } }</style>
<title>Bins</title><main><h1>Bins</h1><p><button>Go</button></p><p id="said"></p></main>
<script>document.querySelector("button").onclick = () => {
  document.querySelector("#said").innerHTML = "<b>Put your bin out by 7am.</b>"; }</script>"""


def test_what_steps_lead_to_is_looked_at_in_every_look_after_they_are_taken_once(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_text(FAINT_IN_THE_DARK, encoding="utf-8")
    asked = Extra("asked", ("*",), (Step("click", "button", {}), Step("wait", "b", {})))
    taken: list[str] = []
    monkeypatch.setattr(
        visits, "take_steps", lambda *given: (taken.append("steps"), take_steps(*given))
    )
    with serve(tmp_path) as address:
        tools = Tools(checks=(), axe=node_module(SCRIPT), extras=(asked,), states=())
        target = Target("index.html", f"{address}index.html", further=True)
        found = visit(browser, target, tools)
    assert found.states == tuple(State("asked", size, look) for size in SIZES for look in LOOKS)
    assert len(taken) == len(SIZES)
    faint = [finding.state for finding in found.findings if finding.rule == "color-contrast"]
    assert faint == ["desktop, dark, asked"]


SEARCH = """<!doctype html><html lang="en"><title>Search</title><main><h1>Search</h1>
<p><button>Go</button></p><div id="found"></div></main>
<script>document.querySelector("button").onclick = async () => {
  const index = (await (await fetch("index.txt")).text()).trim();
  const pages = await (await fetch(index)).json();
  found.innerHTML = pages.filter((page) => page.includes("bin"))
    .map((page) => `<p style="color: #bbb; background: #fff">${page}</p>`).join(""); }</script>"""
CLICK, WAIT = Step("click", "button", {}), Step("wait", "p[style]", {})


class Searched:
    """A page with a search, and what visits of what it finds bring."""

    def __init__(self, browser: Browser, folder: Path, *steps: Step) -> None:
        self.browser, self.folder, self.site = browser, folder, folder / "site"
        self.extra = Extra("searched", ("*",), steps)
        self.site.mkdir()
        (self.site / "search.html").write_text(SEARCH, encoding="utf-8")

    def look(self, pages: str, *, index: str = "index.json") -> Visit:
        (self.site / "index.txt").write_text(index, encoding="utf-8")
        (self.site / index).write_text(pages, encoding="utf-8")
        with serve(self.site) as address:
            shelf = Shelf(self.folder / "kept", self.site, address, "")
            tools = Tools(read_checks(), node_module(SCRIPT), extras=(self.extra,), shelf=shelf)
            target = Target("search.html", f"{address}search.html", further=True)
            return visit(self.browser, target, tools)


def test_a_content_is_looked_at_again_only_where_it_shows_something_else(
    browser: Browser, tmp_path: Path
) -> None:
    searched = Searched(browser, tmp_path, CLICK, WAIT)
    first = searched.look('["New bins"]')
    assert "color-contrast" in {finding.rule for finding in first.findings}
    assert len(first.states) == len(SIZES) * len(LOOKS)
    same = searched.look('["New bins", "Council tax"]')
    assert (same.findings, same.states) == (first.findings, ())
    assert searched.look('["New bins", "Where is my bin?"]').states == first.states


def test_a_page_that_shows_the_same_is_kept_with_the_files_that_it_loads_now(
    browser: Browser, tmp_path: Path
) -> None:
    searched = Searched(browser, tmp_path, CLICK, WAIT)
    searched.look('["New bins"]', index="index-1.json")
    same = searched.look('["New bins"]', index="index-2.json")
    names = {load.rpartition("/")[2] for load in same.loads}
    assert same.states == ()
    assert {"search.html", "index.txt", "index-2.json"} <= names
    assert "index-1.json" not in names


def test_a_pdf_that_was_replaced_is_read_again_where_only_a_search_leads_to_it(
    browser: Browser, tmp_path: Path
) -> None:
    searched = Searched(browser, tmp_path, CLICK, WAIT)
    link = "[\"<a href='bins.pdf'>New bins (PDF)</a>\"]"
    (searched.site / "bins.pdf").write_bytes(b"%PDF-1.7 /StructTreeRoot /Lang (en)")
    searched.look(link)
    assert searched.look(link).states == ()
    (searched.site / "bins.pdf").write_bytes(b"%PDF-1.7")
    assert searched.look(link).states != ()


def test_a_content_that_nothing_waits_for_is_always_looked_at(
    browser: Browser, tmp_path: Path
) -> None:
    searched = Searched(browser, tmp_path, CLICK)
    assert searched.look('["New bins"]').states == searched.look('["New bins"]').states != ()


def test_where_one_window_shows_the_same_the_other_is_asked_no_more_than_in_a_first_run(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = Searched(browser, tmp_path, CLICK, WAIT)
    asked: list[tuple[str, State]] = []
    whole = visits.run_checks

    def run(given: Browser, checks: Sequence[Check], page: str, state: State) -> list[Finding]:
        asked.extend((check.rule, state) for check in checks)
        return [*whole(given, checks, page, state)]

    monkeypatch.setattr(visits, "run_checks", run)
    searched.look('["New bins"]')
    on_phone = [row for row in asked if row[1].size == "phone"]
    find = Shelf.find_seen
    monkeypatch.setattr(
        Shelf,
        "find_seen",
        lambda shelf, target, state, shown: (
            find(shelf, target, state, shown) if state.size == "desktop" else None
        ),
    )
    asked.clear()
    searched.look('["New bins"]')
    assert asked == on_phone != []
