"""How the focus shows is found out once for stops that are alike, also from one run to the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser import Browser, node_module, serve

from a11y import focusing
from a11y.engines import axe
from a11y.focusing import learn, picture_kinds, tell

PAGE = """<!doctype html><html lang="en"><title>Bins</title><link rel="stylesheet" href="look.css">
<main><h1>Bins</h1><p><a href="#a">Bin days</a></p><p><button>Send</button></p></main></html>"""
FAINT = "button:focus { outline: 3px solid #ddd }"


@pytest.fixture(autouse=True)
def _know_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(focusing, "SEEN", {})
    monkeypatch.setattr(focusing, "KINDS", {})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "look.css").write_text(FAINT, encoding="utf-8")
    return tmp_path


def look(browser: Browser, address: str) -> list[tuple[object, ...]]:
    """What is seen of the stops on the page at an address."""
    browser.reset()
    browser.open(f"{address}index.html")
    axe.prepare(browser, node_module(axe.SCRIPT))
    return [(row["index"], change, count) for row, change, count in picture_kinds(browser)]


def test_another_run_knows_it_wherever_the_site_is_served(
    browser: Browser, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(site) as address:
        seen = look(browser, address)
        known = json.loads(json.dumps(tell(address)))
    assert [count for _, _, count in seen] == [1]
    focusing.KINDS.clear()
    focusing.SEEN.clear()
    asked: list[str] = []
    for name in ("_compare_styles", "_take_change"):
        whole = getattr(focusing, name)
        monkeypatch.setattr(
            focusing, name, lambda *given, n=name, w=whole: (asked.append(n), w(*given))[1]
        )
    with serve(site) as address:
        learn(known, address)
        assert look(browser, address) == seen
    assert asked == []


def test_nothing_is_told_of_other_sites(browser: Browser, site: Path) -> None:
    with serve(site) as address:
        look(browser, address)
    assert tell("https://elsewhere.example/") == {"kinds": {}, "seen": {}}
