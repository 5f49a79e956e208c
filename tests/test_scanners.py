"""axe-core and HTML_CodeSniffer find no barrier on any page, however it is shown."""

from __future__ import annotations

import pytest
from browser import Browser, Page, describe, list_pages
from conftest import BuiltSite
from scanning import (
    Explained,
    find_barriers,
    is_about,
    prepare_axe,
    prepare_codesniffer,
    read_explained,
    run_axe,
    run_codesniffer,
)

LANGUAGES = ("en", "ar", "zh-Hans", "pl", "pa")
VIEWS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]

GOOD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bins</title>
<style>body {{ color: #111; background: #fff }} {style}</style>
<main><h1>Bins</h1><p id="p">Put your bin out.</p>{more}</main></html>"""


def pages_in(site: BuiltSite, language: str) -> list[Page]:
    return [page for page in list_pages(site.out) if page.language == language]


def scan(browser: Browser) -> list[object]:
    """Everything that both scanners find on the open page in every view."""
    rules = prepare_axe(browser)
    prepare_codesniffer(browser)
    explained = read_explained()
    found: list[object] = []
    for width, scheme in VIEWS:
        browser.set_size(width)
        browser.set_media(scheme=scheme)
        rows = [*find_barriers(browser, rules, explained), *run_codesniffer(browser)]
        found += [{"view": f"{width} px, {scheme}", **row} for row in rows]
    return found


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scanners_find_no_barrier_on_any_page(
    browser: Browser, address: str, every_page: BuiltSite, language: str, half: int
) -> None:
    pages = pages_in(every_page, language)
    assert len(pages) >= 30
    found: dict[str, list[object]] = {}
    for page in pages[half::2]:
        browser.open(f"{address}{page.url}")
        if barriers := scan(browser):
            found[page.url] = barriers
    assert not found, describe(found)


def test_every_page_is_in_a_language_that_is_scanned(every_page: BuiltSite) -> None:
    assert {page.language for page in list_pages(every_page.out)} == {*LANGUAGES}


def test_the_scanners_are_content_with_a_good_page(browser: Browser) -> None:
    browser.show(GOOD.format(style="", more=""))
    assert scan(browser) == []


@pytest.mark.parametrize(
    ("style", "more", "rule", "views"),
    [
        ("p { color: #aaa }", "", "color-contrast", 4),
        ("@media (prefers-color-scheme: dark) { p { color: #aaa } }", "", "color-contrast", 2),
        ("@media (width < 400px) { p { color: #aaa } }", "", "color-contrast", 2),
        ("", "<button></button>", "button-name", 4),
        ("", "<h4>Too deep</h4>", "heading-order", 4),
        (
            "a { display: inline-block; width: 12px; height: 12px; overflow: hidden }",
            "<ul><li><a href='#a'>a</a><a href='#b'>b</a></ul>",
            "target-size",
            4,
        ),
        # axe-core cannot tell the contrast on a picture: that asks for an explanation.
        ("p { background: linear-gradient(#fff, #fff) }", "", "color-contrast", 4),
    ],
)
def test_axe_sees_a_page_that_is_broken(
    browser: Browser, style: str, more: str, rule: str, views: int
) -> None:
    browser.show(GOOD.format(style=style, more=more))
    rows = [row for row in scan(browser) if isinstance(row, dict) and row.get("rule") == rule]
    assert len({row["view"] for row in rows}) == views


@pytest.mark.parametrize(
    ("style", "more", "code"),
    [
        ("p { color: #aaa }", "", "1_4_3.G18.Fail"),
        ("", "<p><img src='data:,'></p>", "1_1_1.H37"),
        ("", "<a href='#nowhere'>Nowhere</a>", "G1,G123,G124.NoSuchID"),
    ],
)
def test_codesniffer_sees_a_page_that_is_broken(
    browser: Browser, style: str, more: str, code: str
) -> None:
    browser.show(GOOD.format(style=style, more=more))
    codes = [str(row.get("code")) for row in scan(browser) if isinstance(row, dict)]
    assert any(code in found for found in codes)


def test_every_explanation_is_still_needed(browser: Browser, address: str) -> None:
    for entry in read_explained():
        browser.open(f"{address}{entry.seen_on}")
        rules = prepare_axe(browser)
        assert any(asks_about(browser, rules, entry, view) for view in VIEWS), (
            f"axe-core decides now about {entry.selector} on {entry.seen_on}: take it out"
        )


def asks_about(browser: Browser, rules: list[str], entry: Explained, view: tuple[int, str]) -> bool:
    """Whether axe-core cannot decide what an explanation is about."""
    width, scheme = view
    browser.set_size(width)
    browser.set_media(scheme=scheme)
    undecided = [row for kind, row in run_axe(browser, rules) if kind == "incomplete"]
    return any(is_about(browser, entry, row) for row in undecided)


def test_an_explanation_holds_for_its_rule_and_elements_only(browser: Browser) -> None:
    style = "p, h1 { background: linear-gradient(#fff, #fff) }"
    browser.show(GOOD.format(style=style, more=""))
    rules = prepare_axe(browser)
    entry = Explained("color-contrast", "p", "", "A picture of one colour: black on white.")
    found = find_barriers(browser, rules, [entry])
    assert [row["target"] for row in found] == ["h1"]
    assert asks_about(browser, rules, entry, (320, "light"))
    settled = Explained("color-contrast", "main", "", "")
    assert not asks_about(browser, rules, settled, (320, "light"))
