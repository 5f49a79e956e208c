"""Findings are kept for as long as neither the page nor anything that it loads has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11y.findings import WARNING, Finding
from a11y.kept import Shelf

HOST = "http://127.0.0.1:9/"
FOUND = (
    Finding("r", "axe", "1.4.3", WARNING, "a/index.html", "phone", "p", "<p>", "m", "do"),
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "a/index.html").write_text("page", encoding="utf-8")
    (folder / "style.css").write_text("style", encoding="utf-8")
    return folder


def shelf(site: Path, *, address: str = HOST, settings: str = "") -> Shelf:
    return Shelf(site.parent / "kept", site, address, settings)


def keep(site: Path) -> None:
    loads = [f"{HOST}a/", f"{HOST}style.css?v=1", "https://elsewhere.example/x.js"]
    shelf(site).keep("a/index.html", FOUND, loads)


def test_what_has_not_changed_is_found_again_wherever_it_is_served(site: Path) -> None:
    keep(site)
    assert shelf(site, address="http://127.0.0.1:10/").find("a/index.html") == FOUND


@pytest.mark.parametrize("name", ["a/index.html", "style.css"])
def test_a_changed_file_brings_the_page_back_into_the_run(site: Path, name: str) -> None:
    keep(site)
    (site / name).write_text("another", encoding="utf-8")
    assert shelf(site).find("a/index.html") is None


def test_a_file_that_has_gone_counts_as_changed(site: Path) -> None:
    keep(site)
    (site / "style.css").unlink()
    assert shelf(site).find("a/index.html") is None


def test_other_settings_ask_for_another_look(site: Path) -> None:
    keep(site)
    assert shelf(site, settings="one more state").find("a/index.html") is None


def test_what_answers_behind_a_page_brings_only_that_page_back(site: Path) -> None:
    def with_server(version: str) -> Shelf:
        folder = site.parent / "kept"
        return Shelf(folder, site, HOST, "", lambda page: version if page[0] == "a" else "")

    for page in ("a/index.html", "b/index.html"):
        with_server("1").keep(page, FOUND, [])
    assert with_server("1").find("a/index.html") == FOUND
    assert with_server("2").find("a/index.html") is None
    assert with_server("2").find("b/index.html") == FOUND


def test_nothing_is_known_of_other_pages_or_after_clearing(site: Path) -> None:
    keep(site)
    assert shelf(site).find("b/index.html") is None
    shelf(site).clear()
    assert shelf(site).find("a/index.html") is None


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": 1}'])
def test_a_damaged_entry_is_as_good_as_none(site: Path, damage: str) -> None:
    keep(site)
    [entry] = (site.parent / "kept").iterdir()
    entry.write_text(damage, encoding="utf-8")
    assert shelf(site).find("a/index.html") is None
