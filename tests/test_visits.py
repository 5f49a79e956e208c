"""A visit shows a page in every state, and asks each engine only what it can answer there."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser, node_module, serve

from a11y.engines.axe import SCRIPT
from a11y.states import LOADED, State
from a11y.targets import Target
from a11y.visits import Tools, visit

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
