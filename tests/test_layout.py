"""Nothing is lost: on a narrow phone, at 400% zoom, with large text and with wide spacing."""

from __future__ import annotations

import pytest
from browser import Browser, describe, list_pages
from conftest import BuiltSite

LANGUAGES = ("en", "ar", "zh-Hans", "pl", "pa")

USUAL_SIZE = 16
DOUBLE_SIZE = 32


def find_losses(browser: Browser) -> list[dict[str, object]]:
    """Text that cannot be seen whole, and any way to scroll sideways."""
    found: list[dict[str, object]] = browser.measure("sideways") + browser.measure("lost_text")
    return found


def look_on_a_phone(browser: Browser) -> list[dict[str, object]]:
    browser.set_size(320)
    return find_losses(browser)


def look_at_400_percent(browser: Browser) -> list[dict[str, object]]:
    browser.set_size(1280, 1024, zoom=4)
    return find_losses(browser)


def look_at_a_wide_window(browser: Browser) -> list[dict[str, object]]:
    browser.set_size(1280)
    return find_losses(browser)


def look_at_double_size(browser: Browser) -> list[dict[str, object]]:
    """Text twice as large in a window and on a phone of a usual width.

    On the phone the page may be scrolled (SC 1.4.4 asks that nothing is lost), in the window not.
    """
    small = text_sizes(browser)
    browser.set_text_size(DOUBLE_SIZE)
    found = look_at_a_wide_window(browser)
    if text_sizes(browser) != [2 * size for size in small]:
        found.append({"fault": "not twice as large", "sizes": [small, text_sizes(browser)]})
    browser.set_size(360)
    found += [row for row in browser.measure("lost_text") if row["fault"] != "outside the page"]
    browser.set_text_size(USUAL_SIZE)
    return found


def text_sizes(browser: Browser) -> list[float]:
    """Sizes of text in the main landmark; a large heading may grow less than the text below it."""
    sizes = "[...document.querySelectorAll('main :is(p, li, td)')].map(%s)"
    return [*browser.ask(sizes % "element => parseFloat(getComputedStyle(element).fontSize)")]


def look_at_wide_spacing(browser: Browser) -> list[dict[str, object]]:
    """Lines, letters, words and paragraphs as far apart as a reader may ask (SC 1.4.12)."""
    browser.measure("space_text")
    found = look_on_a_phone(browser) + look_at_a_wide_window(browser)
    browser.ask("void (document.adoptedStyleSheets = [])")
    return found


LOOKS = {
    "320 px": look_on_a_phone,
    "400% zoom": look_at_400_percent,
    "1280 px": look_at_a_wide_window,
    "200% text": look_at_double_size,
    "text spacing": look_at_wide_spacing,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_lost_on_any_page(
    browser: Browser, address: str, every_page: BuiltSite, language: str
) -> None:
    pages = [page for page in list_pages(every_page.out) if page.language == language]
    assert len(pages) >= 30
    found: dict[str, object] = {}
    for page in pages:
        browser.set_size(1280)
        browser.open(f"{address}{page.url}")
        for name, look in LOOKS.items():
            if losses := look(browser):
                found[f"{page.url} at {name}"] = losses
    assert not found, describe(found)


WORDS = "What happens to the bins that we empty every second week in the year. "

PAGE = """<!doctype html><html lang="en" {root}><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Bins</title>
<style>body {{ margin: 0; font: 1.2rem/1.5 sans-serif }} {style}</style>
<main>{main}</main></html>"""


def show(browser: Browser, main: str, style: str = "", root: str = "") -> None:
    browser.show(PAGE.format(main=main, style=style, root=root))


def test_a_plain_page_loses_nothing(browser: Browser) -> None:
    hidden = "h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; }"
    aside = "a { position: absolute; inset-inline-start: -999em }"
    show(browser, f"<a href='#'>Skip</a><h2>Menu</h2><p>{WORDS * 9}</p>", hidden + aside)
    assert [name for name, look in LOOKS.items() if look(browser)] == []


NARROW = ["320 px", "400% zoom", "text spacing"]
EVERYWHERE = [*LOOKS]

BROKEN = {
    "too wide for a phone": ("", "p { width: 330px }", "scrolls sideways", NARROW),
    "too wide to the left": ("dir=rtl", "p { width: 330px }", "scrolls sideways", NARROW),
    "too wide for a low window": (
        "",
        "@media (height < 300px) { p { width: 330px } }",
        "scrolls sideways",
        ["400% zoom"],
    ),
    "out of reach at the start": (
        "",
        "p { margin-inline-start: -20px }",
        "outside the page",
        EVERYWHERE,
    ),
    "one line with what is left cut off": (
        "",
        "p { overflow: hidden; white-space: nowrap }",
        "cut off",
        EVERYWHERE,
    ),
    "a box that is as high as usual text": (
        "",
        "em { display: block; height: 34px; overflow: hidden }",
        "cut off",
        ["200% text"],
    ),
    "a box that is as wide as usual text": (
        "",
        "em { display: block; width: 4.6em; overflow: hidden; white-space: nowrap }",
        "cut off",
        ["text spacing"],
    ),
    "text in pixels": ("", "p { font-size: 16px }", "not twice", ["200% text"]),
    "lines upon one another": (
        "",
        "p { line-height: .5 }",
        "overlap",
        ["320 px", "400% zoom", "1280 px", "200% text"],  # a reader's own spacing mends it
    ),
    "a note upon the text": (
        "",
        "em { position: absolute; inset-block-start: 1.5em; inset-inline-start: 40px }",
        "overlap",
        EVERYWHERE,
    ),
    "a box that only a mouse can scroll": (
        "",
        "p { overflow: auto; height: 1.5em }",
        "cut off",
        EVERYWHERE,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_loss_is_seen(browser: Browser, name: str) -> None:
    root, style, fault, expected = BROKEN[name]
    show(browser, f"<p>{WORDS * 3}<em>Note this</em></p>", style, root)
    seen = {look: losses(browser) for look, losses in LOOKS.items()}
    assert [look for look, rows in seen.items() if rows] == expected, seen
    assert any(fault in str(row["fault"]) for rows in seen.values() for row in rows), seen


def test_wide_spacing_is_what_the_guidelines_ask(browser: Browser) -> None:
    show(browser, "<p>One</p>", "p { font-size: 20px; line-height: 1 }")
    browser.measure("space_text")
    style = "getComputedStyle(document.querySelector('p'))"
    for name, pixels in (
        ("lineHeight", "30px"),
        ("letterSpacing", "2.4px"),
        ("wordSpacing", "3.2px"),
        ("marginBottom", "40px"),
    ):
        assert browser.ask(f"{style}.{name}") == pixels


def test_what_a_keyboard_can_scroll_to_is_not_lost(browser: Browser) -> None:
    cells = "".join(f"<td>{WORDS[:20]}</td>" for _ in range(12))
    table = f"<div role=region tabindex=0 aria-label=Days><table><tr>{cells}</table></div>"
    show(browser, table, "div { overflow-x: auto } td { white-space: nowrap }")
    assert look_on_a_phone(browser) == []
    show(browser, table.replace("tabindex=0", ""), "div { overflow-x: auto; white-space: nowrap }")
    assert look_on_a_phone(browser) != []
