"""Findings are kept for as long as neither the page nor anything that it loads has changed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from a11y.findings import WARNING, Finding
from a11y.kept import Seen, Shelf
from a11y.states import State
from a11y.targets import Target

HOST = "http://127.0.0.1:9/"
PAGE = Target("a/index.html", f"{HOST}a/")
FURTHER = dataclasses.replace(PAGE, further=True)
OTHER = Target("b/index.html", f"{HOST}b/")
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
    shelf(site).keep(PAGE, FOUND, loads)


def test_what_has_not_changed_is_found_again_wherever_it_is_served(site: Path) -> None:
    keep(site)
    assert shelf(site, address="http://127.0.0.1:10/").find(PAGE) == FOUND


@pytest.mark.parametrize("name", ["a/index.html", "style.css"])
def test_a_changed_file_brings_the_page_back_into_the_run(site: Path, name: str) -> None:
    keep(site)
    (site / name).write_text("another", encoding="utf-8")
    assert shelf(site).find(PAGE) is None


def test_a_file_that_has_gone_counts_as_changed(site: Path) -> None:
    keep(site)
    (site / "style.css").unlink()
    assert shelf(site).find(PAGE) is None


def test_other_settings_ask_for_another_look(site: Path) -> None:
    keep(site)
    assert shelf(site, settings="one more state").find(PAGE) is None


def test_further_contents_are_kept_apart_from_the_page_as_it_loads(site: Path) -> None:
    (site / "index.json").write_text("what a search finds", encoding="utf-8")
    shelf(site).keep(PAGE, (), [f"{HOST}style.css"])
    shelf(site).keep(FURTHER, FOUND, [f"{HOST}index.json"])
    assert shelf(site).find(PAGE) == ()
    assert shelf(site).find(FURTHER) == FOUND
    (site / "index.json").write_text("something else", encoding="utf-8")
    assert shelf(site).find(PAGE) == ()
    assert shelf(site).find(FURTHER) is None


def test_what_answers_behind_a_page_brings_only_its_further_contents_back(site: Path) -> None:
    def with_server(version: str) -> Shelf:
        folder = site.parent / "kept"
        return Shelf(folder, site, HOST, "", lambda page: version if page[0] == "a" else "")

    other = dataclasses.replace(OTHER, further=True)
    for page in (PAGE, FURTHER, other):
        with_server("1").keep(page, FOUND, [])
    assert with_server("1").find(FURTHER) == FOUND
    assert with_server("2").find(FURTHER) is None
    assert with_server("2").find(PAGE) == FOUND
    assert with_server("2").find(other) == FOUND


def test_nothing_is_known_of_other_pages_or_after_clearing(site: Path) -> None:
    keep(site)
    assert shelf(site).find(OTHER) is None
    shelf(site).clear()
    assert shelf(site).find(PAGE) is None


@pytest.mark.parametrize(("changed", "known"), [("a/index.html", True), ("style.css", False)])
def test_a_note_holds_until_the_looks_of_the_site_change(
    site: Path, changed: str, known: bool
) -> None:
    shelf(site).note("focus", {"kinds": 1})
    assert shelf(site).recall("other") is None
    (site / changed).write_text("another", encoding="utf-8")
    assert shelf(site).recall("focus") == ({"kinds": 1} if known else None)
    assert shelf(site, settings="another browser").recall("focus") is None


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": 1}'])
def test_a_damaged_entry_is_as_good_as_none(site: Path, damage: str) -> None:
    keep(site)
    [entry] = (site.parent / "kept").iterdir()
    entry.write_text(damage, encoding="utf-8")
    assert shelf(site).find(PAGE) is None


SEARCHED = State("search with results", "phone", "light")
SEEN = Seen(FOUND, (f"{HOST}a/index.html", f"{HOST}style.css"))


def test_a_content_that_shows_the_same_is_known_wherever_it_is_served(site: Path) -> None:
    shelf(site).keep_seen(FURTHER, SEARCHED, "digest", SEEN)
    elsewhere = shelf(site, address="http://127.0.0.1:10/").find_seen(FURTHER, SEARCHED, "digest")
    assert elsewhere is not None
    assert elsewhere.findings == FOUND
    assert elsewhere.loads == tuple(
        load.replace(HOST, "http://127.0.0.1:10/") for load in SEEN.loads
    )


def test_it_is_not_known_in_another_window_or_content_or_where_it_shows_something_else(
    site: Path,
) -> None:
    shelf(site).keep_seen(FURTHER, SEARCHED, "digest", SEEN)
    for state in (
        dataclasses.replace(SEARCHED, size="desktop"),
        dataclasses.replace(SEARCHED, content="search without results"),
    ):
        assert shelf(site).find_seen(FURTHER, state, "digest") is None
    assert shelf(site).find_seen(FURTHER, SEARCHED, "another") is None
    other = dataclasses.replace(OTHER, further=True)
    assert shelf(site).find_seen(other, SEARCHED, "digest") is None


def test_it_is_not_known_where_a_file_has_changed_that_a_check_has_read(site: Path) -> None:
    (site / "bins.pdf").write_text("tagged", encoding="utf-8")
    read = Seen((), (f"{HOST}bins.pdf",))
    shelf(site).keep_seen(FURTHER, SEARCHED, "digest", read)
    assert shelf(site).find_seen(FURTHER, SEARCHED, "digest") == read
    (site / "bins.pdf").write_text("untagged", encoding="utf-8")
    assert shelf(site).find_seen(FURTHER, SEARCHED, "digest") is None


def test_it_is_not_known_where_the_texts_of_the_project_have_changed(site: Path) -> None:
    def with_texts(version: str) -> Shelf:
        return Shelf(site.parent / "kept", site, HOST, "", settings_of_seen=lambda: version)

    with_texts("1").keep_seen(FURTHER, SEARCHED, "digest", SEEN)
    assert with_texts("1").find_seen(FURTHER, SEARCHED, "digest") == SEEN
    assert with_texts("2").find_seen(FURTHER, SEARCHED, "digest") is None


@pytest.mark.parametrize("noted", [{}, [], {"shown": "x"}, "text"])
def test_a_damaged_note_is_as_good_as_none(site: Path, noted: object) -> None:
    shelf(site).keep_seen(FURTHER, SEARCHED, "digest", SEEN)
    [file] = (site.parent / "kept").glob("*-seen.json")
    entry = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**entry, "noted": noted}), encoding="utf-8")
    assert shelf(site).find_seen(FURTHER, SEARCHED, "digest") is None


def test_it_is_not_known_after_a_style_sheet_or_the_settings_have_changed(site: Path) -> None:
    shelf(site).keep_seen(FURTHER, SEARCHED, "digest", SEEN)
    assert shelf(site, settings="another").find_seen(FURTHER, SEARCHED, "digest") is None
    (site / "style.css").write_text("another", encoding="utf-8")
    assert shelf(site).find_seen(FURTHER, SEARCHED, "digest") is None
